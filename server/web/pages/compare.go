package pages

import (
	"context"
	"net/url"
	"strings"

	"parley/graph"
	"parley/server/web/frame"
)

// comparison is where two actors stand.
type comparison struct {
	A, B                  side
	Representatives       bool
	Conflicts, Agreements []compared
	Met                   []line // each other
	Days                  days
	Asked                 bool
}

// side is an actor who is compared, as it was asked for and as it was found.
type side struct {
	Text    string
	Node    *node
	Choices []node // where the text means several
}

// compared is a position on which both take a stance.
type compared struct {
	Position     node
	Verification string
	A, B         []struct {
		Actor    node
		Stance   string
		Evidence []evidence
	}
}

// compare makes the page of a comparison.
func (p *Pages) compare(ctx context.Context, query url.Values) (frame.Page, error) {
	c := &comparison{Representatives: query.Get("representatives") != "no"}
	page := frame.Page{Template: "compare", Title: "Compare", Current: "/compare", Data: c, Description: "Where two actors agree, where they collide, and when they met."}
	var err error
	if c.Days, err = daysOf(query); err != nil {
		return page, err
	}
	for name, s := range map[string]*side{"a": &c.A, "b": &c.B} {
		if *s, err = p.find(ctx, strings.TrimSpace(query.Get(name)), p.actors()); err != nil {
			return page, err
		}
	}
	if c.A.Node == nil || c.B.Node == nil {
		return page, nil
	}
	if c.A.Node.ID == c.B.Node.ID {
		return page, graph.Errorf(graph.BadInput, "page", "a and b are both %s; compare two", c.A.Node.Name)
	}
	c.Asked = true
	page.Title = c.A.Node.Name + " and " + c.B.Node.Name
	return page, p.fillComparison(ctx, c)
}

// actors lists the kinds of those who can meet.
func (p *Pages) actors() []string { return p.model.Meets.From }

// find returns the entity that a text means: an id, a name, or words that find one.
func (p *Pages) find(ctx context.Context, text string, kinds []string) (side, error) {
	s := side{Text: text}
	if text == "" {
		return s, nil
	}
	if strings.Contains(text, ":") && !strings.ContainsAny(text, " ") {
		n, err := p.identify(ctx, text, days{})
		if err == nil {
			s.Node, s.Text = &n, n.Name
			return s, nil
		}
		if graph.CodeOf(err) != graph.NotFound && graph.CodeOf(err) != graph.BadInput {
			return s, err
		}
	}
	query := "query Find($text: String!, $kinds: [Kind!]) { search(text: $text, kinds: $kinds, first: 6) { nodes { __typename id name aliases } } }"
	var data struct {
		Search struct {
			Nodes []struct {
				node
				Aliases []string
			}
		}
	}
	if err := p.ask(ctx, query, map[string]any{"text": text, "kinds": list(kinds)}, &data); err != nil {
		return s, err
	}
	var exact []node
	for _, n := range data.Search.Nodes {
		s.Choices = append(s.Choices, n.node)
		for _, name := range append(n.Aliases, n.Name) {
			if graph.Fold(name) == graph.Fold(text) {
				exact = append(exact, n.node)
				break
			}
		}
	}
	if len(exact) == 0 {
		exact = s.Choices
	}
	if len(exact) == 1 {
		s.Node, s.Text, s.Choices = &exact[0], exact[0].Name, nil
	}
	return s, nil
}

// fillComparison asks where two stand, and when they met.
func (p *Pages) fillComparison(ctx context.Context, c *comparison) error {
	e, position := p.holding()
	holds := "{ actor: from { __typename id name } stance: " + e.StateProp().Name + " evidence(first: 1) { " + selectBrief + " } }"
	positions := "{ position: " + position.Singular() + " { __typename id name } verification a " + holds + " b " + holds + " }"
	query := `query Compare($a: ID!, $b: ID!, $of: Boolean, $asOf: Date, $knownOn: Date) {
  compare(a: $a, b: $b, includeRepresentatives: $of, asOf: $asOf, knownOn: $knownOn, verification: [CONFIRMED, UNVERIFIED, CONTESTED]) { conflicts ` + positions + ` agreements ` + positions + ` }
}`
	var data struct {
		Compare struct{ Conflicts, Agreements []compared }
	}
	vars := c.Days.vars(map[string]any{"a": c.A.Node.ID, "b": c.B.Node.ID, "of": c.Representatives})
	if err := p.ask(ctx, query, vars, &data); err != nil {
		return err
	}
	c.Conflicts, c.Agreements = data.Compare.Conflicts, data.Compare.Agreements
	return p.metEachOther(ctx, c)
}

// metEachOther asks when the two met.
func (p *Pages) metEachOther(ctx context.Context, c *comparison) error {
	for _, s := range p.tied(&graph.Link{Name: p.model.Meets.Name, Kind: graph.DerivedLink, Derived: p.model.Meets}) {
		s.arguments += ", where: {node: {id: {eq: $b}}}"
		query := "query Met($a: ID!, $b: ID!, $asOf: Date, $knownOn: Date) { it: entity(id: $a, asOf: $asOf, knownOn: $knownOn) { ... on Actor { " + p.selection(&s, 1, false) + " } } }"
		var data struct{ It struct{ Rows connection } }
		if err := p.ask(ctx, query, c.Days.vars(map[string]any{"a": c.A.Node.ID, "b": c.B.Node.ID}), &data); err != nil {
			return err
		}
		for _, r := range data.It.Rows.Edges {
			l := tie(r)
			l.What = strings.ToLower(s.Title)
			c.Met = append(c.Met, l)
		}
	}
	return nil
}
