//go:build !linux

package sqlite

import "os"

// lockFile does nothing where a lock on the file would be in SQLite's way: there
// the names of a file are watched alone.
func lockFile(string, *os.File) error { return nil }
