package ndjson

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/seed"
)

// field is one field of an object: it writes what it points at and reads into it.
type field struct {
	name  string
	empty func() bool
	write func(*writer)
	read  func(*reader)
	late  func() bool // what it holds depends on others that are not read yet
}

func text(name string, to *string) field {
	return field{
		name:  name,
		empty: func() bool { return *to == "" },
		write: func(w *writer) { w.token(jsontext.String(*to)) },
		read:  func(r *reader) { *to = r.text() },
	}
}

// checked is a text that must be right in itself.
func checked(name string, to *string, check func(string) error) field {
	f := text(name, to)
	f.read = func(r *reader) {
		at := r.next()
		if *to = r.text(); r.wrong != nil {
			return
		}
		if err := check(*to); err != nil {
			r.refuse(at, seed.Message(err))
		}
	}
	return f
}

func number(name string, to *int) field {
	return field{
		name:  name,
		empty: func() bool { return *to == 0 },
		write: func(w *writer) { w.token(jsontext.Int(int64(*to))) },
		read:  func(r *reader) { *to = int(r.number()) },
	}
}

func texts(name string, to *[]string) field {
	return field{
		name:  name,
		empty: func() bool { return len(*to) == 0 },
		write: func(w *writer) { w.list(len(*to), func(i int) { w.token(jsontext.String((*to)[i])) }) },
		read:  func(r *reader) { r.list(func() { *to = append(*to, r.text()) }) },
	}
}

func object(name string, fields ...field) field {
	return field{
		name:  name,
		empty: func() bool { return !slices.ContainsFunc(fields, func(f field) bool { return !f.empty() }) },
		write: func(w *writer) { w.object(fields) },
		read:  func(r *reader) { r.object(fields) },
	}
}

// date is a date as its source gives it. Its bounds are made from it anew.
func date(name string, to **graph.When) field {
	return field{
		name:  name,
		empty: func() bool { return *to == nil },
		write: func(w *writer) {
			copied := **to
			w.object(parts(&copied))
		},
		read: func(r *reader) {
			var d graph.When
			at := r.next()
			r.object(parts(&d))
			made, err := graph.NewWhen(d.Text, d.EDTF, d.Basis, d.After...)
			if err != nil {
				r.refuse(at, seed.Message(err))
			}
			*to = made
		},
	}
}

func parts(w *graph.When) []field {
	return []field{text("text", &w.Text), text("edtf", &w.EDTF), texts("after", &w.After), text("basis", &w.Basis)}
}

// values are values of some properties, by their names in order.
func values(name string, to *map[string]graph.Value, props func() []*graph.Property) field {
	return field{
		name:  name,
		late:  func() bool { return props() == nil },
		empty: func() bool { return len(*to) == 0 },
		write: func(w *writer) {
			var fields []field
			for _, name := range slices.Sorted(maps.Keys(*to)) {
				v := (*to)[name]
				fields = append(fields, value(name, typeOf(v), &v))
			}
			w.object(fields)
		},
		read: func(r *reader) {
			*to = map[string]graph.Value{}
			r.each(func(at int, name string) {
				i := slices.IndexFunc(props(), func(p *graph.Property) bool { return p.Name == name })
				if i < 0 {
					r.refuse(at, unknown(name, props(), func(p *graph.Property) string { return p.Name }))
					return
				}
				var v graph.Value
				ofProperty(props()[i], &v).read(r)
				(*to)[name] = v
			})
		},
	}
}

// ofProperty is a value that its property takes.
func ofProperty(p *graph.Property, to *graph.Value) field {
	if p.Type != graph.Enumerated {
		return value(p.Name, p.Type, to)
	}
	return held(to, func(v *string) field {
		return checked(p.Name, v, func(name string) error {
			if !p.Enum.Has(name) {
				return fmt.Errorf("there is no %s %s: it is one of %s", p.Enum.Name, seed.Shown(name), p.Enum.Names())
			}
			return nil
		})
	})
}

// value is a value of a type.
func value(name string, t graph.Type, to *graph.Value) field {
	switch t {
	case graph.TextList:
		return held(to, func(v *[]string) field { return texts(name, v) })
	case graph.Number:
		return held(to, func(v *int64) field { return long(name, v) })
	case graph.Flag:
		return held(to, func(v *bool) field { return flag(name, v) })
	case graph.Date:
		return held(to, func(v **graph.When) field { return date(name, v) })
	case graph.Identifiers:
		return held(to, func(v *[]graph.Identifier) field { return identifiers(name, v) })
	}
	return held(to, func(v *string) field { return text(name, v) })
}

// held is a field of a Go type whose value a graph.Value holds. A value is
// written even if it is empty: it is there.
func held[T any](to *graph.Value, of func(*T) field) field {
	v, given := (*to).(T)
	f := of(&v)
	read := f.read
	f.empty = func() bool { return !given }
	f.read = func(r *reader) {
		read(r)
		*to = v
	}
	return f
}

func long(name string, to *int64) field {
	return field{
		name:  name,
		write: func(w *writer) { w.token(jsontext.Int(*to)) },
		read:  func(r *reader) { *to = r.number() },
	}
}

func flag(name string, to *bool) field {
	return field{
		name:  name,
		write: func(w *writer) { w.token(jsontext.Bool(*to)) },
		read:  func(r *reader) { *to = r.flag() },
	}
}

func identifiers(name string, to *[]graph.Identifier) field {
	of := func(id *graph.Identifier) []field {
		return []field{text("scheme", &id.Scheme), text("value", &id.Value)}
	}
	return field{
		name:  name,
		write: func(w *writer) { w.list(len(*to), func(i int) { w.object(of(&(*to)[i])) }) },
		read: func(r *reader) {
			r.list(func() {
				var id graph.Identifier
				r.object(of(&id))
				*to = append(*to, id)
			})
		},
	}
}

// typeOf gives a type of property that takes a value.
func typeOf(v graph.Value) graph.Type {
	switch v.(type) {
	case []string:
		return graph.TextList
	case int64:
		return graph.Number
	case bool:
		return graph.Flag
	case *graph.When:
		return graph.Date
	case []graph.Identifier:
		return graph.Identifiers
	}
	return graph.Text
}
