package ndjson

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/seed"
)

// field is one field of an object.
type field struct {
	name string
	codec
	late func() bool // if there: reports whether it depends on others that are not read yet
}

// codec writes what it points at and reads into it.
type codec interface {
	empty() bool
	write(*writer)
	read(*reader)
}

// text is a text.
type text string

func textField(name string, to *string) field { return field{name: name, codec: (*text)(to)} }

func (t *text) empty() bool     { return *t == "" }
func (t *text) write(w *writer) { w.token(jsontext.String(string(*t))) }
func (t *text) read(r *reader)  { *t = text(r.text()) }

// checked is a text that must be right in itself.
type checked struct {
	*text
	check func(string) error
}

func (c checked) read(r *reader) {
	at := r.next()
	if c.text.read(r); r.wrong != nil {
		return
	}
	if err := c.check(string(*c.text)); err != nil {
		r.refuse(at, seed.Message(err))
	}
}

// valueOf checks that a text is a value of an enum.
func valueOf(e *graph.Enum) func(string) error {
	return func(name string) error {
		if !e.Has(name) {
			return fmt.Errorf("there is no %s %s: it is one of %s", e.Name, seed.Shown(name), e.Names())
		}
		return nil
	}
}

// number is a whole number.
type number int

func numberField(name string, to *int) field { return field{name: name, codec: (*number)(to)} }

func (n *number) empty() bool     { return *n == 0 }
func (n *number) write(w *writer) { w.token(jsontext.Int(int64(*n))) }
func (n *number) read(r *reader)  { *n = number(r.number()) }

// long is a whole number of 64 bits.
type long int64

func (n *long) empty() bool     { return *n == 0 }
func (n *long) write(w *writer) { w.token(jsontext.Int(int64(*n))) }
func (n *long) read(r *reader)  { *n = long(r.number()) }

// flag is true or false.
type flag bool

func (f *flag) empty() bool     { return !bool(*f) }
func (f *flag) write(w *writer) { w.token(jsontext.Bool(bool(*f))) }
func (f *flag) read(r *reader)  { *f = flag(r.flag()) }

// texts are a list of texts.
type texts []string

func (t *texts) empty() bool     { return len(*t) == 0 }
func (t *texts) write(w *writer) { w.list(len(*t), func(i int) { w.token(jsontext.String((*t)[i])) }) }
func (t *texts) read(r *reader)  { r.list(func() { *t = append(*t, r.text()) }) }

// object is an object of fields.
type object []field

func (o object) empty() bool {
	for _, f := range o {
		if !f.empty() {
			return false
		}
	}
	return true
}

func (o object) write(w *writer) { w.object(o) }
func (o object) read(r *reader)  { r.object(o) }

// date is a date as its source gives it. Its bounds are made from it anew.
type date struct{ of **graph.When }

func (d date) empty() bool { return *d.of == nil }

func (d date) write(w *writer) {
	copied := **d.of
	w.object(parts(&copied))
}

func (d date) read(r *reader) {
	var in graph.When
	at := r.next()
	r.object(parts(&in))
	made, err := graph.NewWhen(in.Text, in.EDTF, in.Basis, in.After...)
	if err != nil {
		r.refuse(at, seed.Message(err))
	}
	*d.of = made
}

func parts(w *graph.When) []field {
	return []field{
		textField("text", &w.Text), textField("edtf", &w.EDTF),
		{name: "after", codec: (*texts)(&w.After)}, textField("basis", &w.Basis),
	}
}

// identifiers are identifiers in other systems.
type identifiers []graph.Identifier

func (l *identifiers) empty() bool { return len(*l) == 0 }

func (l *identifiers) write(w *writer) {
	w.list(len(*l), func(i int) { w.object(identifier(&(*l)[i])) })
}

func (l *identifiers) read(r *reader) {
	r.list(func() {
		var id graph.Identifier
		r.object(identifier(&id))
		*l = append(*l, id)
	})
}

func identifier(id *graph.Identifier) []field {
	return []field{textField("scheme", &id.Scheme), textField("value", &id.Value)}
}
