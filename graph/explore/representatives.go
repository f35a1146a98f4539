package explore

import (
	"slices"

	"parley/graph"
)

// doers are the nodes whose acts a timeline holds: the entities asked for, at any
// time, and their representatives in the periods in which they represent one.
type doers struct {
	entities []string
	terms    map[string][]term // of the representatives
}

// term is one way in which an actor represents an entity: the periods of each of the
// edges that lead to it and are states.
type term [][]graph.Period

// ids lists all doers, sorted.
func (d *doers) ids() []string {
	ids := slices.Clone(d.entities)
	for id := range d.terms {
		ids = append(ids, id)
	}
	return unique(ids)
}

// mayHaveActed reports whether an act of a doer at a date counts.
func (d *doers) mayHaveActed(id string, w *graph.When) bool {
	if w == nil || slices.Contains(d.entities, id) {
		return true
	}
	return slices.ContainsFunc(d.terms[id], func(t term) bool {
		return !slices.ContainsFunc(t, func(leg []graph.Period) bool {
			return !slices.ContainsFunc(leg, func(p graph.Period) bool { return w.Overlaps(p.Bounds) })
		})
	})
}

// withRepresentatives returns the entities with their representatives. It follows the
// paths of the relation edge by edge, since a pair does not have its periods.
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
	for row := range rows.All() {
		d.entities = append(d.entities, text(row[0]))
		for j, path := range of.Paths {
			if err := d.read(of, path, rowsOf(row[1+j]), nil); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// legsTo returns the slot of the last edges of a path that ends at a variable: the
// node that each comes from, its periods if it is a state, and the edges before it.
func legsTo(of *graph.Derived, path graph.Path, at int) graph.Slot {
	leg, rest := path[len(path)-1], path[:len(path)-1]
	e := of.EdgeType(leg.Edge)
	l := graph.List{
		From: graph.From{Link: e.InLink(), Var: at}, Vars: farVars(), Page: graph.Page{Limit: maxEntries},
		Slots: []graph.Slot{slot(graph.GetID, 1)},
	}
	if leg.Except != nil {
		l.Where = unless(graph.Field{Prop: e.Prop(leg.Except.Property)}, leg.Except.Values)
	}
	if periods := e.PeriodsProp(); periods != nil {
		l.Slots = append(l.Slots, prop(periods, 0))
	}
	if len(rest) > 0 {
		l.Slots = append(l.Slots, legsTo(of, rest, 1))
	}
	s := below(l)
	s.Only = e.InLink().From
	return s
}

// read adds the representatives in the records of legsTo; so has the periods of the
// edges behind them.
func (d *doers) read(of *graph.Derived, path graph.Path, rows *graph.Rows, so term) error {
	if rows.More {
		return graph.Errorf(graph.TooLarge, "timeline", "more than %d represent one of the entities; ask for them one by one", maxEntries)
	}
	last := len(path) - 1
	for row := range rows.All() {
		t := so
		if of.EdgeType(path[last].Edge).PeriodsProp() != nil {
			periods, _ := row[1].([]graph.Period)
			t = append(slices.Clip(so), periods)
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

// gatherOnBehalf adds what others took part in on behalf of the bodies asked for,
// whether they represent them or not. It reads all edges of the type, since no link
// leads back from the value of an edge.
func (t *timeline) gatherOnBehalf() error {
	met := t.Model.Meets
	e := met.EdgeType(met.Pair.Edge)
	bodies := t.derivedLink(t.Model.Represents, false).From
	var ids []string
	for _, id := range t.doers.entities {
		if bodies.Has(t.Model.KindOf(id)) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || !t.wants(e, e.ToKinds()) {
		return nil
	}
	on := oneOf(graph.Field{Prop: e.Prop(met.Pair.Side)}, ids)
	events := t.eventList(e.OutLink())
	events.Where = on
	always := func(string, *graph.When) bool { return true }
	_, err := t.each(t.Explorer, graph.List{
		From: graph.From{Kinds: e.FromKinds()}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxEntries},
		Where: &graph.Any{From: graph.From{Link: e.OutLink()}, Vars: []graph.Var{{}}, Where: on},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(events)},
	}, func(row []graph.Value) error { return t.addEvents(text(row[0]), e.OutLink(), rowsOf(row[1]), always) })
	return err
}
