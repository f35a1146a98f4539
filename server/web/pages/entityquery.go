package pages

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
)

// section is a list on the page of an entity: the edges of one link, or ties that
// follow from edges.
type section struct {
	Key, Title string
	link       *graph.Link
	arguments  string // beside the page of the list: ", status: [SCHEDULED]"
	disputed   bool   // it tells who is against what it has

	Total int
	Lines []line
	Next  string // the cursor after which there are more, "" where there are not
	Days  days
}

// sections lists those that an entity of a kind may have: what follows from edges
// first, then edges.
func (p *Pages) sections(k *graph.Kind) (list []section) {
	for _, l := range k.Links() {
		if l.Kind == graph.DerivedLink {
			list = append(list, p.tied(l)...)
		}
	}
	for _, l := range k.Links() {
		if l.Kind == graph.EdgeLink {
			list = append(list, section{Key: l.Name, Title: prose.Capitalized(prose.Spoken(l.Name)), link: l})
		}
	}
	return list
}

// tied lists the sections of a derived link. Pairs that are disputed, and those that
// are only planned, stand by themselves.
func (p *Pages) tied(l *graph.Link) []section {
	title := prose.Capitalized(prose.Spoken(l.Name))
	list := []section{{Key: l.Name, Title: title, link: l}}
	pair := l.Derived.Pair
	if pair == nil {
		return list
	}
	disputed := fmt.Sprintf(", verification: [%s, %s]", graph.Contested, graph.Denied)
	list = append(list, section{Key: l.Name + "-disputed", Title: title + ": disputed", link: l, arguments: disputed, disputed: true})
	if planned := p.planned(pair); len(planned) > 0 {
		list = append(list, section{Key: l.Name + "-planned", Title: title + ": planned", link: l, arguments: ", status: [" + strings.Join(planned, ", ") + "]"})
	}
	return list
}

// planned lists the values of what a pair rests on that say of it that it is to be.
func (p *Pages) planned(pair *graph.Pair) (planned []string) {
	hub := p.model.NodeProp(pair.Hub)
	for _, c := range pair.Combos {
		for _, name := range c.Hub {
			if v := hub.Enum.Of(name); !slices.Contains(pair.Default, name) && !v.Occurred && !v.Undoes && !v.Negative && len(c.A) > 0 {
				planned = append(planned, name)
			}
		}
	}
	return planned
}

// selection selects rows of a section; after a cursor, which is a variable.
func (p *Pages) selection(s *section, first int, after bool) string {
	from := ""
	if after {
		from = ", after: $after"
	}
	if s.link.Derived != nil && s.link.Derived.Pair != nil { // those with whom there is most first
		from += ", orderBy: [{edge: {count: DESC}}, {node: {id: ASC}}]"
	}
	return fmt.Sprintf("rows: %s(first: %d%s%s) { totalCount pageInfo { hasNextPage endCursor } edges { %s } }", s.link.Name, first, from, s.arguments, p.fields(s))
}

// fields selects what a row of a section shows.
func (p *Pages) fields(s *section) string {
	far := "node { __typename id name }"
	if d := s.link.Derived; d != nil {
		if d.Pair == nil {
			return far
		}
		parts, hub := "evidence(first: 1) { "+selectBrief+" }", "__typename id name"
		if p.dated(d.Pair) {
			hub += " " + selectWhen
		}
		if s.disputed {
			parts += " " + selectReasons
			if p.verified(d.Pair) {
				hub += " " + selectReasons
			}
		}
		side := ""
		if d.Pair.Side != "" {
			side = " sameSide"
		}
		return far + " count verification" + side + " via { node { " + hub + " } a { " + parts + " } b { " + parts + " } }"
	}
	e := s.link.Edge
	if p.datedKinds(s.link.To) {
		far = "node { __typename id name " + selectWhen + " }"
	}
	fields := []string{far, "id", "verification", selectReasons, "evidence(first: 2) { " + selectBrief + " }"}
	for _, prop := range shown(e.Props()) {
		fields = append(fields, fieldOf(prop))
	}
	if e.Time == graph.State {
		fields = append(fields, "current periods { start { earliest latest } end { earliest latest } }")
	}
	return strings.Join(fields, " ")
}

// dated reports whether what a pair rests on has a date.
func (p *Pages) dated(pair *graph.Pair) bool { return p.datedKinds(p.model.Edge(pair.Edge).ToKinds()) }

// verified reports whether what a pair rests on is itself said by some and denied by
// others.
func (p *Pages) verified(pair *graph.Pair) bool {
	return !slices.ContainsFunc(p.model.KindsOf(p.model.Edge(pair.Edge).ToKinds()), func(k *graph.Kind) bool { return !k.Verified })
}

// datedKinds reports whether the kinds are one that has a date.
func (p *Pages) datedKinds(kinds graph.KindSet) bool {
	list := p.model.KindsOf(kinds)
	return len(list) == 1 && list[0].When() != nil
}

// shown lists those of some properties that a page tells of beside what it tells of
// all.
func shown(props []*graph.Property) (list []*graph.Property) {
	for _, p := range props {
		switch p.Type {
		case graph.Text, graph.Enumerated, graph.Number, graph.Flag, graph.Date, graph.Reference:
			if !p.Internal && !p.Weighed {
				list = append(list, p)
			}
		}
	}
	return list
}

// fieldOf selects a property.
func fieldOf(p *graph.Property) string {
	switch p.Type {
	case graph.Date:
		return p.Name + " { text edtf startEarliest }"
	case graph.Reference:
		return p.Name + " { __typename id name }"
	}
	return p.Name
}
