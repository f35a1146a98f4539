package explore

import (
	"slices"

	"parley/graph"
)

// doers are those whose doings a timeline holds: the entities asked for, at any
// time, and others in the periods in which they represent one of these.
type doers struct {
	asked []string
	terms map[string][]term // of those who were not asked for
}

// term is one way to represent an entity: the periods of all that it rests on.
type term []graph.Bounds

// ids lists all doers, sorted.
func (d *doers) ids() []string {
	ids := slices.Clone(d.asked)
	for id := range d.terms {
		ids = append(ids, id)
	}
	return unique(ids)
}

// may reports whether a doer may have done something of a date for those asked for.
func (d *doers) may(id string, w *graph.When) bool {
	if w == nil || slices.Contains(d.asked, id) {
		return true
	}
	return slices.ContainsFunc(d.terms[id], func(t term) bool {
		return !slices.ContainsFunc(t, func(b graph.Bounds) bool { return !w.Overlaps(b) })
	})
}

// withRepresentatives adds those who represent the entities. It follows the
// paths of the relation edge by edge, since a pair does not tell its periods.
func (t *timeline) withRepresentatives(ids []string) (*doers, error) {
	of := t.Model.Represents
	slots := []graph.Slot{slot(graph.GetID, 0)}
	for _, path := range of.Paths {
		slots = append(slots, legsTo(of, path, 0))
	}
	rows, err := t.ask(t.Explorer, t.byIDs(ids, slots...))
	if err != nil {
		return nil, err
	}
	d := &doers{terms: map[string][]term{}}
	for i := range rows.Len {
		d.asked = append(d.asked, text(rows.Row(i)[0]))
		for j, path := range of.Paths {
			if err := d.read(of, path, rowsOf(rows.Row(i)[1+j]), nil); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// legsTo is the place of the edges of a path that ends at a variable: of each the
// node that it comes from, its period if it can have one, and what leads there.
func legsTo(of *graph.Derived, path graph.Path, at int) graph.Slot {
	leg, rest := path[len(path)-1], path[:len(path)-1]
	e := of.EdgeType(leg.Edge)
	l := graph.List{
		From: graph.From{Link: e.InLink(), Var: at}, Vars: far(), Page: graph.Page{Limit: maxEntries},
		Slots: []graph.Slot{slot(graph.GetID, 1)},
	}
	if leg.Except != nil {
		l.Where = graph.Not{Filter: graph.Is{Field: graph.Field{Prop: e.Prop(leg.Except.Property)}, Op: graph.Eq, Value: leg.Except.Value}}
	}
	if when := e.When(); when != nil {
		l.Slots = append(l.Slots, prop(when, 0))
	}
	if len(rest) > 0 {
		l.Slots = append(l.Slots, legsTo(of, rest, 1))
	}
	s := below(l)
	s.Only = e.InLink().From
	return s
}

// read takes those who represent an entity from what legsTo asks for.
func (d *doers) read(of *graph.Derived, path graph.Path, rows *graph.Rows, so term) error {
	if rows.More {
		return graph.Errorf(graph.TooLarge, "timeline", "more than %d represent one of the entities; ask for them one by one", maxEntries)
	}
	last := len(path) - 1
	for i := range rows.Len {
		row, t := rows.Row(i), so
		if w, ok := row[1].(*graph.When); ok {
			t = append(slices.Clip(so), w.Bounds)
		}
		if last == 0 {
			id := text(row[0])
			d.terms[id] = append(d.terms[id], t)
		} else if err := d.read(of, path[:last], rowsOf(row[len(row)-1]), t); err != nil {
			return err
		}
	}
	return nil
}

// gatherOnBehalf reads what others took part in on behalf of the bodies that are
// asked for, whether they represent them or not. It goes through all edges of the
// type, since none leads back from whom an edge names.
func (t *timeline) gatherOnBehalf() error {
	met := t.Model.Meets
	e := met.EdgeType(met.Pair.Edge)
	bodies := t.derivedLink(t.Model.Represents, false).From
	var ids []graph.Value
	for _, id := range t.who.asked {
		if bodies.Has(t.Model.KindOf(id)) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || !t.wants(e, e.ToKinds()) {
		return nil
	}
	on := graph.Is{Field: graph.Field{Prop: e.Prop(met.Pair.Side)}, Op: graph.In, Value: ids}
	events := t.events(e.OutLink())
	events.Where = on
	rows, err := t.ask(t.Explorer, graph.List{
		From: graph.From{Kinds: e.FromKinds()}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxEntries},
		Where: &graph.Any{From: graph.From{Link: e.OutLink()}, Vars: []graph.Var{{}}, Where: on},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(events)},
	})
	if err != nil {
		return err
	}
	always := func(string, *graph.When) bool { return true }
	for i := range rows.Len {
		if err := t.take(text(rows.Row(i)[0]), e.OutLink(), rowsOf(rows.Row(i)[1]), always); err != nil {
			return err
		}
	}
	return nil
}
