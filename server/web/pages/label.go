package pages

import (
	"parley/graph"
	"parley/graph/prose"
)

// label is what a statement is about, as one says it: "A", "supports", "B"; of a node
// Who alone.
type label struct {
	Who  end
	What string
	Whom end
}

// end is an entity that a label names.
type end struct{ ID, Name string }

// String returns the label in one line.
func (l label) String() string {
	if l.What == "" {
		return l.Who.Name
	}
	return l.Who.Name + " · " + l.What + " · " + l.Whom.Name
}

// labelOf returns the label of a node or an edge.
func labelOf(m *graph.Model, id, kind, text string) label {
	_, from, to := m.EdgeOf(id)
	who, what, whom, ok := m.LineParts(kind, text)
	if !ok {
		return label{Who: end{id, text}}
	}
	return label{end{from, who}, prose.Spoken(what), end{to, whom}}
}
