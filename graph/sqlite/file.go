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

	_ "modernc.org/sqlite" // the driver

	"parley/graph"
	"parley/graph/memory"
)

// schema is the format; application and version say which.
var schema = fmt.Sprintf(`
PRAGMA application_id = %d;
PRAGMA user_version = %d;
BEGIN;
CREATE TABLE image (id INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), batch INTEGER NOT NULL, images INTEGER NOT NULL, sum BLOB NOT NULL);
INSERT INTO head VALUES (1, 0, 0, zeroblob(%d));
COMMIT;`, application, version, len(hash{}))

// hash is of an image and its place.
type hash [16]byte

func hashOf(id int64, body []byte) (h hash) {
	sum := sha256.New()
	sum.Write(binary.BigEndian.AppendUint64(nil, uint64(id)))
	sum.Write(body)
	copy(h[:], sum.Sum(nil))
	return h
}

// add adds a hash to a sum, or takes it away.
func (h *hash) add(more hash) {
	for i := range h {
		h[i] ^= more[i]
	}
}

// head is the state of the whole file.
type head struct {
	batch  int64 // how many transactions wrote
	images int64
	sum    hash
}

// file is an open store's file.
type file struct {
	path   string
	db     *sql.DB
	head   head
	hashes map[int64]hash // of the images, by id
}

// connect opens a file with SQLite's settings.
func connect(path string, pragmas ...string) (*sql.DB, error) {
	query := url.Values{"_txlock": {"immediate"}, "_pragma": append([]string{"busy_timeout(5000)", "synchronous(FULL)", "trusted_schema(0)"}, pragmas...)}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}).String())
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func openFile(ctx context.Context, path string) (*file, error) {
	db, err := connect(path, "journal_mode(WAL)", "cell_size_check(1)")
	if err != nil {
		return nil, failed(ctx, "open", err)
	}
	f := &file{path: path, db: db, hashes: map[int64]hash{}}
	var sum []byte
	err = db.QueryRowContext(ctx, "SELECT batch, images, sum FROM head WHERE one = 1").Scan(&f.head.batch, &f.head.images, &sum)
	if err != nil {
		return nil, errors.Join(f.broken(ctx, err), db.Close())
	}
	copy(f.head.sum[:], sum)
	return f, nil
}

func (f *file) close() error {
	if err := f.db.Close(); err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "close", Message: "cannot close " + f.path, Err: err}
	}
	return nil
}

// idOf gives the row of an image.
func idOf(i memory.Image) int64 { return int64(i.Sort)<<32 | int64(i.No) }

// images reads all images, and holds each against its hash.
func (f *file) images(ctx context.Context) iter.Seq2[memory.Image, error] {
	return func(yield func(memory.Image, error) bool) {
		rows, err := f.db.QueryContext(ctx, "SELECT id, hash, body FROM image ORDER BY id")
		if err != nil {
			yield(memory.Image{}, f.broken(ctx, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var id int64
			var was, body sql.RawBytes
			if err := rows.Scan(&id, &was, &body); err != nil {
				yield(memory.Image{}, f.broken(ctx, err))
				return
			}
			h := hashOf(id, body)
			if string(was) != string(h[:]) {
				yield(memory.Image{}, f.damaged("row %d of image is not what was written", id))
				return
			}
			f.hashes[id] = h
			if !yield(memory.Image{Sort: memory.ImageSort(id >> 32), No: uint32(id), Body: body}, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(memory.Image{}, f.broken(ctx, err))
		}
	}
}

// check holds the images that were read against the head.
func (f *file) check() error {
	var sum hash
	for _, h := range f.hashes {
		sum.add(h)
	}
	if sum != f.head.sum || int64(len(f.hashes)) != f.head.images {
		return f.damaged("the rows of image are not those that were written last")
	}
	return nil
}

// keep writes the images that an Apply changes, in one transaction.
func (f *file) keep(ctx context.Context, changed []memory.Image) error {
	next := f.head
	next.batch++
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return failed(ctx, "apply", err)
	}
	hashes, err := f.write(ctx, tx, changed, &next)
	if err != nil {
		return failed(ctx, "apply", rollback(tx, err))
	}
	// From here on the context counts no more: what is written is kept.
	if err := tx.Commit(); err != nil {
		return failed(context.WithoutCancel(ctx), "apply", rollback(tx, err))
	}
	f.head = next
	for id, h := range hashes {
		if h == (hash{}) {
			delete(f.hashes, id)
		} else {
			f.hashes[id] = h
		}
	}
	return nil
}

// checkEvery is how many rows are written between two looks at the context.
const checkEvery = 256

// write writes images and the head that they make, and gives their hashes; that
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
			next.sum.add(was)
			next.images--
		}
		hashes[id] = hash{}
		if len(i.Body) == 0 {
			_, err = tx.ExecContext(row, "DELETE FROM image WHERE id = ?", id)
		} else {
			h := hashOf(id, i.Body)
			hashes[id] = h
			next.sum.add(h)
			next.images++
			_, err = put.ExecContext(row, id, h[:], i.Body)
		}
		if err != nil {
			return nil, err
		}
	}
	_, err = tx.ExecContext(ctx, "UPDATE head SET batch = ?, images = ?, sum = ? WHERE one = 1", next.batch, next.images, slices.Clone(next.sum[:]))
	return hashes, err
}
