package dossier

import (
	"maps"
	"slices"

	"parley/graph"
)

// reading reads all that some subjects are weighed by.
type reading struct {
	selector
	limits Limits
	views  []graph.AsOf // with what was known on which days they are weighed

	edges      map[string]bool // that are weighed, and those beside them
	about      map[string]bool // what statements are read about: nodes and edges
	statements map[string]*Statement
	nodes      map[string]bool // that are named
	sources    map[string]bool
}

// read reads what the subjects of some ids are weighed by.
func (r *reading) read(ids []string) error {
	for _, id := range ids {
		r.note(id)
	}
	for _, step := range []func() error{r.readBeside, r.readSpoken, r.readStatements, r.readOffices, r.readStatements} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// note notes that something is weighed: an edge with the node whose first day decides on
// it.
func (r *reading) note(id string) {
	if r.about[id] {
		return
	}
	r.about[id] = true
	e, from, to := r.model.EdgeOf(id)
	if e == nil {
		r.nodes[id] = true
		return
	}
	r.edges[id], r.nodes[from], r.nodes[to] = true, true, true
	if e.Leading() != nil {
		r.note(to)
	}
	for _, p := range e.Props() {
		if v := e.IdentityIn(id, p); v != "" && p.Type == graph.Reference {
			r.nodes[v] = true
		}
	}
}

// readBeside notes the edges of the same types between the same ends.
func (r *reading) readBeside() error {
	ends := map[*graph.Edge]map[string][]string{} // by where they come from: where they lead to
	for id := range r.edges {
		e, from, to := r.model.EdgeOf(id)
		if ends[e] == nil {
			ends[e] = map[string][]string{}
		}
		ends[e][from] = append(ends[e][from], to)
	}
	for _, e := range r.model.Edges {
		for _, asOf := range r.views {
			if err := r.beside(e, ends[e], asOf); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside notes the edges of a type from some nodes to others.
func (r *reading) beside(e *graph.Edge, ends map[string][]string, asOf graph.AsOf) error {
	var to []string
	for _, list := range ends {
		to = append(to, list...)
	}
	far := []graph.Var{{}, {Ref: graph.ToRef}}
	from := slices.Collect(maps.Keys(ends))
	for some := range slices.Chunk(unique(to), chunk) {
		slots := []graph.Slot{idSlot(0), below(e.OutLink(), far, oneOf(graph.Field{Get: graph.GetID, Var: 1}, some), idSlot(0), idSlot(1))}
		err := r.byIDs(from, asOf, []graph.Var{{}}, slots, func(row []graph.Value) error {
			for edge := range rowsOf(row[1]).All() {
				id := textOf(edge[0])
				if _, from, to := r.model.EdgeOf(id); slices.Contains(ends[from], to) {
					r.note(id)
				}
			}
			return r.limits.check("statements", len(r.about), r.limits.Statements)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readSpoken notes what is said of nodes by edges that speak of them, those that are not
// there for want of a statement that counts, too.
func (r *reading) readSpoken() error {
	var ids []string
	for id := range r.about {
		if k := r.model.KindOf(id); !r.edges[id] && k != nil && len(r.model.SpeechOf(k)) > 0 {
			ids = append(ids, id)
		}
	}
	slots := []graph.Slot{idSlot(0), below(r.model.BallotsOf, []graph.Var{{}}, nil, graph.Slot{Field: graph.Field{Get: graph.GetFactID}})}
	for _, asOf := range r.views { // in one of them it is there
		err := r.byIDs(ids, asOf, []graph.Var{{}}, slots, func(row []graph.Value) error {
			for said := range rowsOf(row[1]).All() {
				r.note(textOf(said[0]))
			}
			return r.limits.check("statements", rowsOf(row[1]).Len, r.limits.Statements)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readOffices notes for whom those who speak may do so: the posts that they hold to speak,
// and whose these are.
func (r *reading) readOffices() error {
	m := r.model
	if m.Speaking == nil {
		return nil
	}
	post := []graph.Var{{}, {Ref: graph.ToRef}}
	speaks := oneOf(graph.Field{Prop: m.Speaking, Var: 1}, speaking(m.Speaking))
	slots := []graph.Slot{idSlot(0), below(m.Occupies.OutLink(), post, speaks, idSlot(0), idSlot(1))}
	var posts []string
	err := r.byIDs(r.voices(), graph.AsOf{}, []graph.Var{{}}, slots, func(row []graph.Value) error {
		for held := range rowsOf(row[1]).All() {
			r.note(textOf(held[0]))
			posts = append(posts, textOf(held[1]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	slots = []graph.Slot{idSlot(0), below(m.OfficeOf.OutLink(), []graph.Var{{}}, nil, idSlot(0))}
	return r.byIDs(posts, graph.AsOf{}, []graph.Var{{}}, slots, func(row []graph.Value) error {
		for of := range rowsOf(row[1]).All() {
			r.note(textOf(of[0]))
		}
		return nil
	})
}

// speaking lists the values of a property of an office whose holder speaks for others.
func speaking(p *graph.Property) (names []string) {
	for _, v := range p.Enum.Values {
		if v.Speaks {
			names = append(names, v.Name)
		}
	}
	return names
}

// voices lists those who can speak for others in the statements: of the kinds that can
// hold a post.
func (r *reading) voices() (ids []string) {
	for _, s := range r.statements {
		ids = append(ids, s.text("saidBy"))
		if e, from, _ := r.model.EdgeOf(s.About); e != nil && e.Speech() != nil {
			ids = append(ids, from)
		}
	}
	return slices.DeleteFunc(unique(ids), func(id string) bool {
		k := r.model.KindOf(id)
		return k == nil || !r.model.Occupies.FromKinds().Has(k)
	})
}
