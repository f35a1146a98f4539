package pages

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

const (
	someRows = 12  // of a section on a page with others
	allRows  = 100 // of a section on its own
)

// entityPage is what the page of an entity shows.
type entityPage struct {
	header
	Kind     string
	Actor    bool // it may be compared with others
	Fields   []detail
	Why      string
	Sections []section
	Whole    bool // one section alone, all of it
	Timeline []moment
	Learned  []change
	Explorer bool   // there is GraphiQL
	Query    string // which it is opened with
	Dossier  template.URL
	Days     days
}

// header is what every entity is.
type header struct {
	ID, Name     string
	Aliases      []string
	Description  string
	Identifiers  []graph.Identifier
	Verification string
	Evidence     []evidence
}

// entity makes the page of an entity.
func (p *Pages) entity(ctx context.Context, r *http.Request) (Answer, error) {
	ctx, _ = p.budget(ctx)
	id, query := r.PathValue("id"), r.URL.Query()
	d, err := daysOf(query)
	if err != nil {
		return Answer{}, err
	}
	is, err := p.identify(ctx, id, d)
	switch {
	case err != nil:
		return Answer{}, err
	case is.ID != id:
		return moved(entityPath(p.model, is.Type, is.ID), query), nil
	}
	k := p.model.Kind(is.Type)
	if k == p.model.Publication {
		return moved("/source/"+url.PathEscape(id), query), nil
	}
	page, err := p.entityPage(ctx, k, id, d, query)
	if err == nil && p.site.Explorer { // any question may be asked by GET
		page.Dossier, err = p.dossier(k, &page.header, d)
	}
	if err != nil {
		return Answer{}, err
	}
	return p.render(frame.Page{
		Template: "entity", Title: page.Name, Data: page,
		Description: fmt.Sprintf("%s: what sources say of it, with the words that say so.", page.Name),
	})
}

// entityPath is the path of the page of a node of a kind.
func entityPath(m *graph.Model, kind, id string) string {
	if kind == m.Publication.Name {
		return "/source/" + url.PathEscape(id)
	}
	return "/entity/" + url.PathEscape(id)
}

// identify returns the node that an id means, which may have been merged into another.
func (p *Pages) identify(ctx context.Context, id string, d days) (node, error) {
	var data struct{ Entity *node }
	err := p.ask(ctx, "query Identify($id: ID!, $asOf: Date, $knownOn: Date) { entity(id: $id, asOf: $asOf, knownOn: $knownOn) { __typename id name } }", d.vars(map[string]any{"id": id}), &data)
	if err != nil {
		return node{}, err
	}
	if data.Entity == nil {
		when := ""
		if d != (days{}) {
			when = " on that day"
		}
		return node{}, graph.Errorf(graph.NotFound, "page", "nothing has the id %s%s", id, when)
	}
	return *data.Entity, nil
}

// entityPage asks for what the page of a node shows; of one section alone where the
// address says so.
func (p *Pages) entityPage(ctx context.Context, k *graph.Kind, id string, d days, query url.Values) (*entityPage, error) {
	sections := p.sections(k)
	page, err := p.head(ctx, k, sections, id, d)
	if err != nil {
		return nil, err
	}
	first, after := someRows, query.Get("after")
	if all := query.Get("all"); all != "" {
		first, page.Whole = allRows, true
		sections = slices.DeleteFunc(sections, func(s section) bool { return s.Key != all })
		if len(sections) == 0 {
			return nil, graph.Errorf(graph.NotFound, "page", "a %s has no list %q", k.Singular(), all)
		}
	} else if after != "" {
		return nil, graph.Errorf(graph.BadInput, "page", "after is for the page of one list; say which: all")
	}
	if !page.Whole {
		if sections, err = p.possible(ctx, sections, id, d); err != nil {
			return nil, err
		}
	}
	if page.Sections, err = p.fill(ctx, k, sections, id, d, first, after); err != nil {
		return nil, err
	}
	if page.Whole {
		return page, nil
	}
	return page, p.history(ctx, page)
}

// written is a query about a node, as one would begin to write it.
func (p *Pages) written(k *graph.Kind, sections []section, id string) string {
	var links strings.Builder
	for i := range sections {
		s := &sections[i]
		if s.arguments != "" {
			continue
		}
		fmt.Fprintf(&links, "    %s(first: 10) {\n      totalCount\n      nodes {\n        id\n        name\n      }\n    }\n", s.link.Name)
	}
	return fmt.Sprintf("{\n  %s(id: %q) {\n    name\n%s  }\n}\n", k.Singular(), id, links.String())
}

// head asks for what a node itself is.
func (p *Pages) head(ctx context.Context, k *graph.Kind, sections []section, id string, d days) (*entityPage, error) {
	props := slices.DeleteFunc(shown(k.Props()), func(prop *graph.Property) bool { return slices.Contains(p.model.Common(), prop) })
	fields := []string{"id name aliases description identifiers { scheme value } evidence(first: 5) { " + selectEvidence + " }"}
	for _, prop := range props {
		fields = append(fields, fieldOf(prop))
	}
	if k.Verified {
		fields = append(fields, "verification", selectReasons)
	}
	var text json.RawMessage
	if err := p.askOf(ctx, k, strings.Join(fields, " "), id, d, nil, &text); err != nil {
		return nil, err
	}
	page := &entityPage{Kind: k.Singular(), Days: d, Explorer: p.site.Explorer, Query: p.written(k, sections, id)}
	return page, p.read(ctx, page, k, props, text)
}

