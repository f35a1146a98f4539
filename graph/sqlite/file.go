package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"sync"

	_ "modernc.org/sqlite" // the driver

	"parley/graph"
	"parley/graph/memory"
)

// tables are what the format has, in the very words that a file has.
const tables = `CREATE TABLE image (id INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), batch INTEGER NOT NULL, images INTEGER NOT NULL, sum BLOB NOT NULL, fold INTEGER NOT NULL DEFAULT 1)`

// schema makes an empty file; application and version say of what format.
var schema = fmt.Sprintf(`
PRAGMA application_id = %d;
PRAGMA user_version = %d;
BEGIN;
%s;
INSERT INTO head VALUES (1, 0, 0, x'%x', %d);
COMMIT;`, application, version, tables, head{fold: graph.FoldVersion}.seal(), graph.FoldVersion)

// hash is of an image and its place.
type hash [16]byte

func hashOf(id int64, body []byte) (h hash) {
	sum := sha256.New()
	sum.Write(binary.BigEndian.AppendUint64(nil, uint64(id)))
	sum.Write(body)
	copy(h[:], sum.Sum(nil))
	return h
}

// xor adds a hash to a sum, or takes it away.
func (h *hash) xor(more hash) {
	for i := range h {
		h[i] ^= more[i]
	}
}

// head is the state of the whole file.
type head struct {
	batch  int64 // how many transactions wrote
	images int64
	sum    hash
	fold   int64 // the version of the text folding, see [graph.FoldVersion]
}

// file is an open store's file.
type file struct {
	path   string
	db     *sql.DB
	anchor *sql.DB // see [file.moor]
	head   head
	hashes map[int64]hash // of the images, by id
	failed error          // why the images could not be read

	writing sync.Mutex // held by who writes to the file
	guard   *guard
	eraser  eraser
}

// seal is the sum as the file has it, with a hash of the other numbers.
func (h head) seal() hash {
	sealed := h.sum
	sealed.xor(hashOf(-1, binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(h.batch)), uint64(h.fold))))
	return sealed
}

// The modes in which SQLite opens a file. It makes none where there is none.
const (
	existing  = "rw"
	readOnly  = "ro"
	unchanged = "ro&immutable=1" // nothing else may write to it meanwhile, and its log is left out
)

// logLimit is how long a log may stay, in bytes, once all of it is in the file.
const logLimit = 64 << 20

// connect opens a file with SQLite's settings.
func connect(path, mode string, pragmas ...string) (*sql.DB, error) {
	settings := []string{"busy_timeout(5000)", "synchronous(FULL)", "fullfsync(1)", "trusted_schema(0)", "cell_size_check(1)", "secure_delete(1)"}
	query := url.Values{"_txlock": {"immediate"}, "_pragma": append(settings, pragmas...)}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: "mode=" + mode + "&" + query.Encode()}).String())
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func newFile(path string, db *sql.DB) *file {
	return &file{path: path, db: db, hashes: map[int64]hash{}}
}

// restore reads the graph, and holds all that it reads against its hashes.
func (f *file) restore(ctx context.Context, m *graph.Model) (*memory.Store, error) {
	sealed, err := f.readHead(ctx, f.db)
	if err != nil {
		return nil, err
	}
	store, err := memory.Restore(m, f.images(ctx, f.db), f.keep)
	switch {
	case f.failed != nil:
		return nil, f.failed
	case err != nil:
		return nil, damaged(f.path, "%v", err)
	}
	return store, f.check(sealed)
}

