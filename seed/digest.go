package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"parley/graph"
)

// Opener opens a file from its beginning, each time the same.
type Opener func() (io.ReadCloser, error)

// DigestOf returns a SHA-256 of files, in hexadecimal: the same files in the same
// order give the same.
func DigestOf(files ...Opener) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		all := sha256.New()
		for _, open := range files {
			one := sha256.New() // each of its own, so that none runs into the next
			if err := copyFile(ctx, one, open); err != nil {
				return "", err
			}
			all.Write(one.Sum(nil))
		}
		return hex.EncodeToString(all.Sum(nil)), nil
	}
}

func copyFile(ctx context.Context, to io.Writer, open Opener) (err error) {
	in, err := open()
	if err != nil {
		return unreadable(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	return copyAll(ctx, to, in)
}

// copyAll copies a stream to its end.
func copyAll(ctx context.Context, to io.Writer, in io.Reader) error {
	piece := make([]byte, 1<<18)
	for {
		if err := graph.Ended(ctx, "import"); err != nil {
			return err
		}
		n, err := in.Read(piece)
		if _, err := to.Write(piece[:n]); err != nil {
			return unwritable(err)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
	}
}

func unreadable(err error) error {
	return &graph.Error{Code: graph.BadInput, Op: "import", Message: "the file cannot be read to its end", Err: err}
}

func unwritable(err error) error {
	return &graph.Error{Code: graph.Unavailable, Op: "import", Message: "a temporary file cannot be written", Err: err}
}
