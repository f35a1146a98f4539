package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/seed"
)

// The sizes up to which files are read.
const (
	maxMapping = 1 << 20  // bytes of a mapping
	maxRecord  = 1 << 20  // bytes of a row
	maxLookup  = 16 << 20 // bytes of a look-up file, which is held in memory
)

var errTooLong = errors.New("too long")

// guard lets so many bytes through and then no more.
type guard struct {
	in   io.Reader
	room int
	hit  bool
}

// Read reads up to the room that is left.
func (g *guard) Read(p []byte) (int, error) {
	if g.hit = g.hit || g.room <= 0; g.hit {
		return 0, errTooLong
	}
	n, err := g.in.Read(p[:min(len(p), g.room)])
	g.room -= n
	return n, err
}

// records reads a CSV file row by row.
type records struct {
	path   string
	file   fs.File
	guard  *guard
	csv    *csv.Reader
	header []string
	line   int // of the row read last
	cells  []string
}

// openRecords opens a file and reads its header.
func openRecords(f seed.Folder, name string, delimiter rune) (*records, error) {
	r := &records{path: path.Join(f.Name, name)}
	file, err := f.Files.Open(name)
	if err != nil {
		return nil, r.refused(0, 0, "cannot be read: "+seed.Cause(err))
	}
	in := bufio.NewReaderSize(file, 1<<16)
	if mark, _ := in.Peek(3); string(mark) == "\uFEFF" {
		in.Discard(3)
	}
	if head, _ := in.Peek(1 << 16); endsInCR(head) {
		file.Close()
		return nil, r.refused(1, 1, "its lines end with CR alone, as those of old Macs do: save the file with LF or CRLF")
	}
	r.file, r.guard = file, &guard{in: in}
	r.csv = csv.NewReader(r.guard)
	r.csv.Comma, r.csv.ReuseRecord = delimiter, true
	if err := r.readHeader(); err != nil {
		file.Close()
		return nil, err
	}
	return r, nil
}

// endsInCR reports whether the first line of a file ends with CR alone.
func endsInCR(head []byte) bool {
	end := bytes.IndexAny(head, "\r\n")
	return end >= 0 && end+1 < len(head) && head[end] == '\r' && head[end+1] != '\n'
}

func (r *records) readHeader() error {
	first, problem, err := r.next()
	switch {
	case errors.Is(err, io.EOF):
		return r.refused(0, 0, "the file is empty: its first line names the columns")
	case err != nil:
		return err
	case problem != nil:
		return &seed.Refusal{Problems: []seed.Problem{*problem}}
	}
	if other := otherDelimiter(first, r.csv.Comma); other != "" {
		return r.refused(1, 1, fmt.Sprintf("the header is one column, %s: if %s stands between its columns, say delimiter: %s in the mapping", seed.Shown(first[0]), other, other))
	}
	seen := map[string]bool{}
	for i, name := range first {
		if name != "" && seen[name] {
			line, column := r.position(i)
			return r.refused(line, column, "a second column is called "+seed.Shown(name)+": give it another name")
		}
		seen[name] = true
		r.header = append(r.header, strings.Clone(name))
	}
	return nil
}

// otherDelimiter returns what may stand between columns that were read as one, as
// a mapping writes it, or "".
func otherDelimiter(header []string, delimiter rune) string {
	if len(header) > 1 {
		return ""
	}
	for _, d := range []struct {
		sign    rune
		written string
	}{{';', ";"}, {'\t', "tab"}, {'|', "'|'"}, {',', "','"}} {
		if d.sign != delimiter && strings.ContainsRune(header[0], d.sign) {
			return d.written
		}
	}
	return ""
}

// next returns the next row, without the white space around its cells, or what is
// wrong with it. The error is io.EOF at the end, and a refusal where no more
// can be read. The cells are good until the next call.
func (r *records) next() ([]string, *seed.Problem, error) {
	r.guard.room = maxRecord
	cells, err := r.csv.Read()
	var wrong *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil, err
	case r.guard.hit:
		return nil, nil, r.refused(r.line+1, 1, fmt.Sprintf("a row here is longer than %d MB: is a quotation mark not closed?", maxRecord>>20))
	case errors.As(err, &wrong):
		return nil, r.notCSV(wrong, cells), nil
	case err != nil:
		return nil, nil, r.refused(0, 0, "cannot be read: "+seed.Cause(err))
	}
	r.line, _ = r.csv.FieldPos(0)
	r.cells = cells
	for i, cell := range cells {
		if at, message := notText(cell); message != "" {
			line, column := r.inside(i, cell[:at])
			return nil, &seed.Problem{File: r.path, Line: line, Column: column, Message: message}, nil
		}
	}
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells, nil, nil
}

// notText says what of a cell is no text, and at which byte.
func notText(cell string) (at int, message string) {
	if i := strings.IndexByte(cell, 0); i >= 0 {
		return i, "a NUL character is not text: take it out"
	}
	if utf8.ValidString(cell) {
		return 0, ""
	}
	for i, c := range cell {
		if c == utf8.RuneError && !strings.HasPrefix(cell[i:], "\uFFFD") {
			return i, fmt.Sprintf("the byte %#02x is not UTF-8: save the file as UTF-8", cell[i])
		}
	}
	return 0, ""
}

func (r *records) notCSV(wrong *csv.ParseError, cells []string) *seed.Problem {
	p := &seed.Problem{File: r.path, Line: wrong.Line, Column: max(wrong.Column-excess(cells), 1)}
	switch {
	case errors.Is(wrong.Err, csv.ErrFieldCount):
		p.Column = 1
		p.Message = fmt.Sprintf("the row has %d cells, the header %d", len(cells), r.csv.FieldsPerRecord)
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		p.Message = "a quotation mark stands inside a cell: put the cell in quotation marks and write the one inside twice"
	default:
		p.Message = "a quotation mark is not closed, or text follows a closed one: write one inside a cell twice"
	}
	if wrong.StartLine != wrong.Line {
		p.Message += fmt.Sprintf("; the row begins on line %d", wrong.StartLine)
	}
	r.line = wrong.Line
	return p
}

// position is the line and column at which a cell begins.
func (r *records) position(i int) (line, column int) {
	line, column = r.csv.FieldPos(i)
	return line, column - excess(r.cells[:i])
}

// excess is how many bytes the end of a line has beyond its code points, going
// by the cells on it: they differ nowhere else.
func excess(cells []string) int {
	n := 0
	for _, cell := range slices.Backward(cells) {
		start := strings.LastIndexByte(cell, '\n') + 1
		n += len(cell[start:]) - utf8.RuneCountInString(cell[start:])
		if start > 0 {
			break
		}
	}
	return n
}

// inside is the place after the beginning of a cell.
func (r *records) inside(i int, before string) (line, column int) {
	line, column = r.position(i)
	if n := strings.Count(before, "\n"); n > 0 {
		return line + n, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	}
	return line, column + utf8.RuneCountInString(before)
}

func (r *records) close() { r.file.Close() }

func (r *records) refused(line, column int, message string) error {
	return &seed.Refusal{Problems: []seed.Problem{{File: r.path, Line: line, Column: column, Message: message}}}
}