// querier is a database, or a transaction on one.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readHead reads how the tables are made, and the head.
func (f *file) readHead(ctx context.Context, from querier) (sealed hash, err error) {
	var made string
	if err := from.QueryRowContext(ctx, "SELECT coalesce(group_concat(sql, ';' || char(10)), '') FROM (SELECT sql FROM sqlite_schema ORDER BY rowid)").Scan(&made); err != nil {
		return sealed, unusable(ctx, "open", f.path, err)
	}
	if made != tables {
		return sealed, damaged(f.path, "its tables are not those of a store")
	}
	var sum []byte
	if err := from.QueryRowContext(ctx, "SELECT batch, images, sum, fold FROM head WHERE one = 1").Scan(&f.head.batch, &f.head.images, &sum, &f.head.fold); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = damaged(f.path, "it has no head")
		}
		return sealed, unusable(ctx, "open", f.path, err)
	}
	copy(sealed[:], sum)
	if f.head.fold > graph.FoldVersion {
		return sealed, graph.Errorf(graph.BadInput, "open", "%s has text that is folded by version %d of the rules, and this Parley knows up to %d: take a newer Parley", f.path, f.head.fold, graph.FoldVersion)
	}
	return sealed, nil
}

// begin makes a file that was read one to write to. Where its text was folded by
// older rules, it says from then on that these are the newest: nothing that is
// folded stands in it. What a process that was killed had not erased yet, it
// erases.
func (f *file) begin(ctx context.Context, g *guard) error {
	if err := f.writable(ctx); err != nil {
		return err
	}
	if err := f.moor(ctx); err != nil {
		return err
	}
	if err := g.watch(); err != nil {
		return err
	}
	f.guard = g
	if f.head.fold < graph.FoldVersion {
		if err := f.keep(ctx, nil); err != nil {
			return err
		}
	}
	f.writing.Lock()
	defer f.writing.Unlock()
	f.erase(ctx, 0)
	return nil
}

// writable says why a file cannot be written, if it cannot.
func (f *file) writable(ctx context.Context) error {
	var mode string
	err := f.db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode)
	if err == nil && mode != "wal" {
		return graph.Errorf(graph.Unavailable, "open", "%s is on a file system that cannot share memory between processes, which a store needs; choose another folder", f.path)
	}
	if err == nil {
		var tx *sql.Tx
		if tx, err = f.db.BeginTx(ctx, nil); err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE head SET batch = batch")
			err = rollback(tx, err)
		}
	}
	return unusable(ctx, "open", f.path, err)
}

// disconnect ends what SQLite does with the file.
func (f *file) disconnect() error {
	err := f.db.Close()
	if f.anchor != nil {
		err = errors.Join(err, f.anchor.Close())
	}
	return unusable(context.Background(), "close", f.path, err)
}

// moor opens a second connection that is never used. The first is lost where a
// context ends it at work, and SQLite takes the log away with the last.
func (f *file) moor(ctx context.Context) (err error) {
	if f.anchor, err = connect(f.path, existing, "journal_mode(WAL)"); err == nil {
		err = f.anchor.PingContext(ctx)
	}
	return unusable(ctx, "open", f.path, err)
}

// end closes a file that was written to. One that another hand has touched stays
// open till the process ends: SQLite would move the log over what is there now.
func (f *file) end() error {
	f.writing.Lock()
	defer f.writing.Unlock()
	f.eraser.stop()
	if err := f.guard.check(); err != nil {
		return err
	}
	return errors.Join(f.disconnect(), f.guard.close())
}

// idOf returns the row of an image.
func idOf(i memory.Image) int64 { return int64(i.Kind)<<32 | int64(i.No) }

