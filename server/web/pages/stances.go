package pages

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

// everything is asked for in place of a topic by who wants all positions.
const everything = "all"

const (
	mostPositions = 60  // of a matrix
	mostHolders   = 200 // of a position in it
)

// matrix is who holds which stance on the positions about a topic.
type matrix struct {
	Topic     node // zero for all positions
	Topics    []topic
	Positions []node
	Actors    []stancesOf
	Total     int // positions, of which the matrix has the first
	Days      days
	Since     string // the day before which another stance is told as a change
}

// topic is what positions are about.
type topic struct {
	node
	Count int // of stances
}

// stancesOf are those of an actor, by position.
type stancesOf struct {
	Actor node
	Cells []cell
}

// cell holds the stances of an actor on a position: none, or one, or those that are
// contested.
type cell struct {
	Stances []stance
	Before  []stance // on the earlier day, where they differ
	Changed bool
}

// stance is one that an actor holds.
type stance struct {
	Value, Side, When, Verification string
	Position, Actor                 string // their ids
}

// holding is the edge type of stances, and the kind of what they are on.
func (p *Pages) holding() (*graph.Edge, *graph.Kind) {
	e := p.model.Edge(p.model.Agrees.Pair.Edge)
	return e, p.model.KindsOf(e.ToKinds())[0]
}

// side returns what a stance is to a position: "for" it, "against" it, or "".
func (p *Pages) side(value string) string {
	sides := []string{"for", "against"}
	for i, c := range p.model.Agrees.Pair.Combos {
		if i < len(sides) && slices.Contains(c.A, value) {
			return sides[i]
		}
	}
	return ""
}

// stances makes the page of a stance matrix.
func (p *Pages) stances(ctx context.Context, query url.Values) (frame.Page, error) {
	m := &matrix{}
	page := frame.Page{Template: "stances", Title: "Stances", Current: "/stances", Data: m, Description: "Who is for what, and who against, with the words that say so."}
	var err error
	if m.Days, err = daysOf(query); err != nil {
		return page, err
	}
	if m.Since, err = dayIn(query, "since"); err != nil {
		return page, err
	}
	since := days{AsOf: m.Since, KnownOn: m.Days.KnownOn}
	if m.Topics, err = p.topics(ctx); err != nil {
		return page, err
	}
	switch id := query.Get("topic"); {
	case id == everything, id == "" && len(m.Topics) == 0:
	case id == "":
		m.Topic = m.Topics[0].node
	default:
		if m.Topic, err = p.identify(ctx, id, days{}); err != nil {
			return page, err
		}
	}
	if m.Topic.ID != "" {
		page.Title = "Stances on " + m.Topic.Name
	}
	now, err := p.held(ctx, m, m.Days)
	if err != nil {
		return page, err
	}
	var before []stance
	if m.Since != "" {
		if before, err = p.held(ctx, m, since); err != nil {
			return page, err
		}
	}
	m.fill(now, before)
	return page, nil
}

// topics lists what positions are about, that on which most stances are taken first.
func (p *Pages) topics(ctx context.Context) ([]topic, error) {
	e, position := p.holding()
	query := fmt.Sprintf("{ list: %s(first: 1000) { nodes { holders: %s(first: 1) { totalCount } about: %s(first: 10) { nodes { __typename id name } } } } }",
		position.Plural, e.In, p.model.SubjectMatter.Out)
	var data struct {
		List struct {
			Nodes []struct {
				Holders struct{ TotalCount int }
				About   struct{ Nodes []node }
			}
		}
	}
	if err := p.ask(ctx, query, nil, &data); err != nil {
		return nil, err
	}
	var list []topic
	for _, n := range data.List.Nodes {
		for _, of := range n.About.Nodes {
			i := slices.IndexFunc(list, func(t topic) bool { return t.ID == of.ID })
			if i < 0 {
				i, list = len(list), append(list, topic{node: of})
			}
			list[i].Count += n.Holders.TotalCount
		}
	}
	slices.SortFunc(list, func(a, b topic) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return list, nil
}

// held asks for the stances on what is about a topic, on some days, and notes the
// positions and the actors.
func (p *Pages) held(ctx context.Context, m *matrix, d days) ([]stance, error) {
	e, position := p.holding()
	where, declared, vars := "", "", d.vars(nil)
	if m.Topic.ID != "" {
		where = fmt.Sprintf("where: {%s: {some: {node: {id: {eq: $topic}}}}}, ", p.model.SubjectMatter.Out)
		declared, vars["topic"] = "$topic: ID!, ", m.Topic.ID
	}
	query := fmt.Sprintf(`query Stances(%s$asOf: Date, $knownOn: Date) {
  list: %s(%sfirst: %d, asOf: $asOf, knownOn: $knownOn) { totalCount nodes { __typename id name
    holders: %s(first: %d) { edges { id stance: %s current verification periods { start { earliest latest } end { earliest latest } } when { text edtf } node { __typename id name } } } } } }`,
		declared, position.Plural, where, mostPositions, e.In, mostHolders, e.StateProp().Name)
	var data struct {
		List struct {
			TotalCount int
			Nodes      []struct {
				node
				Holders connection
			}
		}
	}
	if err := p.ask(ctx, query, vars, &data); err != nil {
		return nil, err
	}
	m.Total = max(m.Total, data.List.TotalCount)
	var list []stance
	for _, n := range data.List.Nodes {
		m.position(n.node)
		for _, r := range n.Holders.Edges {
			m.actor(r.Node)
			if d.AsOf == "" && r.Current != nil && !*r.Current {
				continue
			}
			list = append(list, stance{prose.Spoken(r.Stance), p.side(r.Stance), spoken(r), r.Verification, n.ID, r.Node.ID})
		}
	}
	return list, nil
}

// position and actor note a column and a row, each once.
func (m *matrix) position(n node) {
	if !slices.ContainsFunc(m.Positions, func(o node) bool { return o.ID == n.ID }) {
		m.Positions = append(m.Positions, n)
	}
}

func (m *matrix) actor(n node) {
	if !slices.ContainsFunc(m.Actors, func(o stancesOf) bool { return o.Actor.ID == n.ID }) {
		m.Actors = append(m.Actors, stancesOf{Actor: n})
	}
}

// fill puts stances into the cells.
func (m *matrix) fill(now, before []stance) {
	slices.SortFunc(m.Actors, func(a, b stancesOf) int { return strings.Compare(graph.Fold(a.Actor.Name), graph.Fold(b.Actor.Name)) })
	of := func(list []stance, actor, position string) (own []stance) {
		for _, s := range list {
			if s.Actor == actor && s.Position == position {
				own = append(own, s)
			}
		}
		return own
	}
	for i := range m.Actors {
		for _, position := range m.Positions {
			c := cell{Stances: of(now, m.Actors[i].Actor.ID, position.ID)}
			if m.Since != "" {
				c.Before = of(before, m.Actors[i].Actor.ID, position.ID)
				c.Changed = !slices.EqualFunc(c.Stances, c.Before, func(a, b stance) bool { return a.Value == b.Value })
			}
			m.Actors[i].Cells = append(m.Actors[i].Cells, c)
		}
	}
}
