package ftm

import (
	"bufio"
	"errors"
	"io"
)

// maxLine is the length of the longest line that is read, in bytes.
const maxLine = 16 << 20

// lines reads line by line. It never holds more than the longest line allowed.
type lines struct {
	in     *bufio.Reader
	number int
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, 64<<10)} }

// next gives a line without its end; long says that it is longer than is read.
// At the end of the file the error is [io.EOF].
func (l *lines) next() (line []byte, long bool, err error) {
	l.number++
	for {
		piece, err := l.in.ReadSlice('\n')
		switch {
		case long:
		case len(line)+len(piece) > maxLine:
			line, long = nil, true
		default:
			line = append(line, piece...)
		}
		switch {
		case err == nil:
			return line, long, nil
		case errors.Is(err, io.EOF) && (len(line) > 0 || long):
			return line, long, nil // the next call finds the end
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}
