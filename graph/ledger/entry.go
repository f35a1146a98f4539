package ledger

import "parley/graph"

// Entry is a change that holds against the model.
type Entry struct {
	Change graph.Change
	Digest uint64 // of a piece of evidence, as it was put

	// Set by Resolve:

	As      string          // the id that a node is stated under, where that means another
	Written []graph.Written // the ids that a piece of evidence was put with and that mean others
	done    bool            // there is nothing to do
}

// Check holds a change against the model, without looking at the graph.
func Check(m *graph.Model, c graph.Change) (Entry, error) {
	checked, err := m.Check(c)
	e := Entry{Change: checked}
	if put, ok := checked.(graph.PutEvidence); ok && err == nil {
		e.Digest = put.Digest(m.FactID(put.Fact))
	}
	return e, err
}

// Resolve replaces the ids of a change by those that they mean where it stands
// among the others. It notes what ids mean from then on.
func (l *Ledger[N, E, F]) Resolve(e *Entry) (err error) {
	if c, ok := e.Change.(graph.Merge); ok {
		return l.resolveMerge(e, c)
	}
	if !l.merging {
		return nil
	}
	switch c := e.Change.(type) {
	case graph.PutNode:
		e.As, c.ID = l.as(c.ID)
		e.Change = c
	case graph.PutEvidence:
		c, e.Written, err = l.model.Resolved(c, l.means)
		e.Change = c
	case graph.WithdrawStatement:
		e.As, c.ID = l.as(c.ID)
		e.Change = c
	case graph.Retract:
		c.ID = l.means(c.ID)
		e.Change = c
	}
	return err
}

func (l *Ledger[N, E, F]) resolveMerge(e *Entry, c graph.Merge) error {
	was := l.graph.MergedInto(c.ID)
	if was == c.Into {
		e.done = true
		return nil
	}
	if err := c.CheckAgainst(l.graph.MergedInto); err != nil {
		return err
	}
	if _, again := l.remerged[c.ID]; !again {
		l.remerged[c.ID] = was
	}
	l.merging = true
	l.graph.Merge(c.ID, c.Into)
	return nil
}

// means returns the id of the node that an id means.
func (l *Ledger[N, E, F]) means(id string) string { return graph.Means(id, l.graph.MergedInto) }

// as returns what an id is called where it means another, and what it means.
func (l *Ledger[N, E, F]) as(id string) (as, is string) {
	if is = l.means(id); is != id {
		as = id
	}
	return as, is
}

// Remerged returns the ids whose meaning the Apply has changed, with what each
// was merged into before, or "".
func (l *Ledger[N, E, F]) Remerged() map[string]string {
	changed := map[string]string{}
	for id, was := range l.remerged {
		if l.graph.MergedInto(id) != was {
			changed[id] = was
		}
	}
	return changed
}
