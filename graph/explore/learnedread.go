package explore

import (
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// gather finds what the sources speak of that were published or withdrawn between
// the days.
func (l *learning) gather() error {
	m := l.Model
	inTime := func(name string) graph.Filter { return within(m.Publication.Prop(name), l.q.From, l.q.To) }
	evidence := graph.List{
		From: graph.From{Link: m.Mention(m.EvidenceProp("source"))}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxLearned},
		Slots: []graph.Slot{slot(graph.GetFactID, 0), slot(graph.GetFactKind, 0), slot(graph.GetFactLabel, 0)},
	}
	sources := graph.List{
		From: graph.From{Kinds: graph.KindSet(0).With(m.Publication)}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxLearned},
		Where: graph.Or{inTime("published"), inTime("withdrawn")}, Slots: []graph.Slot{below(evidence)},
	}
	n := 0
	rows, err := l.each(l.Explorer, sources, func(row []graph.Value) error {
		said := rowsOf(row[0])
		if n += said.Len; n > maxLearned || said.More {
			return l.tooMany()
		}
		for r := range said.All() {
			s := l.subject(text(r[0]), text(r[1]), text(r[2]))
			if s.edge != nil && s.edge.Speech() != nil {
				l.subject(s.to, l.Model.KindOf(s.to).Name, s.to)
			}
		}
		return nil
	})
	if err == nil && rows.More {
		err = l.tooMany()
	}
	return err
}

func (l *learning) tooMany() error {
	return graph.Errorf(graph.TooLarge, "learned", "more than %d statements bear on what became known; take fewer days", maxLearned)
}

// within holds where the last day of a date lies after a day, and on another or
// before it (see [graph.LastDay]).
func within(p *graph.Property, after, on graph.Day) graph.Filter {
	in := func(part graph.Part) graph.Filter {
		f := graph.Field{Prop: p, Part: part}
		return graph.And{graph.Is{Field: f, Op: graph.Gt, Value: after}, graph.Is{Field: f, Op: graph.Lte, Value: on}}
	}
	open := graph.Is{Field: graph.Field{Prop: p, Part: graph.EndLatest}, Op: graph.IsNull, Value: true}
	return graph.Or{in(graph.EndLatest), graph.And{open, in(graph.StartEarliest)}}
}

// subject returns the subject of an id, which is new if it is not known yet.
func (l *learning) subject(id, kind, label string) *subject {
	if s := l.subjects[id]; s != nil {
		return s
	}
	s := &subject{Subject: Subject{id, kind, label}}
	props := []*graph.Property(nil)
	if s.edge, s.from, s.to = l.Model.EdgeOf(id); s.edge != nil {
		props = s.edge.Props()
		pair := pairOf(s.edge, s.from, s.to)
		l.pairs[pair] = append(l.pairs[pair], s)
		if s.edge.Speech() != nil {
			l.speech[s.to] = append(l.speech[s.to], s)
		}
	} else if s.node = l.Model.KindOf(id); s.node != nil && s.node.Evidenced {
		props = s.node.Props()
	}
	s.props = compared(props)
	l.subjects[id] = s
	l.holdScratch(subjectBytes)
	return s
}

// pairOf names the edges of a type that lie between the same ends.
func pairOf(e *graph.Edge, from, to string) string { return e.Name + " " + from + " " + to }

// compared returns the properties of which statements say something.
func compared(props []*graph.Property) (list []*graph.Property) {
	for _, p := range props {
		if !p.Editorial && !p.Internal && p.Type != graph.Tally {
			list = append(list, p)
		}
	}
	return list
}

// readNodes reads the nodes on both days.
func (l *learning) readNodes() error {
	byKind := map[*graph.Kind][]string{}
	for id, s := range l.subjects {
		if s.node != nil && s.node.Evidenced {
			byKind[s.node] = append(byKind[s.node], id)
		}
	}
	for _, k := range l.Model.Kinds {
		if ids := byKind[k]; len(ids) > 0 {
			if err := l.onBoth(l.byIDs(ids, slotsOf(l.subjects[ids[0]].props)...), l.read); err != nil {
				return err
			}
		}
	}
	return nil
}

// slotsOf returns the slots that read takes: id, label and properties.
func slotsOf(props []*graph.Property) []graph.Slot {
	slots := []graph.Slot{slot(graph.GetID, 0), slot(graph.GetLabel, 0)}
	for _, p := range props {
		slots = append(slots, prop(p, 0))
	}
	return slots
}

// onBoth asks for a list on both days.
func (l *learning) onBoth(list graph.List, take func(day int, row []graph.Value) error) error {
	for day := range l.days() {
		rows, err := l.each(l.on(day), list, func(row []graph.Value) error { return take(day, row) })
		if err != nil {
			return err
		}
		if rows.More {
			return l.tooMany()
		}
	}
	return nil
}

