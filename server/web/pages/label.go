package pages

import (
	"strings"

	"parley/graph"
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

// labelOf returns the label of a node or an edge. Where an edge's label has a value, it
// is that which is said: who is only expected at a meeting is not said to have taken
// part in it.
func labelOf(m *graph.Model, id, kind, text string) label {
	e, from, to := m.EdgeOf(id)
	who, whom, found := strings.Cut(text, " "+kind+" ")
	if e == nil || !found {
		return label{Who: end{id, text}}
	}
	what := e.Name
	if p := e.LabelProp(); p != nil {
		value, rest, _ := strings.Cut(strings.TrimPrefix(whom, "("), ") ")
		if p.Enum.Has(value) {
			what, whom = value, rest
		}
	}
	return label{end{from, who}, words(what), end{to, whom}}
}
