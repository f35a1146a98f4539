package sqlite

import (
	"context"
	"errors"
	"fmt"

	sqlite "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"parley/graph"
)

// damaged is the error for a file that is not what was written.
func (f *file) damaged(format string, args ...any) error {
	return &graph.Error{
		Code: graph.Internal, Op: "open",
		Message: f.path + " is damaged: " + fmt.Sprintf(format, args...) +
			"; put a backup in its place, or move it away and load and import again what it held",
	}
}

// broken tells a damaged file from one that cannot be read now.
func (f *file) broken(ctx context.Context, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return failed(ctx, "open", err)
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_IOERR, lib.SQLITE_FULL, lib.SQLITE_CANTOPEN,
		lib.SQLITE_PERM, lib.SQLITE_READONLY, lib.SQLITE_NOMEM, lib.SQLITE_INTERRUPT:
		return failed(ctx, "open", err)
	}
	return f.damaged("%v", e)
}
