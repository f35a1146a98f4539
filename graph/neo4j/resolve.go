package neo4j

import (
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// resolved is a change with its ids replaced by those that they mean where it
// stands among the others.
type resolved struct {
	graph.Change                 // nil where there is nothing to do
	id           string          // of a piece of evidence: its id, which is made of the ids that it was put with
	as           string          // of a statement: the id that it is made under, where that means another
	written      []graph.Written // of a piece of evidence: the ids that it was put with and that mean others
}

// resolveMerges works out what the changes mean.
func (a *application) resolveMerges(changes []graph.Change) ([]resolved, error) {
	out := make([]resolved, len(changes))
	for i, c := range changes {
		var err error
		if out[i], err = a.resolve(c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (a *application) resolve(c graph.Change) (m resolved, err error) {
	m.Change = c
	as := func(id string) string {
		if m.as = id; a.means(id) == id {
			m.as = ""
		}
		return a.means(id)
	}
	switch c := c.(type) {
	case graph.PutNode:
		c.ID = as(c.ID)
		m.Change = c
	case graph.PutEvidence:
		m.id = a.model.EvidenceIDOf(c)
		c, m.written, err = a.model.Resolved(c, a.means)
		m.Change = c
	case graph.WithdrawStatement:
		c.ID = as(c.ID)
		m.Change = c
	case graph.Retract:
		c.ID = a.means(c.ID)
		m.Change = c
	case graph.Merge:
		if a.merged[c.ID] == c.Into {
			m.Change = nil // it is so already
		} else if err = c.CheckAgainst(a.mergedInto); err == nil {
			a.merged[c.ID] = c.Into
		}
	}
	return m, err
}

// means returns the id of the node that an id means.
func (a *application) means(id string) string { return graph.Means(id, a.mergedInto) }

func (a *application) mergedInto(id string) string { return a.merged[id] }

// readMerged reads what those of the ids mean that the changes name.
func (a *application) readMerged(changes []graph.Change) (err error) {
	if a.merged = map[string]string{}; a.meta.merges == 0 {
		return nil
	}
	var ids set
	for _, c := range changes {
		ids.add(idsIn(a.model, c)...)
	}
	a.merged, err = readMerged(ids.list, a.each)
	a.wasMerged = maps.Clone(a.merged)
	return err
}

const readMergedText = "MATCH (m:" + mergedLabel + " {id: row}) RETURN m.id, m.into"

// readMerged reads what ids are merged into, and these, and so on.
func readMerged(ids []any, each func(statement string, rows []any) ([]*neo4j.Record, error)) (map[string]string, error) {
	merged := map[string]string{}
	for len(ids) > 0 {
		records, err := each(readMergedText, ids)
		if err != nil {
			return nil, err
		}
		ids = nil
		for _, r := range records {
			id, into := text(r.Values[0]), text(r.Values[1])
			merged[id] = into
			if _, known := merged[into]; !known {
				ids = append(ids, into)
			}
		}
	}
	return merged, nil
}

// idsIn lists the ids of nodes that a change names.
func idsIn(m *graph.Model, c graph.Change) []string {
	var ids []string
	switch c := c.(type) {
	case graph.PutNode:
		ids = append(ids, c.ID)
	case graph.PutEvidence:
		_, _, _ = m.Resolved(c, func(id string) string {
			ids = append(ids, id)
			return id
		})
	case graph.WithdrawStatement:
		ids = append(ids, c.ID)
	case graph.Retract:
		ids = append(ids, c.ID)
	case graph.Precondition:
		ids = append(ids, c.ID)
	case graph.Merge:
		ids = append(ids, c.ID, c.Into)
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}
