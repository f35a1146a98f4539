package ftm

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"path"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/seed"
)

// Options say what source the file is. What is left empty comes from its name.
type Options struct {
	Source    string // the id: "source:peps"
	Title     string
	Publisher string
	URL       string
}

// maxLine is the length of the longest line that is read, in bytes.
const maxLine = 16 << 20

// File is a file of FtM entities. It yields rows to one reader at a time.
type File struct {
	name    string
	open    func() (io.ReadCloser, error)
	options Options
	skipped map[string]int
}

// New makes a File of what open reads from the beginning, each time the same.
// The name is how problems call it.
func New(name string, open func() (io.ReadCloser, error), o Options) *File {
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	if o.Title == "" {
		o.Title = cmp.Or(seed.Clean(strings.ToValidUTF8(base, "?")), "FollowTheMoney entities")
	}
	if o.Source == "" {
		stem := strings.TrimSuffix(base, path.Ext(base))
		o.Source = "source:" + cmp.Or(slug(stem), short(base))
	}
	return &File{name: name, open: open, options: o}
}

// Skipped says what the last Rows left out because Parley has no place for it,
// and how often.
func (f *File) Skipped() map[string]int { return maps.Clone(f.skipped) }

// Rows yields the file as a source, then each line with the thing in it, if there
// is one, then the links between things, each as the file has them.
func (f *File) Rows(ctx context.Context, yield func(seed.Row) bool) error {
	f.skipped = map[string]int{}
	r := &reading{file: f, yield: yield, known: map[string]thing{}, places: map[string]string{}}
	r.give(seed.Row{Aside: true, Changes: []graph.Change{graph.PutNode{Source: f.options.Source, ID: f.options.Source, Props: f.source()}}})
	if err := r.scan(ctx, r.thingLine); err != nil {
		return err
	}
	if r.line == 0 && !r.stopped {
		return f.empty()
	}
	return r.scan(ctx, r.linkLine)
}

// empty refuses a file without a line, which would take away all that its source
// said before.
func (f *File) empty() error {
	return &seed.Refusal{Problems: []seed.Problem{{File: f.name, Message: "the file has no entity: write one a line"}}}
}

// source are the properties of the file as a source.
func (f *File) source() map[string]graph.Value {
	o := f.options
	props := map[string]graph.Value{"name": o.Title, "title": o.Title}
	if o.Publisher != "" {
		props["publisher"] = o.Publisher
	}
	if o.URL != "" {
		props["url"] = o.URL
	}
	return props
}

// reading is one run through a file.
type reading struct {
	file    *File
	yield   func(seed.Row) bool
	stopped bool // yield wants no more
	line    int
	raw     []byte // the line
	seq     int    // how many facts there are

	known  map[string]thing  // entities, by their ids
	places map[string]string // the names of places, by their nodes' ids
}

// thing is an entity that was read.
type thing struct {
	node string // "" where it makes no node
	line int
}

// scan reads the file once, line by line.
func (r *reading) scan(ctx context.Context, each func(line []byte, long bool)) (err error) {
	in, err := r.file.open()
	if err != nil {
		return r.unreadable(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	l := seed.NewLines(in, maxLine)
	for !r.stopped {
		if err := graph.Ended(ctx, "ftm"); err != nil {
			return err
		}
		line, long, err := l.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return r.unreadable(err)
		}
		if len(bytes.TrimSpace(line)) == 0 && !long {
			continue
		}
		r.line, r.raw = l.Number(), line
		each(bytes.TrimSpace(line), long)
	}
	return nil
}

func (r *reading) unreadable(err error) error {
	return &graph.Error{Code: graph.BadInput, Op: "ftm", Message: r.file.name + " cannot be read to its end", Err: err}
}

// give yields a row of the line that was read last.
func (r *reading) give(row seed.Row) {
	row.At = seed.Position{File: r.file.name, Line: r.line, Column: 1}
	r.stopped = r.stopped || !r.yield(row)
}

// problem returns a row that is wrong, at the byte that the error knows. It is
// aside where the line was given before.
func (r *reading) problem(err error, aside bool) {
	p := &seed.Problem{File: r.file.name, Line: r.line, Column: 1, Message: err.Error()}
	var where *misread
	if errors.As(err, &where) {
		lead := len(r.raw) - len(bytes.TrimLeft(r.raw, " \t\r\n\v\f"))
		p.Column = utf8.RuneCount(r.raw[:min(lead+where.at, len(r.raw))]) + 1
	}
	r.stopped = r.stopped || !r.yield(seed.Row{Problem: p, Aside: aside})
}

// skip counts what is left out. A file can make up as many schemata as it has
// lines.
func (r *reading) skip(what string) {
	const most = 200
	if _, had := r.file.skipped[what]; !had && len(r.file.skipped) >= most {
		what = "other schemata"
	}
	r.file.skipped[what]++
}
