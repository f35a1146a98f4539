package dossier

import (
	"context"
	"slices"

	"parley/graph"
)

// selector reads lists from one state of a graph.
type selector struct {
	ctx   context.Context
	model *graph.Model
	from  graph.Reader
}

// chunk is how many ids are asked for at a time.
const chunk = 500

// byIDs reads something of each of the nodes with some ids.
func (s *selector) byIDs(ids []string, asOf graph.AsOf, vars []graph.Var, slots []graph.Slot, each func(row []graph.Value) error) error {
	ids = slices.DeleteFunc(unique(ids), func(id string) bool { return s.model.KindOf(id) == nil })
	for some := range slices.Chunk(ids, chunk) {
		l := graph.List{
			From: graph.From{Kinds: s.kindsOf(some)}, Vars: vars, Slots: slots, Where: oneOf(graph.Field{Get: graph.GetID}, some),
		}
		if err := s.all(l, asOf, 0, each); err != nil {
			return err
		}
	}
	return nil
}

// all reads all rows of a root list, a page at a time. The id stands in a slot.
func (s *selector) all(l graph.List, asOf graph.AsOf, id int, each func(row []graph.Value) error) error {
	l.Rows, l.Page.Limit = true, graph.MaxPage
	for {
		rows, err := s.from.Select(s.ctx, &graph.Plan{Op: "dossier", Root: l, AsOf: asOf})
		if err != nil {
			return err
		}
		for row := range rows.All() {
			if err := each(row); err != nil {
				return err
			}
		}
		if !rows.More || rows.Len == 0 {
			return nil
		}
		l.Page.After = []graph.Value{rows.Row(rows.Len - 1)[id]}
	}
}

// kindsOf returns the kinds of the nodes with some ids.
func (s *selector) kindsOf(ids []string) (kinds graph.KindSet) {
	for _, id := range ids {
		kinds = kinds.With(s.model.KindOf(id))
	}
	return kinds
}

// oneOf holds where a field is one of some texts.
func oneOf(f graph.Field, texts []string) graph.Filter {
	values := make([]graph.Value, len(texts))
	for i, t := range texts {
		values[i] = t
	}
	return graph.Is{Field: f, Op: graph.In, Value: values}
}

// idSlot and propSlot return the slots of an id, and of a property, of a variable.
func idSlot(of int) graph.Slot { return graph.Slot{Field: graph.Field{Get: graph.GetID, Var: of}} }

func propSlot(p *graph.Property, of int) graph.Slot {
	return graph.Slot{Field: graph.Field{Prop: p, Var: of}}
}

// below returns the slot of all rows of a link.
func below(link *graph.Link, vars []graph.Var, where graph.Filter, slots ...graph.Slot) graph.Slot {
	return graph.Slot{List: &graph.List{
		From: graph.From{Link: link}, Vars: vars, Where: where, Slots: slots, Rows: true, Page: graph.Page{Limit: most},
	}}
}

// most is how many rows of a link are read of one node. No dossier has so many
// statements.
const most = 20_000

// rowsOf returns the rows in a cell.
func rowsOf(v graph.Value) *graph.Rows {
	if rows, ok := v.(*graph.Rows); ok && rows != nil {
		return rows
	}
	return &graph.Rows{}
}

// textOf returns the text in a cell; null is "".
func textOf(v graph.Value) string {
	s, _ := v.(string)
	return s
}

// unique returns some ids sorted, each once.
func unique(ids []string) []string { return slices.Compact(slices.Sorted(slices.Values(ids))) }
