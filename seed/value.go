package seed

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// value reads a property's value by its type. It is nil where there is none, or
// where it was wrong and the problem is noted.
func (r *reading) value(p *graph.Property, n *yaml.Node) graph.Value {
	switch p.Type {
	case graph.TextList:
		if len(p.To) > 0 {
			return orNil(r.idList(p, n))
		}
		return orNil(r.texts(p.Name, n))
	case graph.Date:
		if w := r.when(p.Name, n); w != nil {
			return w
		}
		return nil
	case graph.Identifiers:
		return orNil(r.identifiers(n))
	case graph.Reference:
		return r.reference(p, n)
	}
	s, ok := r.scalar(n, p.Name)
	if !ok || s == "" {
		return nil
	}
	switch p.Type {
	case graph.Enumerated:
		return r.enumerated(p, n, s)
	case graph.Number:
		return r.number(p, n, s)
	case graph.Flag:
		return r.flag(p, n, s)
	}
	return s
}

func orNil[T any](list []T) graph.Value {
	if len(list) == 0 {
		return nil
	}
	return list
}

func (r *reading) texts(what string, n *yaml.Node) []string {
	var texts []string
	for _, entry := range r.list(n, what) {
		s, ok := r.scalar(entry, "an entry of "+what)
		if ok && (s == "" || isNull(entry)) {
			r.problem(at(entry), "an entry of %s is empty", what)
		} else if ok {
			texts = append(texts, s)
		}
	}
	return texts
}

func (r *reading) identifiers(n *yaml.Node) []graph.Identifier {
	var list []graph.Identifier
	for _, entry := range r.list(n, "identifiers") {
		b, ok := r.block(entry, "an identifier")
		if !ok {
			continue
		}
		for _, key := range b.keys {
			r.known(key, "an identifier", []string{"scheme", "value"})
		}
		id := graph.Identifier{Scheme: r.field(b, "scheme"), Value: r.field(b, "value")}
		if id.Scheme == "" || id.Value == "" {
			r.problem(b.at, "an identifier has a scheme and a value: {scheme: wikidata, value: Q1}")
			continue
		}
		list = append(list, id)
	}
	return list
}

// field reads a text of a block, "" if it is not there.
func (r *reading) field(b block, key string) string {
	n := b.values[key]
	if n == nil {
		return ""
	}
	s, _ := r.scalar(n, key)
	return s
}

func (r *reading) enumerated(p *graph.Property, n *yaml.Node, s string) graph.Value {
	if p.Enum.Has(s) {
		return s
	}
	names := make([]string, len(p.Enum.Values))
	for i, v := range p.Enum.Values {
		names[i] = v.Name
	}
	r.problem(at(n), "%s is never %s: %s", p.Name, Shown(s), Suggest(s, names))
	return nil
}

func (r *reading) number(p *graph.Property, n *yaml.Node, s string) graph.Value {
	i, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		r.problem(at(n), "%s is a whole number, not %s", p.Name, Shown(s))
		return nil
	}
	return i
}

func (r *reading) flag(p *graph.Property, n *yaml.Node, s string) graph.Value {
	if s != "true" && s != "false" {
		r.problem(at(n), "%s is true or false, not %s", p.Name, Shown(s))
		return nil
	}
	return s == "true"
}

// when reads a date: EDTF, or a mapping with its words.
func (r *reading) when(what string, n *yaml.Node) *graph.When {
	if n.Kind == yaml.ScalarNode {
		return r.makeWhen(at(n), "", n.Value, "")
	}
	before := len(r.problems)
	b, ok := r.block(n, what)
	if !ok {
		return nil
	}
	for _, key := range b.keys {
		r.known(key, what, []string{"text", "edtf", "after", "basis"})
	}
	text, edtf, basis, after := r.field(b, "text"), r.field(b, "edtf"), r.basis(b), r.after(b)
	if len(r.problems) > before {
		return nil
	}
	where := b.at
	if edtf != "" {
		where = at(b.values["edtf"])
	}
	return r.makeWhen(where, text, edtf, basis, after...)
}

func (r *reading) makeWhen(where spot, text, edtf, basis string, after ...string) *graph.When {
	w, err := graph.NewWhen(graph.NFC(text), edtf, basis, after...)
	if err != nil {
		r.problem(where, "%s", Message(err))
		return nil
	}
	return w
}

// basis reads a date's basis, whose values are those of a piece of evidence's.
func (r *reading) basis(b block) string {
	n, p := b.values["basis"], r.model.EvidenceProp("basis")
	if n == nil || p == nil {
		return ""
	}
	basis, _ := r.value(p, n).(string)
	return basis
}

// oneOrMore lists the entries of a list, or what stands there in place of one.
func (r *reading) oneOrMore(n *yaml.Node, what string) []*yaml.Node {
	if n.Kind == yaml.ScalarNode {
		return []*yaml.Node{n}
	}
	return r.list(n, what)
}

// after reads the id, or the list of ids, that a date came after.
func (r *reading) after(b block) []string {
	n := b.values["after"]
	if n == nil {
		return nil
	}
	var ids []string
	for _, entry := range r.oneOrMore(n, "after") {
		if id, ok := r.scalar(entry, "after"); ok && r.kindOf(at(entry), id) != nil {
			r.use(at(entry), id)
			ids = append(ids, id)
		}
	}
	return ids
}
