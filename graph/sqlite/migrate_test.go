//go:build unix

package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// stepsOn are migrations of which the last two are made, and lead two versions on.
func (s *story) stepsOn(path string) []migration {
	return append(migrations(s.model, path),
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "CREATE TABLE more (x); INSERT INTO more SELECT id FROM image")
			return err
		},
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "ALTER TABLE more RENAME COLUMN x TO y")
			return err
		},
	)
}

// copyOf is the name of the copy that is made of a file of this version before it is
// migrated.
func copyOf(path string) string { return fmt.Sprintf("%s.version%d", path, version) }

// TestMigrate brings a file two versions on, after a copy.
func TestMigrate(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	if err := migrate(t.Context(), path, s.stepsOn(path)); err != nil {
		t.Fatal(err)
	}
	if is, err := formatOf(path); is != version+2 || err != nil {
		t.Errorf("it is of version %d, %v", is, err)
	}
	var images, more int
	if err := database(t, path).QueryRow("SELECT (SELECT count(*) FROM image), (SELECT count(y) FROM more)").Scan(&images, &more); err != nil || images != more || more == 0 {
		t.Errorf("%d of %d images, %v", more, images, err)
	}
	s.holds(t, copyOf(path), 10, 10)
}

// TestMigrationFails has a step fail after others went well: the file holds what
// it held, in the version that it had.
func TestMigrationFails(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	for _, failing := range []migration{
		func(context.Context, *sql.Tx) error { return errors.New("a step fails") },
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "DELETE FROM image; SELECT nonsense")
			return err
		},
	} {
		err := migrate(t.Context(), path, append(s.stepsOn(path)[:version:version], failing))
		if graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "cannot be brought to the newest version; it is as it was") {
			t.Errorf("%v", err)
		}
		s.holds(t, path, 10, 10)
		if diff := cmp.Diff([]string{"parley.db", "parley.db.lock", copyOf("parley.db")}, beside(t, path)); diff != "" {
			t.Errorf("beside it (-want +got):\n%s", diff)
		}
	}
}

// TestMigrationCancelled ends the context of a migration.
func TestMigrationCancelled(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancelling := func(ctx context.Context, tx *sql.Tx) error {
		cancel()
		return s.stepsOn(path)[version-1](ctx, tx)
	}
	if err := migrate(ctx, path, append(migrations(s.model, path), cancelling)); graph.CodeOf(err) != graph.Cancelled {
		t.Errorf("%v", err)
	}
	s.holds(t, path, 10, 10)
}

// TestMigrationWithoutCopy does not touch a file that cannot be copied first.
func TestMigrationWithoutCopy(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	was := read(t, path)
	if err := os.Mkdir(copyOf(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), path, s.stepsOn(path)); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("%v", err)
	}
	if !bytes.Equal(was, read(t, path)) {
		t.Error("the file is not as it was")
	}
}

// TestMigrationCrashes ends a process after a migration, before what the log has
// is in the file: the next one neither migrates again nor copies the new version
// over the copy of the old.
func TestMigrationCrashes(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	db, err := connect(path, existing, "wal_autocheckpoint(0)")
	if err != nil {
		t.Fatal(err)
	}
	if err := runSteps(t.Context(), db, version, s.stepsOn(path)); err != nil {
		t.Fatal(err)
	}
	crashed := copied(t, path)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, copyOf(crashed), []byte("the copy"))
	if v := binary.BigEndian.Uint32(read(t, crashed)[versionAt:]); v != version {
		t.Fatalf("the file itself is of version %d already", v)
	}
	if err := migrate(t.Context(), crashed, s.stepsOn(crashed)); err != nil {
		t.Fatal(err)
	}
	if is, err := formatOf(crashed); is != version+2 || err != nil {
		t.Errorf("it is of version %d, %v", is, err)
	}
	if string(read(t, copyOf(crashed))) != "the copy" {
		t.Error("the copy is gone")
	}
}

