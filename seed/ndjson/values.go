package ndjson

import (
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
)

// values are values of some properties, by their names in order.
type values struct {
	of    *map[string]graph.Value
	props func() []*graph.Property
}

// valuesField is read when it is known which properties there may be.
func valuesField(name string, to *map[string]graph.Value, props func() []*graph.Property) field {
	return field{name: name, codec: values{to, props}, late: func() bool { return props() == nil }}
}

func (v values) empty() bool { return len(*v.of) == 0 }

func (v values) write(w *writer) {
	w.token(jsontext.BeginObject)
	for _, name := range slices.Sorted(maps.Keys(*v.of)) {
		if c := codecOf((*v.of)[name]); c != nil {
			w.token(jsontext.String(name))
			c.write(w)
		}
	}
	w.token(jsontext.EndObject)
}

// codecOf writes a value, also one that is empty; of null there is nothing.
func codecOf(v graph.Value) codec {
	switch v := v.(type) {
	case string:
		return (*text)(&v)
	case []string:
		return (*texts)(&v)
	case int64:
		return (*long)(&v)
	case bool:
		return (*flag)(&v)
	case *graph.When:
		return date{&v}
	case []graph.Identifier:
		return (*identifiers)(&v)
	}
	return nil
}

func (v values) read(r *reader) {
	*v.of = map[string]graph.Value{}
	props := v.props()
	r.each(func(at int, name string) {
		i := slices.IndexFunc(props, func(p *graph.Property) bool { return p.Name == name })
		if i < 0 {
			r.refuse(at, unknown(name, props, func(p *graph.Property) string { return p.Name }))
			return
		}
		(*v.of)[name] = readValue(r, props[i])
	})
}

// readValue reads a value that a property takes.
func readValue(r *reader, p *graph.Property) graph.Value {
	switch p.Type {
	case graph.TextList:
		var v []string
		(*texts)(&v).read(r)
		return v
	case graph.Number:
		return r.number()
	case graph.Flag:
		return r.flag()
	case graph.Date:
		var v *graph.When
		date{&v}.read(r)
		return v
	case graph.Identifiers:
		var v []graph.Identifier
		(*identifiers)(&v).read(r)
		return v
	case graph.Enumerated:
		var v string
		checked{(*text)(&v), valueOf(p.Enum)}.read(r)
		return v
	}
	return r.text()
}
