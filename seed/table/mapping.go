package table

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed"
)

// Mapping is a mapping that was read and found right, ready to read its tables.
// It is a [seed.Data], and yields rows to one reader at a time.
type Mapping struct {
	model  *graph.Model
	folder seed.Folder
	file   string
	source graph.PutNode
	fixed  *block
	tables []*table
	files  []string

	skipped map[string]int
}

// Source is the id of the source that the mapping describes.
func (m *Mapping) Source() string { return m.source.ID }

// Files names the files that the data is read from: the mapping, its tables and
// look-ups, each once.
func (m *Mapping) Files() []string { return slices.Clone(m.files) }

// Skipped says of which rows the last Rows made nothing, and how often.
func (m *Mapping) Skipped() map[string]int { return maps.Clone(m.skipped) }

// maxProblems is how many problems of a mapping are reported.
const maxProblems = 50

// Open reads a mapping, the look-up files that it names and the headers of its
// tables, all of one folder, and holds it against the model. It refuses with a
// [seed.Refusal] that lists all that is wrong.
func Open(m *graph.Model, f seed.Folder, file string) (*Mapping, error) {
	r := &reader{model: m, folder: f, file: file, files: []string{file}, indexes: map[indexAt]*index{}}
	out := &Mapping{model: m, folder: f, file: file, fixed: &block{}}
	if top, ok := r.open(); ok {
		r.readMapping(top, out)
	}
	out.files = r.files
	if err := r.refusal(); err != nil {
		return nil, err
	}
	return out, nil
}

// reader is a mapping being read. It gathers problems and goes on as far as it
// can, so that all of them are reported together.
type reader struct {
	model    *graph.Model
	folder   seed.Folder
	file     string
	files    []string
	indexes  map[indexAt]*index
	held     int // bytes of look-ups
	problems []seed.Problem
}

// problem notes a problem at a place of the mapping.
func (r *reader) problem(at spot, format string, args ...any) {
	r.problems = append(r.problems, seed.Problem{
		File: path.Join(r.folder.Name, r.file), Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...),
	})
}

// take notes why a file that the mapping names cannot be read.
func (r *reader) take(at spot, err error) {
	var refusal *seed.Refusal
	if !errors.As(err, &refusal) {
		r.problem(at, "%v", err)
		return
	}
	for _, p := range refusal.Problems {
		if p.Line == 0 {
			r.problem(at, "%v", p)
		} else {
			r.problems = append(r.problems, p)
		}
	}
}

func (r *reader) refusal() error {
	if len(r.problems) == 0 {
		return nil
	}
	shown := min(len(r.problems), maxProblems)
	return &seed.Refusal{Problems: r.problems[:shown], More: len(r.problems) - shown}
}

// open reads the mapping's text as YAML.
func (r *reader) open() (*yaml.Node, bool) {
	if !isInside(r.file) {
		r.problem(spot{}, "the mapping is not in its folder")
		return nil, false
	}
	in, err := r.folder.Files.Open(r.file)
	if err != nil {
		r.problem(spot{}, "cannot be read: %s", seed.Cause(err))
		return nil, false
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, maxMapping+1))
	switch {
	case err != nil:
		r.problem(spot{}, "cannot be read: %s", seed.Cause(err))
		return nil, false
	case len(raw) > maxMapping:
		r.problem(spot{}, "is larger than %d MB: a mapping is small", maxMapping>>20)
		return nil, false
	}
	text := string(raw)
	if i, wrong := notText(text); wrong != "" {
		start := strings.LastIndexByte(text[:i], '\n') + 1
		r.problem(spot{strings.Count(text[:i], "\n") + 1, len([]rune(text[start:i])) + 1}, "%s", wrong)
		return nil, false
	}
	return r.parse(strings.TrimPrefix(text, "\uFEFF"))
}

// readMapping reads the mapping's four keys.
func (r *reader) readMapping(top *yaml.Node, out *Mapping) {
	k := r.keyed(top, "the mapping", []string{"source", "entities", "facts", "tables"})
	if len(k.keys) == 0 {
		return
	}
	r.readSource(k, out)
	s := &scope{names: map[string]*variable{}, slots: new(int)}
	r.readBlock(out.fixed, k, nil, s)
	if k.has("tables") == nil {
		r.problem(k.at, "there are no tables: name a CSV file, and what its rows say")
	}
	for _, n := range r.list(k.has("tables"), "tables") {
		if t := r.readTable(n); t != nil {
			out.tables = append(out.tables, t)
		}
	}
}

// readSource reads the block that says what the source is.
func (r *reader) readSource(k keyed, out *Mapping) {
	n := k.has("source")
	if n == nil {
		r.problem(k.at, "there is no source: begin with \"source:\", its id and its title")
		return
	}
	source := r.keyed(n, "source", nil)
	if source.has("id") == nil || source.has("title") == nil {
		r.problem(source.at, "a source has an id and a title")
		return
	}
	id := r.scalar(source.values["id"], "id")
	if err := seed.CheckSource(r.model, id); err != nil {
		r.problem(at(source.values["id"]), "%s", seed.Message(err))
		return
	}
	kind := r.model.KindOf(id)
	s := &scope{names: map[string]*variable{}, slots: new(int)}
	w := newRow(&run{Mapping: out}, nil, 0)
	props := map[string]graph.Value{}
	for _, key := range source.keys {
		if key.Value == "id" || source.has(key.Value) == nil {
			continue
		}
		if p := r.editorial(key, kind); p != nil {
			if v := w.value(r.readProperty(p, source.values[key.Value], s)); v != nil {
				props[p.Name] = v
			}
		}
	}
	if props["name"] == nil {
		props["name"] = props["title"]
	}
	if w.problem != nil {
		r.problem(source.at, "%s", w.problem.Message)
		return
	}
	checked, err := r.model.Check(graph.PutNode{Source: id, ID: id, Props: props})
	if err != nil {
		r.problem(source.at, "%s", seed.Message(err))
		return
	}
	out.source = checked.(graph.PutNode)
}

// isInside reports whether a name is of a file in a folder, or below it. What
// leads out through a link is the folder's to refuse.
func isInside(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsRune(name, '\\')
}

// prefixed reports whether a template has the beginning of its ids in itself.
func (t *template) prefixed() bool { return len(t.chunks) > 0 && t.chunks[0].of == nil }
