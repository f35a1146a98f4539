package dna

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite" // and with it database/sql's driver "sqlite"

	"parley/graph"
)

// maxText is the size of the largest text that is read, in bytes.
const maxText = 16 << 20

// Options say how a file is called.
type Options struct {
	// Name is what problems call the file. It is the file's own name where it is
	// left empty.
	Name string

	// Source is what the ids of its sources begin with, "source:hearings". It
	// comes from the name where it is left empty.
	Source string
}

// File is a DNA file that is open for reading. It yields rows to one reader at a
// time.
type File struct {
	name    string
	source  string // what the ids of its sources begin with
	db      *sql.DB
	layout  *layout
	skipped map[string]int
}

// Open opens a DNA file. It refuses with BAD_INPUT what is no such file, one of a
// version that is not read, and one that is damaged.
func Open(ctx context.Context, path string, o Options) (*File, error) {
	f := &File{name: cmp.Or(o.Name, filepath.Base(path)), source: o.Source}
	if f.source == "" {
		f.source = "source:" + entitySlug(strings.TrimSuffix(filepath.Base(f.name), filepath.Ext(f.name)))
	}
	if err := f.look(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", address(path))
	if err != nil {
		return nil, f.unreadable(err)
	}
	f.db = db
	if err := f.check(ctx); err != nil {
		return nil, errors.Join(orEnded(ctx, err), db.Close())
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error { return f.db.Close() }

// Skipped says what the last Rows left out because Parley has no place for it,
// and how often.
func (f *File) Skipped() map[string]int { return maps.Clone(f.skipped) }

// address opens a file for reading alone: no lock, no journal, no temporary
// file, and no functions for what the file itself defines.
func address(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a Windows drive
		path = "/" + path
	}
	query := url.Values{
		"mode": {"ro"}, "immutable": {"1"},
		"_pragma": {"query_only(1)", "trusted_schema(0)", "cell_size_check(1)", "temp_store(2)"},
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

// conn is a connection on which no value grows larger than a text may be.
func (f *File) conn(ctx context.Context) (*sql.Conn, error) {
	conn, err := f.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	const limitLength = 0 // SQLITE_LIMIT_LENGTH
	if _, err := sqlite.Limit(conn, limitLength, maxText+1<<10); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

func (f *File) refuse(format string, args ...any) error {
	return graph.Errorf(graph.BadInput, "dna", "%s %s", f.name, fmt.Sprintf(format, args...))
}

// unreadable is the error for what SQLite says no to.
func (f *File) unreadable(err error) error {
	return &graph.Error{
		Code: graph.BadInput, Op: "dna", Err: err,
		Message: f.name + " cannot be read to its end, it seems to be damaged: open it in Discourse Network Analyzer, or take an older copy",
	}
}

// orEnded is the error of a context that has ended, else err.
func orEnded(ctx context.Context, err error) error {
	if ended := graph.Ended(ctx, "dna"); ended != nil {
		return ended
	}
	return err
}
