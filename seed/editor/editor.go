package editor

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// Warning is what an editor would look at again.
type Warning struct{ seed.Problem }

// String returns the warning as a problem is told, and that it is one.
func (w Warning) String() string {
	p := w.Problem
	p.Message = "warning: " + p.Message
	return p.String()
}

// fact is a fact of the data, and what the model makes of it.
type fact struct {
	graph.PutEvidence
	at       seed.Position
	nth      int             // its place among the facts
	subject  string          // the id of the node or edge
	edge     *graph.Edge     // nil where it is for a node
	polarity graph.Polarity  // how it bears on its subject
	leading  graph.EnumValue // what it says of the property that leads; the zero one where nothing
}

// eye looks over data, all of which it holds.
type eye struct {
	model *graph.Model
	known graph.Reader // nil where nothing is known
	facts []*fact
	nodes []node
	has   map[string]map[string]graph.Value // what the data, and else the graph, has of nodes
	found []Warning
}

// node is what the data states of a node.
type node struct {
	graph.PutNode
	at seed.Position
}

// Read returns the warnings on data, by file and line. Ids that the data does not
// state are of the graph that known reads; it may be nil. All of the data is held
// in memory. Rows that are wrong are passed over.
func Read(ctx context.Context, m *graph.Model, data seed.Data, known graph.Reader) ([]Warning, error) {
	e := &eye{model: m, known: known, has: map[string]map[string]graph.Value{}}
	if err := data.Rows(ctx, e.take); err != nil {
		return nil, err
	}
	if err := e.anew(ctx); err != nil {
		return nil, err
	}
	if err := e.learn(ctx, e.strangers()); err != nil {
		return nil, err
	}
	for _, f := range e.facts {
		e.unnamed(f)
		e.short(f)
		e.notSo(f)
		e.lost(f)
	}
	e.worn()
	e.undone()
	e.contradicted()
	e.voiceless()
	slices.SortStableFunc(e.found, func(a, b Warning) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(e.found), nil
}

// take takes a row of the data.
func (e *eye) take(r seed.Row) bool {
	for _, change := range r.Changes {
		switch c := change.(type) {
		case graph.PutNode:
			e.nodes = append(e.nodes, node{c, r.At})
		case graph.PutEvidence:
			e.facts = append(e.facts, e.fact(c, r.At))
		}
	}
	return true
}

func (e *eye) fact(c graph.PutEvidence, at seed.Position) *fact {
	f := &fact{PutEvidence: c, at: at, nth: len(e.facts), subject: c.Fact.Node, edge: e.model.Edge(c.Fact.Edge)}
	if f.edge != nil {
		f.subject = e.model.FactID(c.Fact)
	}
	identity := func(p *graph.Property) graph.Value { return c.Fact.Identity[p.Name] }
	f.polarity = e.model.Polarity(f.edge, identity, c.Act, c.SaidBy != "" && c.SaidBy != c.Fact.From)
	for _, p := range e.model.PropsOf(c.Fact) {
		if p.Leads {
			f.leading = p.Enum.Of(c.Says[p.Name])
		}
	}
	return f
}

// dated reports whether a fact has a date: of what it is for, or of when it was said.
// One of words alone is none.
func (f *fact) dated(when *graph.Property) bool {
	dates := []graph.Value{f.SaidWhen}
	if when != nil {
		dates = append(dates, f.Says[when.Name])
	}
	return slices.ContainsFunc(dates, func(v graph.Value) bool {
		w, _ := v.(*graph.When)
		return w != nil && w.EDTF != ""
	})
}

// warn notes a warning.
func (e *eye) warn(at seed.Position, message string) {
	e.found = append(e.found, Warning{*at.Problem(message)})
}