// images reads all images, and holds each against its hash. Where that fails,
// failed says why.
func (f *file) images(ctx context.Context, from querier) iter.Seq2[memory.Image, error] {
	return func(yield func(memory.Image, error) bool) {
		fail := func(err error) {
			f.failed = unusable(ctx, "open", f.path, err)
			yield(memory.Image{}, f.failed)
		}
		rows, err := from.QueryContext(ctx, "SELECT id, hash, body FROM image ORDER BY id")
		if err != nil {
			fail(err)
			return
		}
		defer rows.Close()
		var id, last int64 = 0, -1
		for rows.Next() {
			var was, body sql.RawBytes
			if err := rows.Scan(&id, &was, &body); err != nil {
				fail(err)
				return
			}
			h := hashOf(id, body)
			if id <= last || string(was) != string(h[:]) {
				fail(damaged(f.path, "row %d of image is not what was written", id))
				return
			}
			last, f.hashes[id] = id, h
			if !yield(memory.Image{Kind: memory.ImageKind(id >> 32), No: uint32(id), Body: body}, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			fail(err)
		}
	}
}

// check holds the images that were read against the head, as it was sealed.
func (f *file) check(sealed hash) error {
	f.head.sum = hash{}
	for _, h := range f.hashes {
		f.head.sum.xor(h)
	}
	if f.head.seal() != sealed || int64(len(f.hashes)) != f.head.images {
		return damaged(f.path, "the rows of image are not those that were written last")
	}
	return nil
}

// keep writes the images that an Apply changes, in one transaction. What it takes
// away is erased before it is acknowledged.
func (f *file) keep(ctx context.Context, changed []memory.Image) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	if err := f.guard.check(); err != nil {
		return err
	}
	next := f.head
	next.batch++
	next.fold = graph.FoldVersion
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return notKept(ctx, err)
	}
	hashes, err := f.write(ctx, tx, changed, &next)
	if err == nil {
		err = f.guard.named()
	}
	if err != nil {
		err = rollback(tx, err)
		f.guard.wroteLog()
		return notKept(ctx, err)
	}
	if err := tx.Commit(); err != nil {
		return notKept(ctx, errors.Join(rollback(tx, err), f.disown()))
	}
	f.guard.wrote()
	f.head = next
	for id, h := range hashes {
		if h == (hash{}) {
			delete(f.hashes, id)
		} else {
			f.hashes[id] = h
		}
	}
	if slices.ContainsFunc(changed, func(i memory.Image) bool { return i.Lost }) {
		f.erase(ctx, readersWait)
	}
	return nil
}

// disown takes a transaction out of the log that failed as it was committed: if
// all of it but the last sync went well, a process that opens the file after a
// crash would find it whole.
func (f *file) disown() error { return f.emptyLog(context.Background()) }

// checkEvery is how many rows are written between two looks at the context.
const checkEvery = 256

// write writes images and the head that they make, and returns their hashes; that
// of one which is gone is zero.
func (f *file) write(ctx context.Context, tx *sql.Tx, changed []memory.Image, next *head) (map[int64]hash, error) {
	put, err := tx.PrepareContext(ctx, "INSERT INTO image VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, body = excluded.body")
	if err != nil {
		return nil, err
	}
	defer put.Close()
	hashes := make(map[int64]hash, len(changed))
	row := context.WithoutCancel(ctx) // to watch a context costs as much as to write a row
	for n, i := range changed {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		id := idOf(i)
		if was, there := f.hashes[id]; there {
			next.sum.xor(was)
			next.images--
		}
		hashes[id] = hash{}
		if len(i.Body) == 0 {
			_, err = tx.ExecContext(row, "DELETE FROM image WHERE id = ?", id)
		} else {
			h := hashOf(id, i.Body)
			hashes[id] = h
			next.sum.xor(h)
			next.images++
			_, err = put.ExecContext(row, id, h[:], i.Body)
		}
		if err != nil {
			return nil, err
		}
	}
	return hashes, f.writeHead(ctx, tx, *next)
}

// writeHead puts a head in the place of the one that was read or written last.
func (f *file) writeHead(ctx context.Context, tx *sql.Tx, next head) error {
	sealed := next.seal()
	done, err := tx.ExecContext(ctx, "UPDATE head SET batch = ?, images = ?, sum = ?, fold = ? WHERE one = 1 AND batch = ?", next.batch, next.images, sealed[:], next.fold, f.head.batch)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return errors.Join(errors.New("something else wrote to the file; start again to read it anew"), err)
	}
	return nil
}
