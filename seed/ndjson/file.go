package ndjson

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"parley/graph"
	"parley/seed"
)

// maxLine is the length of the longest line that is read, in bytes: a text of
// 16 MB, each of whose characters may take six, and some more.
const maxLine = 6*16<<20 + 1<<20

// File is a file of changes. It is data for a [seed.Import] that makes changes as
// they are.
type File struct {
	name  string
	open  seed.Opener
	sorts []sort
}

// New makes a File of what open reads from the beginning, each time the same.
// The name is how problems call it.
func New(m *graph.Model, name string, open seed.Opener) *File {
	return &File{name, open, sorts(m)}
}

// Rows yields each line as a row. Empty lines say nothing. A file that does not
// begin as the format does, or is of a newer version, is refused.
func (f *File) Rows(ctx context.Context, yield func(seed.Row) bool) (err error) {
	in, err := f.open()
	if err != nil {
		return f.unreadable(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	lines := seed.NewLines(in, maxLine)
	if err := f.header(lines); err != nil {
		return err
	}
	for {
		if err := graph.Ended(ctx, "import"); err != nil {
			return err
		}
		line, long, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return f.unreadable(err)
		}
		if len(bytes.TrimSpace(line)) == 0 && !long {
			continue
		}
		if !yield(f.row(lines.Number(), line, long)) {
			return nil
		}
	}
}

// header reads the first line.
func (f *File) header(lines *seed.Lines) error {
	line, long, err := lines.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		return f.unreadable(err)
	}
	var name string
	var number int
	r := read(line)
	r.object(header(&name, &number))
	r.end()
	at := seed.Position{File: f.name, Line: 1, Column: 1}
	if long || r.wrong != nil || name != format || number < 1 {
		return &seed.Refusal{Problems: []seed.Problem{*at.Problem(fmt.Sprintf("this is no file of changes: its first line is {\"format\":%q,\"version\":%d}", format, version))}}
	}
	if number > version {
		return &seed.Refusal{Problems: []seed.Problem{*at.Problem(fmt.Sprintf("the file is of version %d of the format, and this Parley reads up to %d: take a newer Parley", number, version))}}
	}
	return nil
}

func (f *File) row(number int, line []byte, long bool) seed.Row {
	at := seed.Position{File: f.name, Line: number, Column: 1}
	if long {
		return seed.Row{At: at, Problem: at.Problem(fmt.Sprintf("the line is longer than %d MB", maxLine>>20))}
	}
	r := read(bytes.TrimRight(line, "\r\n"))
	c := r.change(f.sorts)
	if r.wrong != nil {
		at.Column = utf8.RuneCount(line[:min(r.wrong.at, len(line))]) + 1
		return seed.Row{At: at, Problem: at.Problem(r.wrong.what)}
	}
	return seed.Row{At: at, Changes: []graph.Change{c}}
}

func (f *File) unreadable(err error) error {
	return &graph.Error{Code: graph.BadInput, Op: "import", Message: f.name + " cannot be read to its end", Err: err}
}