// read reads what a subject was on a day.
func (l *learning) read(day int, row []graph.Value) error {
	s := l.subjects[text(row[0])]
	if s == nil {
		return nil
	}
	s.Label = text(row[1])
	is := make(reading, len(s.props))
	for i := range s.props {
		is[i] = printed(row[2+i])
	}
	s.then[day] = is
	l.Steps(len(is))
	return nil
}

// printed returns a value as text, or nil.
func printed(v graph.Value) graph.Value {
	switch v := v.(type) {
	case nil:
		return nil
	case []graph.Period:
		if len(v) == 0 {
			return nil
		}
		return strings.Join(texts(v, graph.Period.String), ", ")
	}
	return graph.Print(v)
}

// readEdges reads the edges on both days, and others between the same ends.
func (l *learning) readEdges() error {
	ends := map[*graph.Edge][2]map[string]bool{}
	for _, list := range l.pairs {
		s := list[0]
		of, known := ends[s.edge]
		if !known {
			of = [2]map[string]bool{{}, {}}
			ends[s.edge] = of
		}
		of[0][s.from], of[1][s.to] = true, true
	}
	for _, e := range l.Model.Edges {
		of, some := ends[e]
		if !some {
			continue
		}
		out := len(of[0]) > len(of[1]) // those that are more have fewer edges each
		near, far := slices.Sorted(maps.Keys(of[0])), slices.Sorted(maps.Keys(of[1]))
		if !out {
			near, far = far, near
		}
		if err := l.readAt(e, out, near, oneOf(field(graph.GetID, 1), far)); err != nil {
			return err
		}
	}
	return nil
}

// readAt reads edges at some nodes on both days: those that a filter leaves which lie
// between the ends of subjects, or, without one, all.
func (l *learning) readAt(e *graph.Edge, out bool, nodes []string, where graph.Filter) error {
	edges := graph.List{
		From: graph.From{Link: e.Link(out)}, Vars: farVars(), Where: where, Page: graph.Page{Limit: maxLearned},
		Slots: slotsOf(compared(e.Props())),
	}
	return l.onBoth(l.byIDs(nodes, below(edges)), func(day int, row []graph.Value) error {
		found := rowsOf(row[0])
		if found.More || len(l.subjects) > maxLearned {
			return l.tooMany()
		}
		for r := range found.All() {
			_, from, to := l.Model.EdgeOf(text(r[0]))
			if where != nil && l.pairs[pairOf(e, from, to)] == nil {
				continue
			}
			l.subject(text(r[0]), e.Name, text(r[1]))
			if err := l.read(day, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// readHubs reads the edges on which is voted by when that happened to which they
// lead, where that changed.
func (l *learning) readHubs() error {
	for _, e := range l.Model.Edges {
		if e.Leading() == nil {
			continue
		}
		var moved []string
		for id, s := range l.subjects {
			if s.node != nil && e.ToKinds().Has(s.node) && s.moved(s.node.When()) {
				moved = append(moved, id)
			}
		}
		if len(moved) > 0 {
			if err := l.readAt(e, false, moved, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// moved reports whether a property has another value on the last day.
func (s *subject) moved(p *graph.Property) bool {
	i := slices.Index(s.props, p)
	return i >= 0 && s.then[first] != nil && s.then[last] != nil && s.then[first][i] != s.then[last][i]
}

// readEvidence reads the evidence for all subjects on both days.
func (l *learning) readEvidence() error {
	m := l.Model
	source := graph.Var{Ref: graph.PropRef, Prop: m.EvidenceProp("source")}
	list := graph.List{
		From: graph.From{Evidence: true}, Vars: []graph.Var{{}, source, {Ref: graph.CorrectorRef}}, Page: graph.Page{Limit: maxLearned},
		Where: oneOf(field(graph.GetFactID, 0), slices.Sorted(maps.Keys(l.subjects))),
		Slots: []graph.Slot{
			slot(graph.GetID, 0), slot(graph.GetFactID, 0), slot(graph.GetSays, 0),
			prop(m.EvidenceProp("counts"), 0), prop(m.EvidenceProp("polarity"), 0), slot(graph.GetID, 2),
			prop(m.Publication.Prop("published"), 1), prop(m.Publication.Prop("withdrawn"), 1),
		},
	}
	if len(l.subjects) == 0 {
		return nil
	}
	return l.onBoth(list, l.readSaid)
}

func (l *learning) readSaid(day int, row []graph.Value) error {
	id, of := text(row[0]), l.subjects[text(row[1])]
	if of == nil {
		return nil
	}
	s := l.said[id]
	if s == nil {
		s = &said{id: id, of: of.ID}
		s.says, _ = row[2].([]graph.Said)
		published, _ := row[6].(*graph.When)
		withdrawn, _ := row[7].(*graph.When)
		s.known, s.withdrawn = graph.LastDay(published), graph.LastDay(withdrawn)
		l.said[id] = s
		of.own = append(of.own, s)
		l.holdScratch(saidBytes)
	}
	s.counts[day], _ = row[3].(bool)
	s.polarity, s.correctedBy = text(row[4]), text(row[5])
	return l.Err()
}
