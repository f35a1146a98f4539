package ledger

import (
	"slices"

	"parley/graph"
)

func (l *Ledger[N, E, F]) putNode(c graph.PutNode, as string) error {
	n, known := l.graph.FindNode(c.ID)
	source := n
	if c.ID != c.Source {
		var err error
		if source, err = l.lookup(c.Source); err != nil {
			return err
		}
	}
	if !known {
		n = l.graph.AddNode(c.ID)
		if c.ID == c.Source {
			source = n
		}
	}
	props := InPlace(l.graph.Node(n).Kind.Props(), c.Props)
	l.state(n, Statement[N]{Source: source, Load: c.Load, As: as, Props: props})
	return nil
}

// state notes what a source states of a node under one id: the node's own id
// first, and of each the first source.
func (l *Ledger[N, E, F]) state(n N, s Statement[N]) {
	was := l.graph.Node(n).Stated
	same := func(o Statement[N]) bool { return o.Source == s.Source && o.As == s.As }
	i := slices.IndexFunc(was, same)
	if i >= 0 && EqualValues(was[i].Props, s.Props) {
		if was[i].Load != s.Load {
			stated := slices.Clone(was)
			stated[i] = s
			l.graph.SetStated(n, stated)
		}
		return
	}
	stated := slices.DeleteFunc(slices.Clone(was), func(o Statement[N]) bool { return o.Kept || same(o) })
	stated = append(stated, s)
	slices.SortFunc(stated, func(a, b Statement[N]) int {
		return graph.CompareStated(a.As, l.graph.Node(a.Source).Loaded, b.As, l.graph.Node(b.Source).Loaded)
	})
	l.graph.SetStated(n, stated)
	l.graph.SetStates(s.Source, n, true)
	l.graph.TouchNode(n)
}

func (l *Ledger[N, E, F]) putEvidence(c graph.PutEvidence, entry *Entry) error {
	e := &l.given // used again: it is kept by nobody
	e.PutEvidence, e.Digest, e.Written = c, entry.Digest, entry.Written
	e.Words, e.Says = "", nil
	if err := l.fill(e); err != nil {
		return err
	}
	if known, ok := l.graph.FindFact(e); ok {
		l.renew(known, &e.PutEvidence)
		return nil
	}
	subject, err := l.subject(&e.Fact)
	if err != nil {
		return err
	}
	l.graph.AddFact(e, subject)
	l.Counts.Evidence++
	if l.touch(subject); !subject.OnEdge {
		delete(l.bared, subject.Node)
	}
	return nil
}

// fill finds what a piece of evidence names.
func (l *Ledger[N, E, F]) fill(e *Evidence[N]) (err error) {
	if e.Source, err = l.lookup(e.PutEvidence.Source); err != nil {
		return err
	}
	if e.SaidBy, err = l.optional(e.PutEvidence.SaidBy); err != nil {
		return err
	}
	if e.SaidFor, err = l.optional(e.PutEvidence.SaidFor); err != nil {
		return err
	}
	if e.SaidAt, err = l.optional(e.PutEvidence.SaidAt); err != nil {
		return err
	}
	if e.Quote != "" {
		var ok bool
		if e.Words, ok = l.graph.Quote(e.Source, &e.Evidence); !ok {
			return graph.Errorf(graph.BadInput, "apply", "%s does not have the quote %q at %d", e.PutEvidence.Source, e.Quote, e.Start)
		}
	}
	e.Says, err = l.says(&e.PutEvidence)
	return err
}

// says orders what a piece of evidence supports by property. What it refers to must exist.
func (l *Ledger[N, E, F]) says(c *graph.PutEvidence) ([]graph.Said, error) {
	if len(c.Says) == 0 {
		return nil, nil
	}
	says := make([]graph.Said, 0, len(c.Says))
	for _, p := range l.model.PropsOf(c.Fact) {
		v, ok := c.Says[p.Name]
		if !ok {
			continue
		}
		if err := l.checkRef(p, v); err != nil {
			return nil, err
		}
		says = append(says, graph.Said{Property: p.Name, Value: v})
	}
	return says, nil
}

// checkRef sees that what a value refers to is there.
func (l *Ledger[N, E, F]) checkRef(p *graph.Property, v graph.Value) error {
	if id, ok := v.(string); ok && p.Type == graph.Reference {
		_, err := l.lookup(id)
		return err
	}
	return nil
}

// renew notes a new load of known evidence, and a new place among its source's facts.
func (l *Ledger[N, E, F]) renew(known F, c *graph.PutEvidence) {
	old := l.graph.Fact(known)
	if old.Load == c.Load && old.Seq == c.Seq {
		return
	}
	l.graph.RenewFact(known, c.Load, c.Seq)
	if old.Seq != c.Seq {
		l.touch(old.Subject)
	}
}

// subject returns what a piece of evidence is for, making the edge if it is new.
func (l *Ledger[N, E, F]) subject(f *graph.Fact) (s Subject[N, E], err error) {
	if f.Node != "" {
		s.Node, err = l.lookup(f.Node)
		return s, err
	}
	from, err := l.lookup(f.From)
	if err != nil {
		return s, err
	}
	to, err := l.lookup(f.To)
	if err != nil {
		return s, err
	}
	s.OnEdge = true
	edge := l.model.Edge(f.Edge)
	key := EdgeKey[N]{edge, from, to, graph.IdentityKey(edge, func(p *graph.Property) graph.Value { return f.Identity[p.Name] })}
	var known bool
	if s.Edge, known = l.graph.FindEdge(key); known {
		return s, nil
	}
	for _, p := range edge.Props() {
		if err := l.checkRef(p, f.Identity[p.Name]); err != nil {
			return s, err
		}
	}
	s.Edge = l.graph.AddEdge(key, f.Identity)
	return s, nil
}
