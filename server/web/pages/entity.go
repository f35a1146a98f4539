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
	"parley/server/web/frame"
)

const (
	someRows      = 12  // of a section on a page with others
	allRows       = 100 // of a section on its own
	sectionsAtOne = 7   // that fit into one request
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
	Explorer bool // there is GraphiQL
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
	ctx, _ = p.schema.Budgeted(ctx)
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
	page, counts, err := p.head(ctx, k, sections, id, d)
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
	sections = slices.DeleteFunc(sections, func(s section) bool { return counts[s.alias()] == 0 })
	if page.Sections, err = p.fill(ctx, k, sections, id, d, first, after); err != nil {
		return nil, err
	}
	if page.Whole {
		return page, nil
	}
	return page, p.history(ctx, page, k)
}

// head asks for what a node itself is, and how long its lists are.
func (p *Pages) head(ctx context.Context, k *graph.Kind, sections []section, id string, d days) (*entityPage, map[string]int, error) {
	props := slices.DeleteFunc(shown(k.Props()), func(prop *graph.Property) bool { return slices.Contains(p.model.Common(), prop) })
	fields := []string{"id name aliases description identifiers { scheme value } evidence(first: 5) { " + selectEvidence + " }"}
	for _, prop := range props {
		fields = append(fields, fieldOf(prop))
	}
	if k.Verified {
		fields = append(fields, "verification", selectReasons)
	}
	for i := range sections {
		fields = append(fields, sections[i].count())
	}
	var data map[string]json.RawMessage
	if err := p.askOf(ctx, k, strings.Join(fields, " "), id, d, nil, &data); err != nil {
		return nil, nil, err
	}
	page := &entityPage{Kind: k.Singular(), Days: d, Explorer: p.site.Explorer}
	counts := map[string]int{}
	for i := range sections {
		var c connection
		if err := json.Unmarshal(data[sections[i].alias()], &c); err != nil {
			return nil, nil, err
		}
		counts[sections[i].alias()] = c.TotalCount
	}
	return page, counts, p.read(ctx, page, k, props, data)
}

// read reads what a node itself is.
func (p *Pages) read(ctx context.Context, page *entityPage, k *graph.Kind, props []*graph.Property, data map[string]json.RawMessage) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
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
	for _, prop := range props {
		text, id := told(r.Props[prop.Name])
		if prop.Type == graph.Date {
			text, id = r.When.String(), ""
		}
		if text != "" && text != page.Name {
			page.Fields = append(page.Fields, detail{words(prop.Name), value(text), id})
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

// fill asks for the rows of sections.
func (p *Pages) fill(ctx context.Context, k *graph.Kind, sections []section, id string, d days, first int, after string) ([]section, error) {
	var more map[string]any
	if after != "" {
		more = map[string]any{"after": after}
	}
	for some := range slices.Chunk(sections, sectionsAtOne) {
		var fields []string
		for i := range some {
			fields = append(fields, p.selection(&some[i], first, after != ""))
		}
		var data map[string]connection
		if err := p.askOf(ctx, k, strings.Join(fields, " "), id, d, more, &data); err != nil {
			return nil, err
		}
		for i := range some {
			if err := p.lines(ctx, &some[i], data[some[i].alias()]); err != nil {
				return nil, err
			}
			some[i].Days, some[i].Path = d, entityPath(p.model, k.Name, id)
		}
	}
	return sections, nil
}

// lines has a section show rows.
func (p *Pages) lines(ctx context.Context, s *section, c connection) error {
	n, err := p.namesOf(ctx, c.Edges)
	if err != nil {
		return err
	}
	s.Total = c.TotalCount
	if c.PageInfo.HasNextPage {
		s.Next = c.PageInfo.EndCursor
	}
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
