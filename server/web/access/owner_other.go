//go:build !unix

package access

import (
	"errors"
	"io/fs"
)

// onlyOwner refuses what is no file. Who can read it cannot be told here.
func onlyOwner(info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return errors.New("is not a file")
	}
	return nil
}
