package planning

import "parley/graph"

// List is a list in the making.
type List struct {
	graph.List
	kinds   graph.KindSet // of the nodes at its rows; none for evidence
	keys    []int         // the slots that make a cursor, once it is asked for
	ordered string        // the order as the client wrote it, for cursors
	ranked  bool          // rows are ordered by rank, as a search finds them
	asked   int           // how many rows are asked for, as cost counts them
	lists   []*List       // below its rows
}

// NewList returns a list whose page is the usual one.
func NewList(from graph.From, kinds graph.KindSet) *List {
	return &List{kinds: kinds, asked: graph.DefaultPage, List: graph.List{From: from, Vars: []graph.Var{{}}, Page: graph.Page{Limit: graph.DefaultPage}}}
}

// Variable returns the variable that a reference leads to, adding it if need be.
func Variable(vars *[]graph.Var, parent int, ref graph.Ref, p *graph.Property) int {
	want := graph.Var{Parent: parent, Ref: ref, Prop: p}
	for i, v := range *vars {
		if i > 0 && v == want {
			return i
		}
	}
	*vars = append(*vars, want)
	return len(*vars) - 1
}

// Slot returns the slot of a field, adding it if need be.
func (l *List) Slot(f graph.Field, only graph.KindSet) int {
	for i, s := range l.Slots {
		if s.List == nil && s.Only == only && f.Get != graph.GetLinkCount && sameField(s.Field, f) {
			return i
		}
	}
	l.Slots = append(l.Slots, graph.Slot{Field: f, Only: only})
	return len(l.Slots) - 1
}

func sameField(a, b graph.Field) bool {
	return a.Var == b.Var && a.Get == b.Get && a.Prop == b.Prop && a.Part == b.Part
}

// Below adds a list below the rows.
func (l *List) Below(sub *List, only graph.KindSet) int {
	l.Slots = append(l.Slots, graph.Slot{List: &sub.List, Only: only})
	l.lists = append(l.lists, sub)
	return len(l.Slots) - 1
}

func (l *List) rowIsNode() bool { return rowIsNode(l.From) }

// Values returns texts as values to compare with.
func Values(texts []string) []graph.Value {
	out := make([]graph.Value, len(texts))
	for i, s := range texts {
		out[i] = s
	}
	return out
}
