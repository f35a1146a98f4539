package table

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed"
)

// property is how rows make a property's value.
type property struct {
	*graph.Property
	at    spot
	text  *template      // of one text; of a date its EDTF
	texts []*template    // of a list of texts
	pairs [][2]*template // of identifiers: scheme and value
	words *template      // of a date
	after []*template    // of a date
	basis string         // of a date
}

// readProperty reads a property by its type.
func (r *reader) readProperty(p *graph.Property, n *yaml.Node, s *scope) *property {
	out := &property{Property: p, at: at(n)}
	switch {
	case p.Type == graph.TextList:
		for _, entry := range r.entries(p, n) {
			out.texts = append(out.texts, r.template(at(entry), r.scalar(entry, "an entry of "+p.Name), s))
		}
	case p.Type == graph.Identifiers:
		r.readIdentifiers(out, n, s)
	case p.Type == graph.Date && n.Kind == yaml.MappingNode:
		r.readDateParts(out, n, s)
	default:
		out.text = r.template(at(n), r.scalar(n, p.Name), s)
		r.checkWord(p, out.text)
	}
	return out
}

// entries lists the entries of a list of texts. One id may stand for a list of ids.
func (r *reader) entries(p *graph.Property, n *yaml.Node) []*yaml.Node {
	if len(p.To) > 0 && n.Kind == yaml.ScalarNode {
		return []*yaml.Node{n}
	}
	return r.list(n, p.Name)
}

// checkWord refuses what a value of the mapping itself can never be.
func (r *reader) checkWord(p *graph.Property, t *template) {
	word, constant := t.constant()
	if !constant || p.Type != graph.Enumerated || p.Enum.Has(word) {
		return
	}
	var names []string
	for _, v := range p.Enum.Values {
		names = append(names, v.Name)
	}
	r.problem(t.at, "%s is never %s: %s", p.Name, seed.Shown(word), seed.Suggest(word, names))
}

func (r *reader) readIdentifiers(p *property, n *yaml.Node, s *scope) {
	for _, entry := range r.list(n, p.Name) {
		k := r.keyed(entry, "an identifier", []string{"scheme", "value"})
		scheme, value := r.scalarTemplate(k, "scheme", s), r.scalarTemplate(k, "value", s)
		if scheme == nil || value == nil {
			r.problem(k.at, "an identifier has a scheme and a value: {scheme: wikidata, value: '{qid}'}")
			continue
		}
		p.pairs = append(p.pairs, [2]*template{scheme, value})
	}
}

func (r *reader) readDateParts(p *property, n *yaml.Node, s *scope) {
	k := r.keyed(n, p.Name, []string{"edtf", "text", "after", "basis"})
	p.text, p.words = r.scalarTemplate(k, "edtf", s), r.scalarTemplate(k, "text", s)
	for _, after := range r.oneOrMore(k.has("after"), "after") {
		p.after = append(p.after, r.template(at(k.values["after"]), after, s))
	}
	p.basis = r.scalar(k.has("basis"), "basis")
	if basis := r.model.EvidenceProp("basis"); p.basis != "" && basis != nil {
		r.checkWord(basis, r.template(at(k.values["basis"]), p.basis, s))
	}
}

// cell is the column that the property rests on, or -1.
func (p *property) cell() int {
	if p.text == nil {
		return -1
	}
	return p.text.cell
}

// value makes a property's value, nil where there is none.
func (r *row) value(p *property) graph.Value {
	switch p.Type {
	case graph.TextList:
		if texts := r.texts(p.texts); texts != nil {
			return texts
		}
		return nil
	case graph.Identifiers:
		return r.identifiers(p)
	case graph.Date:
		return r.when(p)
	}
	text := r.expand(p.text)
	if text == "" {
		return nil
	}
	switch p.Type {
	case graph.Number:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			r.fail(p.text.cell, p.at, "%s is a whole number, not %s", p.Name, seed.Shown(text))
		}
		return n
	case graph.Flag:
		if text != "true" && text != "false" {
			r.fail(p.text.cell, p.at, "%s is true or false, not %s", p.Name, seed.Shown(text))
		}
		return text == "true"
	}
	return text
}

func (r *row) texts(templates []*template) []string {
	var texts []string
	for _, t := range templates {
		if s := r.expand(t); s != "" {
			texts = append(texts, s)
		}
	}
	return texts
}

func (r *row) identifiers(p *property) graph.Value {
	var all []graph.Identifier
	for _, pair := range p.pairs {
		id := graph.Identifier{Scheme: r.expand(pair[0]), Value: r.expand(pair[1])}
		if id.Scheme != "" && id.Value != "" {
			all = append(all, id)
		}
	}
	if all == nil {
		return nil
	}
	return all
}

// when makes a date. One of which the row says nothing is none.
func (r *row) when(p *property) graph.Value {
	edtf, words, after := r.expand(p.text), r.expand(p.words), r.texts(p.after)
	if r.problem != nil || edtf == "" && words == "" && after == nil {
		return nil
	}
	w, err := graph.NewWhen(words, edtf, p.basis, after...)
	if err != nil {
		r.fail(p.cell(), p.at, "%s", seed.Message(err))
		return nil
	}
	return w
}
