package graphtest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// article writes a source as changes. Each fact is a sentence of the text,
// which is made of nothing else, so that every quote stands in it.
type article struct {
	id, load  string
	published *graph.When
	nodes     []graph.PutNode
	facts     []graph.PutEvidence
	props     map[string]graph.Value // further properties of the source
}

func newArticle(id, published string) *article {
	return &article{id: id, load: "1", published: when(published), props: map[string]graph.Value{}}
}

// reloaded returns the article of a source's second load.
func reloaded(id string) *article {
	a := newArticle(id, "")
	a.load = "2"
	return a
}

// props are property values; a text of a date property is written as when(…).
type props map[string]graph.Value

// node states a node; its name is the part of its id after the colon.
func (a *article) node(id string, p props) *article {
	all := map[string]graph.Value{"name": id[strings.IndexByte(id, ':')+1:]}
	for name, v := range p {
		all[name] = v
	}
	a.nodes = append(a.nodes, graph.PutNode{Source: a.id, ID: id, Props: all})
	return a
}

// fact says something of an edge ("HOLDS person:ann position:ban") or of a node
// ("person:ann"). Values that are part of the edge's id may be among says.
func (a *article) fact(of string, says props, words ...func(*graph.Evidence)) *article {
	e := graph.Evidence{Seq: len(a.facts), Act: "REPORTED", Basis: "STATED", Says: says}
	for _, w := range words {
		w(&e)
	}
	if e.Quote == "" && e.Locator == "" {
		e.Quote = fmt.Sprintf("Sentence %d.", len(a.facts))
	}
	f := graph.Fact{Node: of}
	if parts := strings.Fields(of); len(parts) == 3 {
		f = graph.Fact{Edge: parts[0], From: parts[1], To: parts[2]}
	}
	a.facts = append(a.facts, graph.PutEvidence{Source: a.id, Fact: f, Evidence: e})
	return a
}

func quote(s string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.Quote = s } }

func saidBy(id string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.SaidBy = id } }

func saidFor(id string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.SaidFor = id } }

func correcting(sources ...string) func(*graph.Evidence) {
	return func(e *graph.Evidence) { e.Corrects = sources }
}

func saidOn(edtf string) func(*graph.Evidence) {
	return func(e *graph.Evidence) { e.SaidWhen = when(edtf) }
}

func saidAt(id string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.SaidAt = id } }

func acting(act string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.Act = act } }

func inferred(e *graph.Evidence) { e.Basis = "INFERRED" }

func at(locator string) func(*graph.Evidence) {
	return func(e *graph.Evidence) { e.Locator = locator }
}

// changes returns all that the article says as changes: the source first, and last
// the sweep that takes away what it said before.
func (a *article) changes(m *graph.Model) []graph.Change {
	return append(a.puts(m), graph.Sweep{Source: a.id, Load: a.load})
}

// puts returns the changes without the sweep.
func (a *article) puts(m *graph.Model) []graph.Change {
	text, facts := a.write(m)
	p := map[string]graph.Value{"name": a.id[len("source:"):], "text": text}
	for name, v := range a.props {
		p[name] = v
	}
	if a.published != nil {
		p["published"] = a.published
	}
	out := []graph.Change{graph.PutNode{Source: a.id, Load: a.load, ID: a.id, Props: p}}
	return append(append(out, a.nodesOnly()...), facts...)
}

// nodesOnly returns the changes that state nodes, without the source and its facts.
func (a *article) nodesOnly() []graph.Change {
	var out []graph.Change
	for _, n := range a.nodes {
		n.Load = a.load
		out = append(out, n)
	}
	return out
}

// write returns the source's text, made of the quotes, and the facts with the places
// of their quotes.
func (a *article) write(m *graph.Model) (string, []graph.Change) {
	text := "«" // a character of two bytes, so that bytes are not code points
	places := map[string]int{}
	var facts []graph.Change
	for _, f := range a.facts {
		if f.Quote != "" && f.End == 0 {
			start, known := places[f.Quote]
			if !known {
				start = utf8.RuneCountInString(text)
				places[f.Quote] = start
				text += f.Quote + " "
			}
			f.Start, f.End = start, start+utf8.RuneCountInString(f.Quote)
		}
		f.Load = a.load
		facts = append(facts, identified(m, f))
	}
	return text, facts
}

// identified returns a fact with the values that are part of its edge's id moved from
// Says to Identity.
func identified(m *graph.Model, f graph.PutEvidence) graph.PutEvidence {
	e := m.Edge(f.Fact.Edge)
	if e == nil {
		return f
	}
	says := map[string]graph.Value{}
	f.Fact.Identity = map[string]graph.Value{}
	for name, v := range f.Says {
		if p := e.Prop(name); p != nil && p.Identity {
			f.Fact.Identity[name] = v
		} else {
			says[name] = v
		}
	}
	f.Says = says
	return f
}
