//go:build unix

package access

import (
	"errors"
	"io/fs"
)

// onlyOwner refuses a file that others than its owner can read or write.
func onlyOwner(info fs.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return errors.New("is not a file")
	case info.Mode().Perm()&0o077 != 0:
		return errors.New("can be read by others than its owner: chmod 600 it")
	}
	return nil
}
