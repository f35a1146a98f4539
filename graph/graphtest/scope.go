package graphtest

import (
	"strings"

	"parley/graph"
)

// scope resolves names for the rows of one list.
type scope struct {
	model *graph.Model
	list  *graph.List
	pairs *graph.Derived

	paths map[string]int // variables by path; 0 is the row
	kinds []varKind      // of each variable
	edges []*graph.Edge  // of each variable that is an edge
}

type varKind int

const (
	nodeVar varKind = iota
	edgeVar
	factVar
	pairVar
	viaVar
)

func newScope(m *graph.Model) *scope {
	list := &graph.List{Rows: true, Page: graph.Page{Limit: graph.MaxPage}, Vars: []graph.Var{{}}}
	return &scope{model: m, list: list, paths: map[string]int{"": 0}, kinds: make([]varKind, 1), edges: make([]*graph.Edge, 1)}
}

func (s *scope) apply(q *query) {
	for _, step := range q.steps {
		step(s)
	}
}

// variable returns the variable at a path of references.
func (s *scope) variable(path string) int {
	if v, ok := s.paths[path]; ok {
		return v
	}
	above, step := parted(path)
	parent := s.variable(above)
	v := graph.Var{Parent: parent}
	kind, edge := nodeVar, (*graph.Edge)(nil)
	switch step {
	case "node":
		v.Ref = graph.NodeRef
	case "from":
		v.Ref = graph.FromRef
	case "to":
		v.Ref = graph.ToRef
	case "link":
		v.Ref, kind, edge = graph.LinkRef, edgeVar, s.pairs.EdgeType(s.pairs.Pair.Through.Edge)
	case "a", "b":
		v.Ref, kind = graph.ARef, edgeVar
		if step == "b" {
			v.Ref = graph.BRef
		}
		edge = s.viaEdge()
	default:
		v.Ref, v.Prop = graph.PropRef, s.prop(parent, step)
	}
	s.list.Vars = append(s.list.Vars, v)
	s.kinds, s.edges = append(s.kinds, kind), append(s.edges, edge)
	s.paths[path] = len(s.list.Vars) - 1
	return s.paths[path]
}

// viaEdge returns the type of both edges of a via, if the relation is of pairs.
func (s *scope) viaEdge() *graph.Edge {
	if s.pairs == nil || s.pairs.Pair == nil {
		return nil
	}
	return s.pairs.EdgeType(s.pairs.Pair.Edge)
}

// prop returns the property of a variable.
func (s *scope) prop(v int, name string) (p *graph.Property) {
	switch {
	case s.kinds[v] == nodeVar:
		p = s.model.NodeProp(name)
	case s.kinds[v] == factVar:
		p = s.model.EvidenceProp(name)
	case s.edges[v] != nil:
		p = s.edges[v].Prop(name)
	}
	if p == nil {
		panic("no property " + name)
	}
	return p
}

var getters = map[string]graph.Getter{
	"id": graph.GetID, "kind": graph.GetKind, "label": graph.GetLabel, "count": graph.GetPairCount,
	"sameSide": graph.GetSameSide, "fact.id": graph.GetFactID, "fact.kind": graph.GetFactKind,
	"fact.label": graph.GetFactLabel, "says": graph.GetSays, "rank": graph.GetRank,
	"version": graph.GetVersion, "seq": graph.GetSeq, "place": graph.GetPlace, "around": graph.GetAround,
}

var parts = map[string]graph.Part{
	"text": graph.WhenText, "edtf": graph.WhenEDTF, "basis": graph.WhenBasis, "year": graph.WhenYear,
	"startEarliest": graph.StartEarliest, "startLatest": graph.StartLatest,
	"endEarliest": graph.EndEarliest, "endLatest": graph.EndLatest,
}

// field resolves the path of a scalar.
func (s *scope) field(path string) graph.Field {
	if get, ok := getters[path]; ok {
		return graph.Field{Get: get}
	}
	above, last := parted(path)
	if inner, ok := strings.CutPrefix(last, "count("); ok {
		from := s.from(dotted(above, strings.TrimSuffix(inner, ")")))
		return graph.Field{Var: from.Var, Get: graph.GetLinkCount, Link: from}
	}
	if part, ok := parts[last]; ok && above != "" {
		f := s.field(above)
		f.Part = part
		return f
	}
	v := s.variable(above)
	if s.kinds[v] == pairVar && last == "verification" {
		return graph.Field{Var: v, Get: graph.GetVerified}
	}
	if get, ok := getters[last]; ok {
		return graph.Field{Var: v, Get: get}
	}
	return graph.Field{Var: v, Prop: s.prop(v, last)}
}

// parted returns a path without its last step, and that step.
func parted(path string) (above, last string) {
	i := strings.LastIndexByte(path, '.')
	return path[:max(i, 0)], path[i+1:]
}

func dotted(a, b string) string {
	if a == "" {
		return b
	}
	return a + "." + b
}

// from resolves the path of a link: "node.met(HELD,ONGOING mode=PHONE)".
func (s *scope) from(path string) graph.From {
	path, choice, _ := strings.Cut(strings.TrimSuffix(path, ")"), "(")
	above, name := parted(path)
	f := graph.From{Var: s.variable(above)}
	f.Link = s.link(f.Var, name)
	for word := range strings.FieldsSeq(choice) {
		list := &f.Choice.Hubs
		if modes, ok := strings.CutPrefix(word, "mode="); ok {
			list, word = &f.Choice.Modes, modes
		}
		if verification, ok := strings.CutPrefix(word, "verification="); ok {
			list, word = &f.Choice.Verification, verification
		}
		if through, ok := strings.CutPrefix(word, "through="); ok {
			f.Choice.Through = through
			continue
		}
		*list = strings.Split(word, ",")
	}
	return f
}

func (s *scope) link(v int, name string) *graph.Link {
	if name == "evidence" {
		return s.model.EvidenceOf
	}
	if s.kinds[v] == pairVar {
		hubs, via := s.model.Pairs(s.pairs)
		if name == "via" {
			return via
		}
		return hubs
	}
	// A name that several kinds share means the link of the first that has it,
	// unless the kind is said: "Country/posts".
	kind, name, said := strings.Cut(name, "/")
	if !said {
		kind, name = "", kind
	}
	for _, k := range s.model.Kinds {
		if l := k.Link(name); l != nil && (kind == "" || kind == k.Name) {
			return l
		}
	}
	panic("no link " + name)
}

// linked returns the scope of the rows of a link.
func (s *scope) linked(path string) *scope {
	inner := newScope(s.model)
	from := s.from(path)
	inner.list.From = from
	switch from.Link.Kind {
	case graph.EdgeLink:
		inner.kinds[0], inner.edges[0] = edgeVar, from.Link.Edge
	case graph.DerivedLink:
		inner.kinds[0], inner.pairs = pairVar, from.Link.Derived
	case graph.ViaLink:
		inner.kinds[0], inner.pairs = viaVar, from.Link.Derived
	case graph.EvidenceLink, graph.MentionLink:
		inner.kinds[0] = factVar
	}
	return inner
}
