package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"parley/graph"
)

// Linux has locks that belong to an open file, and that neither a name nor what
// else a process closes takes away: F_OFD_SETLK, which package syscall lacks. It
// is put where SQLite puts none (https://www.sqlite.org/lockingv3.html).
const (
	setOpenFileLock = 37
	lockedByte      = 1 << 62
	sharedFirst     = 0x40000002 // where all that have a file open in SQLite have a lock
	sharedSize      = 510
)

// lockFile takes a file for this process, or says who has it.
func lockFile(path string, file *os.File) error {
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: lockedByte, Len: 1}
	err := syscall.FcntlFlock(file.Fd(), setOpenFileLock, &lock)
	switch {
	case err == nil, errors.Is(err, syscall.EINVAL): // some systems that say they are Linux have no such locks
		return nil
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EACCES):
		return graph.Errorf(graph.Conflict, "open", "%s is in use by %s, by another of its names (a hard link, or one that it had before); stop that one first, or choose another file", path, user(file))
	}
	return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot lock " + path, Err: err}
}

// user names the process that has a file open in SQLite.
func user(file *os.File) string {
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: sharedFirst, Len: sharedSize}
	if err := syscall.FcntlFlock(file.Fd(), syscall.F_GETLK, &lock); err == nil && lock.Type != syscall.F_UNLCK && lock.Pid > 0 {
		return fmt.Sprintf("process %d", lock.Pid)
	}
	return "another process"
}
