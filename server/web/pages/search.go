package pages

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

// hitsAtOnce is how many hits a page of a search has.
const hitsAtOnce = 20

// searchPage is what a search found.
type searchPage struct {
	Text, Kind string
	Plural     string // of the kind that is listed, where no text is searched for
	Chips      []chip
	Total      int
	Hits       []hit
	Next       string
}

// chip is a kind to which a search can be narrowed.
type chip struct {
	Kind, Name string
	Count      int
}

// hit is something that was found, and by what.
type hit struct {
	node
	Aliases     []string
	Description string
	By          string // what of it fits: "its name"
	Quote       *evidence
	Evidence    []evidence
}

// search makes the page of a search.
func (p *Pages) search(ctx context.Context, query url.Values) (frame.Page, error) {
	s := &searchPage{Text: strings.TrimSpace(query.Get("q")), Kind: query.Get("kind")}
	page := frame.Page{Template: "search", Title: "Search", Search: s.Text, Data: s, Description: "Search people, meetings, positions and the words of sources."}
	k := p.model.Kind(s.Kind)
	switch {
	case s.Kind != "" && k == nil:
		return page, graph.Errorf(graph.BadInput, "page", "there is no kind %q", s.Kind)
	case s.Text == "" && k == nil:
		return page, nil
	case s.Text == "":
		page.Title = prose.Capitalized(k.Plural)
		return page, p.all(ctx, s, k, query.Get("after"))
	}
	page.Title = s.Text
	if err := p.chips(ctx, s); err != nil {
		return page, err
	}
	return page, p.hits(ctx, s, query.Get("after"))
}

// chips counts what a search finds of each kind.
func (p *Pages) chips(ctx context.Context, s *searchPage) error {
	var fields strings.Builder
	for _, k := range p.model.Kinds {
		fmt.Fprintf(&fields, "%s: search(text: $text, kinds: [%s], first: 1) { totalCount } ", k.Name, k.Name)
	}
	var data map[string]struct{ TotalCount int }
	if err := p.ask(ctx, "query Chips($text: String!) { "+fields.String()+"}", map[string]any{"text": s.Text}, &data); err != nil {
		return err
	}
	for _, k := range p.model.Kinds {
		if n := data[k.Name].TotalCount; n > 0 {
			s.Chips = append(s.Chips, chip{k.Name, k.Plural, n})
		}
	}
	return nil
}

// hits asks for those of a page.
func (p *Pages) hits(ctx context.Context, s *searchPage, after string) error {
	vars := map[string]any{"text": s.Text, "after": nil, "kinds": nil}
	if after != "" {
		vars["after"] = after
	}
	if s.Kind != "" {
		vars["kinds"] = []any{s.Kind}
	}
	query := fmt.Sprintf(`query Search($text: String!, $kinds: [Kind!], $after: String) { search(text: $text, kinds: $kinds, first: %d, after: $after) { totalCount pageInfo { hasNextPage endCursor }
  nodes { __typename id name aliases description evidence(first: 20) { %s } } } }`, hitsAtOnce, selectBrief)
	var data struct {
		Search struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []hit
		}
	}
	if err := p.ask(ctx, query, vars, &data); err != nil {
		return err
	}
	s.Total, s.Hits, s.Next = data.Search.TotalCount, data.Search.Nodes, data.Search.PageInfo.next()
	for i := range s.Hits {
		s.Hits[i].explain(s.Text)
	}
	return nil
}

// all asks for the nodes of a kind, by name.
func (p *Pages) all(ctx context.Context, s *searchPage, k *graph.Kind, after string) error {
	s.Plural = k.Plural
	vars := map[string]any{"after": nil}
	if after != "" {
		vars["after"] = after
	}
	query := fmt.Sprintf(`query All($after: String) { list: %s(first: %d, after: $after, orderBy: [{name: ASC}, {id: ASC}]) { totalCount pageInfo { hasNextPage endCursor } nodes { __typename id name aliases description } } }`, k.Plural, allRows)
	var data struct {
		List struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []hit
		}
	}
	err := p.ask(ctx, query, vars, &data)
	s.Total, s.Hits, s.Next = data.List.TotalCount, data.List.Nodes, data.List.PageInfo.next()
	return err
}

// explain finds out by what a search found something.
func (h *hit) explain(text string) {
	all := strings.Fields(graph.Fold(text))
	fits := func(s string) bool { return graph.HasWords(graph.Fold(s), all) }
	switch i := slices.IndexFunc(h.Aliases, fits); {
	case fits(h.Name):
		h.By = "its name"
	case i >= 0:
		h.By = "also called " + h.Aliases[i]
	case fits(h.Description):
		h.By = "its description"
	default:
		h.By = "what is said of it"
		if j := slices.IndexFunc(h.Evidence, func(e evidence) bool { return fits(e.Quote) }); j >= 0 {
			h.Quote = &h.Evidence[j]
		}
	}
}

// sourcesAtOnce is how many sources stand on a page of them.
const sourcesAtOnce = 100

// sources makes the page that lists the sources.
func (p *Pages) sources(ctx context.Context, query url.Values) (frame.Page, error) {
	var data struct {
		List struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []struct {
				source
				Facts struct{ TotalCount int }
			}
		}
	}
	after := any(nil)
	if s := query.Get("after"); s != "" {
		after = s
	}
	ask := fmt.Sprintf(`query Sources($after: String) { list: %s(first: %d, after: $after, orderBy: [{published: {startEarliest: DESC}}, {id: ASC}]) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id title publisher published { text edtf } facts(first: 1) { totalCount } } } }`, p.model.Publication.Plural, sourcesAtOnce)
	err := p.ask(ctx, ask, map[string]any{"after": after}, &data)
	return frame.Page{Template: "sources", Title: "Sources", Current: "/sources", Description: "All that says something here.", Data: map[string]any{
		"Total": data.List.TotalCount, "Nodes": data.List.Nodes, "Next": data.List.PageInfo.next(),
	}}, err
}

// Node returns what was found.
func (h *hit) Node() node { return h.node }
