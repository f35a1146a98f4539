package seed

import (
	"context"
	"errors"
	"io"
	"os"

	"parley/graph"
)

// Spool keeps what comes as a stream in a temporary file, so that it can be read
// more than once.
type Spool struct{ name string }

// NewSpool reads a stream to its end. One that is longer than most bytes is
// TOO_LARGE.
func NewSpool(ctx context.Context, in io.Reader, most int64) (*Spool, error) {
	file, err := os.CreateTemp("", "parley-import-*")
	if err != nil {
		return nil, unwritable(err)
	}
	s := &Spool{file.Name()}
	limited := &io.LimitedReader{R: in, N: most + 1}
	err = copyAll(ctx, file, limited)
	if err == nil && limited.N == 0 {
		err = graph.Errorf(graph.TooLarge, "import", "the file is larger than %d MB", most>>20)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Open opens the file from its beginning.
func (s *Spool) Open() (io.ReadCloser, error) { return os.Open(s.name) }

// Close takes the file away.
func (s *Spool) Close() error { return os.Remove(s.name) }