// read reads what a node itself is.
func (p *Pages) read(ctx context.Context, page *entityPage, k *graph.Kind, props []*graph.Property, text json.RawMessage) error {
	var r row
	if err := json.Unmarshal(text, &page.header); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return err
	}
	n, err := p.namesOf(ctx, []row{r})
	if err != nil {
		return err
	}
	page.Why = n.why(r.Reasons)
	values := r.named(props)
	for _, prop := range props {
		text, id := told(values[prop.Name])
		if prop.Type == graph.Date {
			text, id = r.When.String(), ""
		}
		if text != "" && text != page.Name {
			page.Fields = append(page.Fields, detail{prose.Spoken(prop.Name), prose.SpokenValue(text), id})
		}
	}
	page.Actor = slices.ContainsFunc(k.Links(), func(l *graph.Link) bool { return l.Derived == p.model.Meets })
	return nil
}

// askOf asks for fields of a node of a kind.
func (p *Pages) askOf(ctx context.Context, k *graph.Kind, fields, id string, d days, more map[string]any, v any) error {
	declared := ""
	if more["after"] != nil {
		declared = ", $after: String"
	}
	vars := d.vars(more)
	vars["id"] = id
	query := fmt.Sprintf("query Entity($id: ID!, $asOf: Date, $knownOn: Date%s) { it: %s(id: $id, asOf: $asOf, knownOn: $knownOn) { %s } }", declared, k.Singular(), fields)
	var data struct{ It json.RawMessage }
	if err := p.ask(ctx, query, vars, &data); err != nil {
		return err
	}
	if string(data.It) == "null" {
		return graph.Errorf(graph.NotFound, "page", "%s has been taken away", id)
	}
	return json.Unmarshal(data.It, v)
}

// possible returns the sections that may have rows: those of edges that a node has, and
// those that follow from these.
func (p *Pages) possible(ctx context.Context, sections []section, id string, d days) ([]section, error) {
	query := "query Degrees($id: ID!, $asOf: Date, $knownOn: Date) { neighbours(of: $id, first: 1, asOf: $asOf, knownOn: $knownOn) { counts { edge out count } } }"
	var data struct {
		Neighbours struct {
			Counts []struct {
				Edge string
				Out  bool
			}
		}
	}
	if err := p.ask(ctx, query, d.vars(map[string]any{"id": id}), &data); err != nil {
		return nil, err
	}
	has := map[*graph.Link]bool{}
	for _, c := range data.Neighbours.Counts {
		has[p.model.Edge(c.Edge).Link(c.Out)] = true
	}
	return slices.DeleteFunc(sections, func(s section) bool {
		return !slices.ContainsFunc(p.begins(s.link), func(l *graph.Link) bool { return has[l] })
	}), nil
}

// begins lists the links by one of which the way of a link begins.
func (p *Pages) begins(l *graph.Link) (list []*graph.Link) {
	switch {
	case l.Kind == graph.EdgeLink:
		return []*graph.Link{l.Edge.Link(l.Out)}
	case l.Derived.Pair != nil:
		return []*graph.Link{p.model.Edge(l.Derived.Pair.Edge).OutLink()}
	}
	for _, path := range l.Derived.Paths {
		leg := path[0]
		if !l.Out {
			leg = path[len(path)-1]
		}
		list = append(list, p.model.Edge(leg.Edge).Link(l.Out))
	}
	return list
}

// fill asks for the rows of sections, and returns those that have any. Each is asked for
// by itself: Neo4j takes long to plan what it has not been asked before, and much longer
// if it is large.
func (p *Pages) fill(ctx context.Context, k *graph.Kind, sections []section, id string, d days, first int, after string) (filled []section, err error) {
	var more map[string]any
	if after != "" {
		more = map[string]any{"after": after}
	}
	for _, s := range sections {
		var data struct{ Rows connection }
		if err := p.askOf(ctx, k, p.selection(&s, first, after != ""), id, d, more, &data); err != nil {
			return nil, err
		}
		if data.Rows.TotalCount == 0 {
			continue
		}
		s.Days = d
		if err := p.lines(ctx, &s, data.Rows); err != nil {
			return nil, err
		}
		filled = append(filled, s)
	}
	return filled, nil
}

// lines has a section show rows.
func (p *Pages) lines(ctx context.Context, s *section, c connection) error {
	n, err := p.namesOf(ctx, c.Edges)
	if err != nil {
		return err
	}
	s.Total, s.Next = c.TotalCount, c.PageInfo.next()
	for _, r := range c.Edges {
		if s.link.Kind == graph.EdgeLink {
			s.Lines = append(s.Lines, lineOf(s.link.Edge, r, n))
		} else {
			l := tie(r)
			l.Why = n.disputes(&r)
			s.Lines = append(s.Lines, l)
		}
	}
	return nil
}