// TestCutOff finishes what another process began and did not end: the making of
// a store, of a copy.
func TestCutOff(t *testing.T) {
	s := tell(t, 3)
	path := filepath.Join(t.TempDir(), "parley.db")
	for _, left := range []string{".new", ".new-journal", ".version1.half", ".version1.half-journal"} {
		put(t, path+left, []byte("what was left behind"))
	}
	put(t, path, nil) // as a crash may leave a file's name alone
	store := s.open(t, path)
	s.apply(t, store, s.steps...)
	closed(t, store)
	if err := copyTo(t.Context(), path, path+".version1"); err != nil {
		t.Fatal(err)
	}
	s.holds(t, path+".version1", 3, 3)
	if diff := cmp.Diff([]string{"parley.db", "parley.db.lock", "parley.db.version1", "parley.db.version1.lock"}, beside(t, path)); diff != "" {
		t.Errorf("beside it (-want +got):\n%s", diff)
	}
}

// TestLogAlone makes no store beside a log whose file is gone: it would be taken
// for that of the new one.
func TestLogAlone(t *testing.T) {
	s := tell(t, 3)
	for _, end := range []string{"-wal", "-journal"} {
		for _, empty := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, beside an empty file %t", end, empty), func(t *testing.T) {
				store := s.open(t, filepath.Join(t.TempDir(), "parley.db"))
				s.apply(t, store, s.steps...)
				log := logOf(t, store.file.path)
				closed(t, store)
				path := filepath.Join(t.TempDir(), "parley.db")
				put(t, path+end, log)
				if empty {
					put(t, path, nil)
				}
				was := beside(t, path)
				_, err := Open(t.Context(), s.model, path)
				if graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), path+end+", which may be all that is left of it; put the file back that it belongs to, or move it away") {
					t.Errorf("%v", err)
				}
				if !bytes.Equal(log, read(t, path+end)) {
					t.Error("the log is not as it was")
				}
				if diff := cmp.Diff(was, beside(t, path)); diff != "" {
					t.Errorf("beside it (-was +is):\n%s", diff)
				}
				put(t, path+end, nil)
				s.holds(t, path, 0, 0)
			})
		}
	}
}

// TestFolding opens stores whose text was folded by other versions of the rules:
// an older one gets the newest, and what is newer is refused.
func TestFolding(t *testing.T) {
	s := tell(t, 10)
	path := s.written(t)
	folded := func(version int64) string {
		path := copied(t, path)
		db := database(t, path)
		h := head{fold: version}
		var sum []byte
		if err := db.QueryRow("SELECT batch, sum FROM head").Scan(&h.batch, &sum); err != nil {
			t.Fatal(err)
		}
		copy(h.sum[:], sum)
		was := head{batch: h.batch, fold: graph.FoldVersion}.seal()
		h.sum.xor(was)
		sealed := h.seal()
		altered(t, path, fmt.Sprintf("UPDATE head SET fold = %d, sum = x'%x'", version, sealed[:]))
		return path
	}
	older := folded(graph.FoldVersion - 1)
	s.opensFolded(t, older)
	if report, err := Verify(t.Context(), s.model, older); err != nil || report.Batches != 11 {
		t.Errorf("%+v, %v", report, err)
	}
	newer := folded(graph.FoldVersion + 1)
	was := read(t, newer)
	for _, opens := range []func() error{
		func() error { _, err := Open(t.Context(), s.model, newer); return err },
		func() error { _, err := Verify(t.Context(), s.model, newer); return err },
	} {
		if err := opens(); graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), fmt.Sprintf("%s has text that is folded by version %d of the rules, and this Parley knows up to %d: take a newer Parley", newer, graph.FoldVersion+1, graph.FoldVersion)) {
			t.Errorf("%v", err)
		}
	}
	if !bytes.Equal(was, read(t, newer)) {
		t.Error("the file is not as it was")
	}
	altered(t, newer, fmt.Sprintf("UPDATE head SET fold = %d", graph.FoldVersion-1))
	s.damaged(t, newer)
}

// opensFolded sees that a store holds the whole story, and is folded by the
// newest rules.
func (s *story) opensFolded(t *testing.T, path string) {
	t.Helper()
	store := s.open(t, path)
	defer closed(t, store)
	if digest(t, store) != s.states[len(s.steps)] || store.file.head.fold != graph.FoldVersion {
		t.Errorf("it does not hold what was written, or is folded by version %d", store.file.head.fold)
	}
}
