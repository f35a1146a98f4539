package seed

import (
	"context"
	"iter"

	"parley/graph"
)

// needed returns the ids of nodes that must be there for a change to be made.
func needed(m *graph.Model, change graph.Change) iter.Seq[string] {
	return func(yield func(string) bool) {
		switch c := change.(type) {
		case graph.PutNode:
			if c.ID != c.Source {
				yield(c.Source)
			}
		case graph.PutEvidence:
			for _, id := range []string{c.Source, c.Fact.Node, c.Fact.From, c.Fact.To, c.SaidBy, c.SaidFor, c.SaidAt} {
				if id != "" && !yield(id) {
					return
				}
			}
			for _, p := range propsOf(m, c.Fact) {
				if id := referred(p, c); id != "" && !yield(id) {
					return
				}
			}
		case graph.Sweep:
			yield(c.Source)
		}
	}
}

// propsOf returns the properties of what a piece of evidence is for, none where the model
// does not have it.
func propsOf(m *graph.Model, f graph.Fact) []*graph.Property {
	if e := m.Edge(f.Edge); e != nil {
		return e.Props()
	}
	if k := m.KindOf(f.Node); k != nil {
		return k.Props()
	}
	return nil
}

// referred returns the id that a property of a fact refers to, or "".
func referred(p *graph.Property, c graph.PutEvidence) string {
	if p.Type != graph.Reference {
		return ""
	}
	if id, ok := c.Fact.Identity[p.Name].(string); ok {
		return id
	}
	id, _ := c.Says[p.Name].(string)
	return id
}

// speaker returns the source in the name of which a change states or says
// something of another node, or "".
func speaker(change graph.Change) string {
	switch c := change.(type) {
	case graph.PutNode:
		if c.ID != c.Source {
			return c.Source
		}
	case graph.PutEvidence:
		return c.Source
	}
	return ""
}

// textOf returns the text of a source that a graph has, "" where it has none.
func textOf(ctx context.Context, m *graph.Model, known graph.Reader, source string) (string, error) {
	p := idPlan(m, []string{source})
	p.Root.Slots = []graph.Slot{{Field: graph.Field{Prop: m.NodeProp(textProperty)}}}
	rows, err := known.Select(ctx, p)
	if err != nil || rows.Len == 0 {
		return "", err
	}
	text, _ := rows.Row(0)[0].(string)
	return text, nil
}
