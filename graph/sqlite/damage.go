package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	sqlite "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"parley/graph"
)

// damaged is the error for a file that is not what was written.
func damaged(path, format string, args ...any) error {
	return &graph.Error{
		Code: graph.Internal, Op: "open",
		Message: path + " is damaged: " + fmt.Sprintf(format, args...) +
			"; put a backup in its place and take " + filepath.Base(path) + "-wal away, or move both away and load and import again what it held",
	}
}

// passing are the results of SQLite that say nothing of what a file holds
// (https://www.sqlite.org/rescode.html), with what they mean to who opens it.
var passing = map[int]string{
	lib.SQLITE_READONLY:  "it, or its folder, may only be read; give leave to write to both",
	lib.SQLITE_CANTOPEN:  "it, or a file beside it, cannot be opened; give leave to write to its folder",
	lib.SQLITE_PERM:      "there is no leave to use it",
	lib.SQLITE_FULL:      "the disk is full; make room and try again",
	lib.SQLITE_IOERR:     "the disk fails, or is full",
	lib.SQLITE_BUSY:      "something else is writing to it",
	lib.SQLITE_LOCKED:    "something else is writing to it",
	lib.SQLITE_NOMEM:     "there is not enough memory",
	lib.SQLITE_INTERRUPT: "the work was broken off",
}

// mayOnlyBeRead is the error for a file that is to be written.
func mayOnlyBeRead(path string, err error) error {
	return &graph.Error{Code: graph.Unavailable, Op: "open", Message: path + " cannot be used: " + passing[lib.SQLITE_READONLY], Err: err}
}

// resultOf returns SQLite's primary result code, or 0 where an error has none.
func resultOf(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return lib.SQLITE_OK
}

// unusable is the error for a file that cannot be opened, read or copied: it is
// damaged, or cannot be used now.
func unusable(ctx context.Context, op, path string, err error) error {
	var known *graph.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if ended := graph.Ended(ctx, op); ended != nil {
		return ended
	}
	code := resultOf(err)
	if why, ok := passing[code]; ok {
		return &graph.Error{Code: graph.Unavailable, Op: op, Message: path + " cannot be used: " + why, Err: err}
	}
	if code != lib.SQLITE_OK {
		return damaged(path, "%v", err)
	}
	return &graph.Error{Code: graph.Unavailable, Op: op, Message: path + " cannot be used", Err: err}
}

// notKept is the error for changes that the file did not take. It names no path,
// since clients see it.
func notKept(ctx context.Context, err error) error {
	if ended := graph.Ended(ctx, "apply"); ended != nil {
		return ended
	}
	var known *graph.Error
	if errors.As(err, &known) {
		return err
	}
	message := "the store's file cannot be written now"
	if resultOf(err) == lib.SQLITE_FULL {
		message = "the store's disk is full; nothing is changed"
	}
	return &graph.Error{Code: graph.Unavailable, Op: "apply", Message: message, Err: err}
}
