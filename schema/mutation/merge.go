package mutation

import (
	"context"

	"parley/graph"
)

func readMerge(b *batch, in map[string]any, _ string) error {
	id, _ := in["id"].(string)
	into, _ := in["into"].(string)
	b.merge = &graph.Merge{ID: id, Into: into}
	if _, err := b.model.Check(*b.merge); err != nil {
		return within("", err)
	}
	b.hold(id, in)
	b.mention = append(b.mention, named{"id", id}, named{"into", into})
	b.touch(into)
	return nil
}

func readUnmerge(b *batch, in map[string]any, _ string) error {
	id, _ := in["id"].(string)
	b.merge = &graph.Merge{ID: id}
	if _, err := b.model.Check(*b.merge); err != nil {
		return within("id", err)
	}
	b.touch(id)
	return nil
}

// compileMerge returns the changes that merge two entities, or take that back.
func (b *batch) compileMerge(ctx context.Context, from graph.Reader, known *prefetch) ([]graph.Change, error) {
	c := *b.merge
	for _, m := range b.mention {
		if !known.there[m.id] {
			return nil, notThere(m.at, m.id)
		}
	}
	is, merged := known.meant[c.ID]
	switch {
	case c.Into == "" && !merged:
		return nil, wrong("id", "%s is merged into no other", c.ID)
	case c.Into != "" && merged:
		return []graph.Change{c}, nil // it is so already, or a CONFLICT
	}
	at := c.ID
	if merged {
		at = is
		b.touch(is)
	}
	resting, err := from.Dependents(ctx, at)
	if err != nil {
		return nil, err
	}
	moved, err := b.model.Move(c, resting)
	if len(moved) >= graph.MaxChanges {
		return nil, graph.Errorf(graph.TooLarge, "merge", "%d statements and pieces of evidence rest on %s; at most %d are moved at once", len(resting), at, graph.MaxChanges/2-1)
	}
	return append(b.expected(), moved...), err
}
