package seed

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Lines reads line by line. It never holds more than the longest line allowed.
type Lines struct {
	in     *bufio.Reader
	most   int
	number int
	line   []byte
}

// NewLines reads lines of at most so many bytes.
func NewLines(in io.Reader, most int) *Lines {
	return &Lines{in: bufio.NewReaderSize(in, 64<<10), most: most}
}

// Number is that of the line which was read last, from 1.
func (l *Lines) Number() int { return l.number }

// Next returns a line, with its end and without a byte order mark before the first.
// It is good until the next call. Of a line that is longer than is read, there
// is nothing but that it is long. At the end of the file the error is [io.EOF].
func (l *Lines) Next() (line []byte, long bool, err error) {
	l.number++
	if cap(l.line) > 1<<20 {
		l.line = nil // one long line is no reason to hold on to so much
	}
	l.line = l.line[:0]
	for {
		piece, err := l.in.ReadSlice('\n')
		switch {
		case long:
		case len(l.line)+len(piece) > l.most:
			l.line, long = nil, true
		default:
			l.line = append(l.line, piece...)
		}
		switch {
		case err == nil || errors.Is(err, io.EOF) && (len(l.line) > 0 || long):
			if l.number == 1 {
				return bytes.TrimPrefix(l.line, []byte("\uFEFF")), long, nil
			}
			return l.line, long, nil // if it is the last, the next call finds the end
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}
