package main

import (
	"reflect"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// union gathers properties of several kinds and edges by name.
type union struct {
	names []string
	props map[string][]owned
}

// owned is a property and whose it is.
type owned struct {
	owner string
	*graph.Property
}

func (u *union) add(owner string, p *graph.Property) {
	if u.props == nil {
		u.props = map[string][]owned{}
	}
	if u.props[p.Name] == nil {
		u.names = append(u.names, p.Name)
	}
	u.props[p.Name] = append(u.props[p.Name], owned{owner, p})
}

// addStated adds the properties that facts state, but for the names that mean
// something else there.
func (u *union) addStated(owner string, props []*graph.Property, taken []string) {
	for _, p := range seed.StatedProps(props) {
		if !slices.Contains(taken, p.Name) {
			u.add(owner, p)
		}
	}
}

func (s schema) properties(u *union) object {
	properties := object{}
	for _, name := range u.names {
		properties[name] = s.property(u.props[name])
	}
	return properties
}

// property is the schema of all properties of one name: of either type, where
// they differ.
func (s schema) property(same []owned) object {
	var types []any
	for _, p := range same {
		t := s.typed(p.Property)
		if !slices.ContainsFunc(types, func(u any) bool { return reflect.DeepEqual(t, u) }) {
			types = append(types, t)
		}
	}
	if len(types) == 1 {
		one := object{"description": docOf(same)}
		for k, v := range types[0].(object) {
			one[k] = v
		}
		return one
	}
	return object{"description": docOf(same), "anyOf": types}
}

// docOf returns the properties' description, or where they differ, each with whose
// it is.
func docOf(same []owned) string {
	var docs []string
	for _, p := range same {
		if !slices.Contains(docs, p.Doc) {
			docs = append(docs, p.Doc)
		}
	}
	if len(docs) == 1 {
		return docs[0]
	}
	lines := make([]string, len(same))
	for i, p := range same {
		lines[i] = p.owner + ": " + p.Doc
	}
	return strings.Join(lines, "\n")
}

// typed is the schema of a property's values.
func (s schema) typed(p *graph.Property) object {
	switch p.Type {
	case graph.TextList:
		if len(p.To) > 0 {
			return object{"anyOf": []any{s.id(p.To), array(s.id(p.To))}}
		}
		return array(scalar())
	case graph.Enumerated:
		return s.enum(p.Enum)
	case graph.Number:
		return object{"type": "integer"}
	case graph.Flag:
		return object{"type": "boolean"}
	case graph.Date:
		return object{"$ref": "#/$defs/date"}
	case graph.Identifiers:
		return array(closed(object{"scheme": scalar(), "value": scalar()}, "scheme", "value"))
	case graph.Reference:
		return s.id(p.To)
	}
	if p.Format == graph.URL {
		return object{"type": "string", "pattern": graph.LinkPattern}
	}
	return scalar()
}

// enum defines an enum once and refers to it.
func (s schema) enum(e *graph.Enum) object {
	if s.defs[e.Name] == nil {
		values, docs := make([]string, len(e.Values)), []string{e.Doc}
		for i, v := range e.Values {
			values[i] = v.Name
			docs = append(docs, v.Name+": "+v.Doc)
		}
		s.defs[e.Name] = object{"enum": values, "description": strings.Join(docs, "\n")}
	}
	return object{"$ref": "#/$defs/" + e.Name}
}

// date defines how dates are written.
func (s schema) date() {
	id := s.id(nil)
	parts := object{
		"text":  described("The words: \"Tuesday afternoon\".", scalar()),
		"edtf":  described("The date in EDTF: 2025-12-02, 2025-11, 2025-11-24/2025-11-30.", scalar()),
		"after": object{"description": "What it came after: an id, or several.", "anyOf": []any{id, array(id)}},
	}
	if p := s.model.EvidenceProp("basis"); p != nil {
		parts["basis"] = described("INFERRED where the source does not print the date; else STATED.", s.typed(p))
	}
	whole := closed(parts)
	delete(whole, "required")
	s.defs["date"] = object{
		"description": "A date in EDTF, or its words, EDTF and basis.",
		"anyOf":       []any{scalar(), whole},
	}
}
