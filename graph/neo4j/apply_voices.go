package neo4j

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// This file reads for whom voices speak, which is known from the posts that they hold,
// and where evidence comes from.

// readVoices reads who may speak for others than before, and what these say.
func (a *application) readVoices() {
	m := a.model
	if m.Speaking == nil {
		return
	}
	var posts []*touchedNode
	for _, n := range a.dirtyNodes() {
		if m.Occupies.ToKinds().Has(n.kind) {
			posts = append(posts, n)
		}
	}
	var ends []*touchedNode
	for _, e := range a.dirtyEdges() {
		switch e.edge {
		case m.Occupies:
			ends = append(ends, e.to)
		case m.OfficeOf:
			ends, posts = append(ends, e.from), append(posts, e.from)
		}
	}
	a.readUntold(ends)
	a.readEdgesAt(posts, m.Occupies, false)
	voices := a.ledger.Voices(a.dirtyNodes(), a.dirtyEdges())
	a.readFacts(readSaidBy, idsOf(stored(voices)))
	for _, t := range m.Edges {
		if t.Speech() != nil {
			a.readEdgesAt(voices, t, true)
		}
	}
	a.ledger.Revoice(voices)
}

// stored returns those of some nodes that were there before.
func stored(nodes []*touchedNode) []*touchedNode {
	return slices.DeleteFunc(slices.Clone(nodes), func(n *touchedNode) bool { return !n.stored })
}

// readPrincipals reads the posts in which the voices of all evidence may speak for
// others, when they held them, and whose posts these are.
func (a *application) readPrincipals() {
	m := a.model
	if m.Speaking == nil {
		return
	}
	voices := a.voices()
	a.takeEdges(m.Occupies, a.each(readSpeaking(m), idsOf(stored(voices))))
	var held, offices []*touchedEdge
	var posts []*touchedNode
	for _, n := range voices {
		for _, e := range a.at[end{n, m.Occupies, true}] {
			held, posts = append(held, e), append(posts, e.to)
		}
	}
	a.readUntold(posts)
	posts = slices.DeleteFunc(posts, func(n *touchedNode) bool { return !speaks(m, n) })
	a.readEdgesAt(posts, m.OfficeOf, true)
	for _, n := range posts {
		offices = append(offices, a.at[end{n, m.OfficeOf, true}]...)
	}
	held = slices.DeleteFunc(held, func(e *touchedEdge) bool { return !speaks(m, e.to) })
	a.readWhole(nil, slices.Concat(held, offices))
	a.readValues()
}

// voices lists whose voices the evidence has that names nobody for whom they speak.
func (a *application) voices() []*touchedNode {
	voices := map[string]*touchedNode{}
	for _, f := range a.facts {
		if !f.there || f.saidFor != nil {
			continue
		}
		if f.saidBy != nil {
			voices[f.saidBy.id] = f.saidBy
		}
		if f.subject.OnEdge && f.subject.Edge.edge.Speech() != nil {
			voices[f.subject.Edge.from.id] = f.subject.Edge.from
		}
	}
	return sortedByID(voices)
}

// speaks reports whether who holds a post speaks for whose it is.
func speaks(m *graph.Model, post *touchedNode) bool {
	return m.Speaking.Enum.Of(ledger.FirstStated(post.stated, post.kind, m.Speaking)).Speaks
}

// readSpeaking reads who holds posts to speak for others.
func readSpeaking(m *graph.Model) string {
	var speaking []string
	for _, v := range m.Speaking.Enum.Values {
		if v.Speaks {
			speaking = append(speaking, v.Name)
		}
	}
	return matchAt(m.Occupies, true) + "WHERE " + layout.Get("b", m.Speaking.Name) + " IN " + layout.Literals(speaking) + " " + edgeColumns
}

// readOrigins reads the sources of all evidence: what it is weighed by, and their places
// in the order of loading. Where there may be a correction by or of a source without a
// date, it reads all sources.
func (a *application) readOrigins() {
	var ids set
	for _, f := range a.facts {
		if !f.source.told {
			ids.add(f.source.id)
		}
	}
	for _, r := range a.each(readOrigin+originColumns(), ids.list) {
		a.takeOrigin(r.Values)
	}
	if !a.ranksUndated() {
		return
	}
	for _, r := range a.query(readAllOrigins+originColumns(), nil) {
		a.timeline = append(a.timeline, a.takeOrigin(r.Values))
	}
	for _, n := range sortedByID(a.nodes) {
		if n.loaded > 0 && !n.stored {
			a.timeline = append(a.timeline, n)
		}
	}
}

const (
	readOrigin     = "MATCH (s:Entity:Source {id: row}) "
	readAllOrigins = "MATCH (s:Entity:Source) "
)

// takeOrigin takes in what a source is weighed by.
func (a *application) takeOrigin(v []any) *touchedNode {
	source := a.bare(layout.Text(v[0]))
	if props, _ := v[1].(map[string]any); !source.told {
		source.origin, source.loaded = a.storedSource(props), layout.Number(props["loaded"])
	}
	return source
}

// ranksUndated reports whether a source without a date may have to be ranked among
// others, as evidence corrects one.
func (a *application) ranksUndated() bool {
	corrects, undated := false, false
	for _, f := range a.facts {
		corrects = corrects || f.there && len(f.corrects) > 0
		undated = undated || f.there && graph.LastDay(a.Source(f.source).Published) == graph.NoDay
	}
	return corrects && undated
}

// originColumns are what is read of a source to weigh what it says, and not its text.
func originColumns() string {
	properties := slices.Concat([]string{"loaded", "publisher", "published", "withdrawn"}, layout.DateProperties("published"), layout.DateProperties("withdrawn"))
	return "RETURN s.id, s {." + strings.Join(properties, ", .") + "}"
}
