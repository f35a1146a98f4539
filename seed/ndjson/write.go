package ndjson

import (
	"bufio"
	"io"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
)

// The first line says so.
const (
	format  = "parley changes"
	version = 1
)

// Write writes changes as lines, as they come. Its error is theirs, or that of
// the writing; what cannot stand in a file is INTERNAL.
func Write(out io.Writer, m *graph.Model, changes iter.Seq2[graph.Change, error]) error {
	buffered := bufio.NewWriterSize(out, 1<<16)
	w := &writer{to: jsontext.NewEncoder(buffered), sorts: sorts(m)}
	name, number := format, version
	w.object(header(&name, &number))
	for c, err := range changes {
		if err != nil {
			return err
		}
		if w.change(c); w.err != nil {
			return w.err
		}
	}
	if err := buffered.Flush(); err != nil {
		return unwritable(err)
	}
	return w.err
}

func header(name *string, number *int) []field {
	return []field{textField("format", name), numberField("version", number)}
}

func unwritable(err error) error {
	return &graph.Error{Code: graph.Unavailable, Op: "export", Message: "the export cannot be written", Err: err}
}

// writer writes tokens until one cannot be written.
type writer struct {
	to    *jsontext.Encoder
	sorts []sort
	err   error
}

func (w *writer) change(c graph.Change) {
	for _, s := range w.sorts {
		if fields := s.fields(c); fields != nil {
			w.token(jsontext.BeginObject)
			w.token(jsontext.String(s.name))
			w.object(fields)
			w.token(jsontext.EndObject)
			return
		}
	}
	w.err = graph.Errorf(graph.Internal, "export", "%T does not stand in a file", c)
}

func (w *writer) token(t jsontext.Token) {
	if w.err != nil {
		return
	}
	if err := w.to.WriteToken(t); err != nil {
		w.err = unwritable(err)
	}
}

func (w *writer) object(fields []field) {
	w.token(jsontext.BeginObject)
	for _, f := range fields {
		if !f.empty() {
			w.token(jsontext.String(f.name))
			f.write(w)
		}
	}
	w.token(jsontext.EndObject)
}

func (w *writer) list(n int, item func(int)) {
	w.token(jsontext.BeginArray)
	for i := range n {
		item(i)
	}
	w.token(jsontext.EndArray)
}
