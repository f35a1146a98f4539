package neo4j

import (
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// readMerged reads what those of the ids mean that the changes name.
func (a *application) readMerged(changes []ledger.Entry) {
	if a.meta.merges == 0 {
		return
	}
	var ids set
	for _, c := range changes {
		ids.add(idsIn(a.model, c.Change)...)
	}
	a.merged = readMerged(ids.list, a.each)
}

const readMergedText = "MATCH (m:" + layout.MergedLabel + " {id: row}) RETURN m.id, m.into"

// readMerged reads what ids are merged into, and these, and so on.
func readMerged(ids []any, each func(statement string, rows []any) []*neo4j.Record) map[string]string {
	merged := map[string]string{}
	for len(ids) > 0 {
		records := each(readMergedText, ids)
		ids = nil
		for _, r := range records {
			id, into := layout.Text(r.Values[0]), layout.Text(r.Values[1])
			merged[id] = into
			if _, known := merged[into]; !known {
				ids = append(ids, into)
			}
		}
	}
	return merged
}

// idsIn lists the ids of nodes that a change names, and perhaps "".
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
	return ids
}

// planMerges plans what ids mean from now on.
func (a *application) planMerges() {
	for _, id := range slices.Sorted(maps.Keys(a.ledger.Remerged())) {
		if into := a.merged[id]; into != "" {
			a.plan(setMerged, map[string]any{"id": id, "into": into})
		} else {
			a.plan(unmerge, id)
		}
	}
}
