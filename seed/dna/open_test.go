package dna

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
)

func TestOtherFilesAreRefused(t *testing.T) {
	good := func(t *testing.T, change string) string { return makeFile(t, []string{harbour}, nil, change) }
	beside := func(ending string) func(*testing.T) string {
		return func(t *testing.T) string {
			path := good(t, "")
			if err := os.WriteFile(path+ending, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	changed := func(change string) func(*testing.T) string {
		return func(t *testing.T) string { return good(t, change) }
	}
	tests := []struct {
		name string
		path func(*testing.T) string
		want string
	}{
		{"nothing there", func(t *testing.T) string { return filepath.Join(t.TempDir(), "harbour.dna") },
			"harbour.dna cannot be read: no such file or directory"},
		{"a folder", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "harbour.dna")
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
			return path
		}, "harbour.dna is not a file"},
		{"empty", func(t *testing.T) string { return write(t, "harbour.dna", nil) },
			"harbour.dna is not a Discourse Network Analyzer file: it is not an SQLite database"},
		{"text", func(t *testing.T) string { return write(t, "harbour.dna", []byte("person,concept\nAnna,Harbour\n")) },
			"harbour.dna is not a Discourse Network Analyzer file: it is not an SQLite database"},
		{"another database", func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "harbour.dna")
			run(t, path, "CREATE TABLE x(y)")
			return path
		}, "harbour.dna is not a Discourse Network Analyzer file: it has no table SETTINGS"},
		{"settings without a version", changed(`DELETE FROM SETTINGS`),
			"harbour.dna is not a Discourse Network Analyzer file: its SETTINGS have no version"},
		{"another version", changed(`UPDATE SETTINGS SET Value = '4.0' WHERE Property = 'version'`),
			`harbour.dna is of Discourse Network Analyzer "4.0"; 2 and 3 are read`},
		{"not what its version has", changed(`UPDATE SETTINGS SET Value = '2.0 beta 19' WHERE Property = 'version'`),
			"harbour.dna is not a whole Discourse Network Analyzer file: it has no table with the column ATTRIBUTES.ID"},
		{"of version 1", func(t *testing.T) string {
			return write(t, "harbour.dna", []byte(`<?xml version="1.0"?><discourse version="1.30"/>`))
		},
			"harbour.dna is not a Discourse Network Analyzer file: it is not an SQLite database"},
		{"a table is missing", changed(`DROP TABLE STATEMENTS`),
			"harbour.dna is not a whole Discourse Network Analyzer file: it has no table with the column STATEMENTS.ID"},
		{"a view that never ends", changed(`DROP TABLE STATEMENTS; CREATE VIEW STATEMENTS AS
			WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID FROM n) SELECT ID, 1 StatementTypeId, 1 DocumentId, 0 Start, 5 Stop FROM n`),
			"harbour.dna is not a whole Discourse Network Analyzer file: it has no table with the column STATEMENTS.ID"},
		{"a computed column", changed(`ALTER TABLE DOCUMENTS RENAME COLUMN Type TO Was; ALTER TABLE DOCUMENTS ADD COLUMN Type AS (hex(zeroblob(1000000000)))`),
			"harbour.dna is not a whole Discourse Network Analyzer file: it has no table with the column DOCUMENTS.Type"},
		{"being written", beside("-journal"),
			"harbour.dna is being written, or was not closed (harbour.dna-journal is beside it): close it in Discourse Network Analyzer first"},
		{"with a log beside it", beside("-wal"),
			"harbour.dna is being written, or was not closed (harbour.dna-wal is beside it): close it in Discourse Network Analyzer first"},
		{"cut short", func(t *testing.T) string {
			raw, err := os.ReadFile(good(t, ""))
			if err != nil {
				t.Fatal(err)
			}
			return write(t, "harbour.dna", raw[:2000])
		}, "harbour.dna cannot be read to its end, it seems to be damaged: open it in Discourse Network Analyzer, or take an older copy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Open(t.Context(), tt.path(t), Options{})
			if err == nil {
				f.Close()
			}
			var refused *graph.Error
			if !errors.As(err, &refused) || refused.Code != graph.BadInput || refused.Message != tt.want {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestANameStandsForThePath(t *testing.T) {
	f, err := Open(t.Context(), makeFile(t, []string{harbour}, nil), Options{Name: "Port hearings.dna"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	changes, _ := read(t, f)
	if got := changes[0].(graph.PutNode).ID; got != "source:port-hearings-1" {
		t.Error(got)
	}
}

func TestAPathMayHaveSignsOfAnAddress(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a?mode=rwc&b#c %41 ü.dna")
	if err := os.Rename(makeFile(t, []string{harbour}, nil), path); err != nil {
		t.Fatal(err)
	}
	if changes, problems := read(t, mustOpen(t, path)); len(changes) != 1 || problems != nil {
		t.Errorf("%v %v", changes, problems)
	}
}

func TestReadingLeavesTheFolderAsItIs(t *testing.T) {
	path := makeFile(t, []string{harbour}, twoCodings)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read(t, mustOpen(t, path))
	after, err := os.ReadFile(path)
	if err != nil || string(before) != string(after) {
		t.Errorf("the file is another: %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the file stand %v, %v", entries, err)
	}
}

// A file with a bad page gives what can be read and then an error, never more.
func TestADamagedFileIsAnError(t *testing.T) {
	raw, err := os.ReadFile(makeFile(t, []string{strings.Repeat(harbour, 500)}, twoCodings))
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	failed := 0
	for at := page; at < len(raw); at += page {
		damaged := append([]byte(nil), raw...)
		for i := range 200 {
			damaged[at+i] ^= 0x5a
		}
		f, err := Open(t.Context(), write(t, "harbour.dna", damaged), Options{})
		if err == nil {
			err = f.Rows(t.Context(), everything)
			f.Close()
		}
		if err != nil && graph.CodeOf(err) != graph.BadInput {
			t.Errorf("page at %d: %v", at, err)
		}
		if err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no damaged page is noticed")
	}
}

// A tree of which each branch is the same leaf gives rows without an end to who
// does not look first.
func TestATreeThatHasAPageTwiceIsDamaged(t *testing.T) {
	path := makeFile(t, []string{harbour}, nil, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO STATEMENTS SELECT i, 1, 1, 0, 5, 1 FROM n`)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	root := page(raw, rootOf(t, path, "STATEMENTS"))
	if root[0] != 5 { // an inner page of a table
		t.Fatalf("the table is too small: %d", root[0])
	}
	first := binary.BigEndian.Uint16(root[12:])
	for i := range int(binary.BigEndian.Uint16(root[3:])) {
		cell := binary.BigEndian.Uint16(root[12+2*i:])
		copy(root[cell:cell+4], root[first:first+4])
	}
	_, err = Open(t.Context(), write(t, "harbour.dna", raw), Options{})
	if graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), "it seems to be damaged") {
		t.Error(err)
	}
}

func page(raw []byte, number int) []byte { return raw[(number-1)*4096 : number*4096] }

func rootOf(t *testing.T, path, table string) (number int) {
	t.Helper()
	f := mustOpen(t, path)
	if err := f.db.QueryRowContext(t.Context(), `SELECT rootpage FROM sqlite_schema WHERE name = ?`, table).Scan(&number); err != nil {
		t.Fatal(err)
	}
	return number
}
