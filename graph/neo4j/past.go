package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// What a node or an edge was, as it was known on earlier days, is stored beside it, and
// replaced as a whole where it becomes otherwise.

const (
	dropNodePast = "MATCH (:Entity {id: row.id})-[:" + layout.ThenType + "]->(was:" + layout.ThenLabel + ") DETACH DELETE was"
	addNodePast  = "MATCH (n:Entity {id: row.id}) CREATE (n)-[:" + layout.ThenType + "]->(was:" + layout.ThenLabel + ") SET was = row.props"
)

func dropEdgePast(e *graph.Edge) string {
	return between("-[r:"+layout.Name(layout.EdgeThenType(e))+" {id: row.id}]->") + "DELETE r"
}

func addEdgePast(e *graph.Edge) string {
	return "MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:" + layout.Name(layout.EdgeThenType(e)) + "]->(b) SET r = row.props"
}

// versionsOf returns what was known of what some evidence is for, and notes what was
// known of the evidence. Of most things all came to be known on one day; of the others
// it is worked out, and of what may be corrected: what has no date may have corrected it
// before it was known itself.
func versionsOf(at ledger.Standing, vals []graph.Value, evidence []*touchedFact, mayBeCorrected bool, work func() ledger.Past[*touchedFact]) []ledger.Version {
	if at.Since != at.Settled || len(evidence) > 1 || mayBeCorrected {
		past := work()
		for i, judged := range past.Judged { // none where no day is known
			evidence[i].past = judged
		}
		for _, f := range evidence {
			f.since = at.Settled
		}
		return untilNow(past.Versions, at, vals)
	}
	for _, f := range evidence {
		f.since = at.Since
	}
	if !at.There {
		return nil
	}
	return []ledger.Version{{From: at.Since, Until: graph.NoDay}}
}

// untilNow adds to what was known what is known now, since the last day on which that
// changed or, where it is the same as before, for longer.
func untilNow(versions []ledger.Version, at ledger.Standing, vals []graph.Value) []ledger.Version {
	if !at.There {
		return versions
	}
	now := ledger.Version{From: at.Settled, Until: graph.NoDay, Vals: vals}
	if last := len(versions) - 1; last >= 0 && versions[last].Until == at.Settled && ledger.EqualValues(versions[last].Vals, vals) {
		now.From, versions = versions[last].From, versions[:last]
	}
	return append(versions, now)
}

// pastOf is what is stored of what was known.
func pastOf(versions []ledger.Version, props func([]graph.Value) map[string]any) layout.Past {
	list := make([]layout.Version, len(versions))
	for i, v := range versions {
		list[i] = layout.Version{From: v.From, Until: v.Until}
		if v.Until != graph.NoDay {
			list[i].Props = props(v.Vals)
		}
	}
	return layout.NewPast(list)
}

// pastOfNode returns what was known of a node, nothing where evidence tells nothing of it.
func (d *changeset) pastOfNode(n *touchedNode, vals []graph.Value, at ledger.Standing) layout.Past {
	evidence := d.EvidenceFor(touchedSubject{Node: n})
	versions := versionsOf(at, vals, evidence, false, func() ledger.Past[*touchedFact] { return d.ledger.PastOfNode(n) })
	if !layout.Varies(n.kind) || len(evidence) == 0 && !n.kind.Verified {
		return layout.Past{}
	}
	return pastOf(versions, func(vals []graph.Value) map[string]any {
		named := ledger.Named(n.kind.Props(), vals)
		props := layout.Props(layout.Varying(n.kind.Props()), named)
		props["id"], props["version"] = n.id, versionOf(n.kind.Props(), named, n.facts)
		return props
	})
}

// pastOfEdge returns what was known of an edge.
func (d *changeset) pastOfEdge(e *touchedEdge, vals []graph.Value, at ledger.Standing, quote any) layout.Past {
	evidence := d.EvidenceFor(touchedSubject{Edge: e, OnEdge: true})
	versions := versionsOf(at, vals, evidence, d.mayBeCorrected(e), func() ledger.Past[*touchedFact] { return d.pastInSeries(e) })
	if e.loop() { // it is hidden
		versions = nil
	}
	return pastOf(versions, func(vals []graph.Value) map[string]any {
		named := ledger.Named(e.edge.Props(), vals)
		props := layout.Props(e.edge.Props(), named)
		props["id"], props["version"], props["quote"] = e.id, versionOf(e.edge.Props(), named, e.facts), quote
		return props
	})
}

// mayBeCorrected reports whether what is said of an edge, or of one beside it, corrects
// anything.
func (d *changeset) mayBeCorrected(e *touchedEdge) bool {
	return slices.ContainsFunc(d.Parallel(e), func(o *touchedEdge) bool {
		return slices.ContainsFunc(d.EvidenceFor(touchedSubject{Edge: o, OnEdge: true}), func(f *touchedFact) bool { return len(f.corrects) > 0 })
	})
}

// pastInSeries is what was known of an edge. That of all edges of a series is worked
// out at once.
func (d *changeset) pastInSeries(e *touchedEdge) ledger.Past[*touchedFact] {
	if _, known := d.pasts[e]; !known {
		var series []*touchedEdge
		for _, o := range d.Parallel(e) {
			if len(o.facts) > 0 {
				series = append(series, o)
			}
		}
		for i, past := range d.ledger.PastOfSeries(series) {
			d.pasts[series[i]] = past
		}
	}
	return d.pasts[e]
}

// planPast plans to replace what is stored of what was known, if it differs. Find has
// what it is of.
func (d *changeset) planPast(stored map[string]any, past layout.Past, drop, add string, find map[string]any) {
	if stored["past"] == past.Digest {
		return
	}
	if stored["past"] != nil {
		d.plan(drop, find)
	}
	for _, props := range past.Versions {
		row := maps.Clone(find)
		row["props"] = props
		d.plan(add, row)
	}
}

// storeJudged puts what was known of what becomes of a piece of evidence into
// properties.
func (f *touchedFact) storeJudged(into map[string]any) {
	var steps []layout.JudgedStep
	if f.past == nil && f.since != graph.NoDay {
		steps = []layout.JudgedStep{{From: graph.NoDay, Place: f.judged.Place}}
	}
	for _, j := range f.past {
		steps = append(steps, judgedStep(j.From, j.Judged))
	}
	layout.StoreJudged(append(steps, judgedStep(f.since, *f.judged)), into)
}

func judgedStep(from graph.Day, j ledger.Judged[*touchedFact]) layout.JudgedStep {
	step := layout.JudgedStep{From: from, Counts: j.Counts, Place: j.Place}
	if j.Corrected {
		step.CorrectedBy = j.CorrectedBy.id
	}
	return step
}
