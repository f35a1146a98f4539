package pages

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

const (
	factsAtOnce = 1000 // of a source, in one request
	mostFacts   = 5000 // that its page shows
	mostBeside  = 12   // facts whose other statements stand beside the text
)

// sourcePage is what the page of a source shows: its text with all that rests on it.
type sourcePage struct {
	source
	URL, Description string
	Total, Left      int // statements, and how many of these the page does not show
	Voices           int
	Sentences, Bare  int // of the text, and those on which nothing rests
	BareList         []bareSentence
	Paragraphs       [][]*piece
	Facts            []evidence // at the place that was chosen, or of the row
	Place            int        // where that is; -1 where nothing was chosen
	Fact             string     // the id of the one whose words are shown
	Rows             []evidence // of a data set, which has no text
	Others           map[string][]evidence
	Kinds            []chip // of what the statements are about
	Of               string // the one that is shown alone, or ""
}

// bareSentence is one on which nothing rests.
type bareSentence struct {
	Text string
	At   int
}

// source makes the page of a source.
func (p *Pages) source(ctx context.Context, r *http.Request) (Answer, error) {
	ctx, _ = p.budget(ctx)
	id, query := r.PathValue("id"), r.URL.Query()
	page, text, err := p.readSource(ctx, id)
	switch {
	case err != nil:
		return Answer{}, err
	case page.ID != id:
		return moved("/source/"+url.PathEscape(page.ID), query), nil
	}
	all, err := p.factsOf(ctx, page)
	if err != nil {
		return Answer{}, err
	}
	all = page.narrow(all, query.Get("of"))
	if err := page.lay(text, all, query); err != nil {
		return Answer{}, err
	}
	if err := p.beside(ctx, page); err != nil {
		return Answer{}, err
	}
	return p.render(frame.Page{Template: "source", Title: page.Title, Data: page, Description: "The text, and every statement that rests on its words."})
}

// readSource asks for a source.
func (p *Pages) readSource(ctx context.Context, id string) (*sourcePage, string, error) {
	is, err := p.identify(ctx, id, days{})
	if err != nil {
		return nil, "", err
	}
	if is.Type != p.model.Publication.Name {
		return nil, "", graph.Errorf(graph.NotFound, "page", "%s is no source", id)
	}
	query := fmt.Sprintf(`query Source($id: ID!) { it: %s(id: $id) { id title publisher url description published { text edtf } withdrawn { text edtf } text
  facts(first: 1) { totalCount groupBy(field: SAID_BY) { count } } } }`, p.model.Publication.Singular())
	var data struct {
		It struct {
			sourcePage
			Text  string
			Facts struct {
				TotalCount int
				GroupBy    []struct{ Count int }
			}
		}
	}
	if err := p.ask(ctx, query, map[string]any{"id": id}, &data); err != nil {
		return nil, "", err
	}
	page := data.It.sourcePage
	page.Total, page.Voices, page.Place = data.It.Facts.TotalCount, len(data.It.Facts.GroupBy), -1
	return &page, data.It.Text, nil
}

// factsOf asks for the statements of a source, in its order.
func (p *Pages) factsOf(ctx context.Context, page *sourcePage) ([]evidence, error) {
	query := fmt.Sprintf(`query Facts($id: ID!, $after: String) { it: %s(id: $id) { facts(first: %d, after: $after) { pageInfo { hasNextPage endCursor } nodes { %s fact { id kind label } correctedBy { source { id title } } } } } }`,
		p.model.Publication.Singular(), factsAtOnce, selectEvidence)
	var all []evidence
	after := any(nil)
	for {
		var data struct {
			It struct {
				Facts struct {
					PageInfo pageInfo
					Nodes    []evidence
				}
			}
		}
		if err := p.ask(ctx, query, map[string]any{"id": page.ID, "after": after}, &data); err != nil {
			return nil, err
		}
		all = append(all, data.It.Facts.Nodes...)
		after = data.It.Facts.PageInfo.EndCursor
		if !data.It.Facts.PageInfo.HasNextPage || len(all) >= mostFacts {
			page.Left = page.Total - len(all)
			return all, nil
		}
	}
}

// narrow counts statements by what they are about, and returns those about one kind.
func (page *sourcePage) narrow(all []evidence, of string) []evidence {
	page.Of = of
	counts := map[string]int{}
	for _, e := range all {
		counts[e.Fact.Kind]++
	}
	for kind, n := range counts {
		page.Kinds = append(page.Kinds, chip{kind, prose.Spoken(kind), n})
	}
	slices.SortFunc(page.Kinds, func(a, b chip) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	if of == "" {
		return all
	}
	return slices.DeleteFunc(all, func(e evidence) bool { return e.Fact.Kind != of })
}

// lay lays the text out, and chooses what the address names.
func (page *sourcePage) lay(text string, all []evidence, query url.Values) error {
	if text == "" {
		page.choose(all, query.Get("row"))
		return nil
	}
	letters := []rune(text)
	var facts []span
	var quoted []evidence
	for _, e := range all {
		if e.Start != nil && e.End != nil && *e.End <= len(letters) {
			facts, quoted = append(facts, span{*e.Start, *e.End}), append(quoted, e)
		}
	}
	bare := page.sentences(text, facts)
	chosen, err := page.chosen(quoted, facts, query)
	if err != nil {
		return err
	}
	page.Paragraphs = paragraphs(pieces(letters, facts, bare, chosen))
	return nil
}

// sentences counts the sentences of a text, and returns those on which nothing rests.
func (page *sourcePage) sentences(text string, facts []span) (bare []span) {
	for _, s := range prose.New(text).Sentences() {
		page.Sentences++
		if !slices.ContainsFunc(facts, func(f span) bool { return f.start < s.End && s.Start < f.end }) {
			bare = append(bare, span{s.Start, s.End})
			page.BareList = append(page.BareList, bareSentence{s.Text, s.Start})
		}
	}
	page.Bare = len(bare)
	return bare
}

// chosen finds the statements at the place that an address names, and the words of one
// of them: of the one that it names, or of the one with the fewest.
func (page *sourcePage) chosen(quoted []evidence, facts []span, query url.Values) (*span, error) {
	if query.Get("at") == "" {
		return nil, nil
	}
	at, err := strconv.Atoi(query.Get("at"))
	if err != nil || at < 0 {
		return nil, graph.Errorf(graph.BadInput, "page", "at is %q; it is a place in the text, counted in letters", query.Get("at"))
	}
	page.Place, page.Fact = at, query.Get("fact")
	var here []int
	for i, f := range facts {
		if f.start <= at && at < f.end {
			here = append(here, i)
		}
	}
	slices.SortStableFunc(here, func(a, b int) int { return facts[a].end - facts[a].start - facts[b].end + facts[b].start })
	var words *span
	for _, i := range here {
		page.Facts = append(page.Facts, quoted[i])
		if words == nil && page.Fact == "" || quoted[i].ID == page.Fact {
			words, page.Fact = &facts[i], quoted[i].ID
		}
	}
	if words == nil {
		words = &span{at, at + 1}
	}
	return words, nil
}

// choose finds the statements of a row that an address names, in a source without a
// text; of others the first.
func (page *sourcePage) choose(all []evidence, row string) {
	for _, e := range all {
		if row != "" && e.Locator == row {
			page.Facts, page.Place = append(page.Facts, e), 0
		}
	}
	const most = 200
	page.Left += max(0, len(all)-most)
	page.Rows = all[:min(most, len(all))]
}

// beside asks what others say of what was chosen, and what speaks against it.
func (p *Pages) beside(ctx context.Context, page *sourcePage) error {
	var ids []string
	for _, e := range page.Facts {
		if !slices.Contains(ids, e.Fact.ID) && len(ids) < mostBeside {
			ids = append(ids, e.Fact.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	query := `query Beside($ids: [ID!]!, $source: ID!) { facts(first: 60, where: {fact: {id: {in: $ids}}, source: {id: {ne: $source}}}) { nodes { ` + selectEvidence + ` fact { id kind label } } } }`
	var data struct{ Facts struct{ Nodes []evidence } }
	if err := p.ask(ctx, query, map[string]any{"ids": list(ids), "source": page.ID}, &data); err != nil {
		return err
	}
	page.Others = map[string][]evidence{}
	for _, e := range data.Facts.Nodes {
		page.Others[e.Fact.ID] = append(page.Others[e.Fact.ID], e)
	}
	return nil
}

// paragraphs parts pieces where a text has line breaks.
func paragraphs(list []piece) (all [][]*piece) {
	var current []*piece
	for _, p := range list {
		for i, line := range splitLines(p) {
			if i > 0 && len(current) > 0 {
				all, current = append(all, current), nil
			}
			if line.Text != "" {
				current = append(current, line)
			}
		}
	}
	if len(current) > 0 {
		all = append(all, current)
	}
	return all
}

// splitLines parts a piece at its line breaks.
func splitLines(p piece) (lines []*piece) {
	start := p.Start
	for i, text := range strings.Split(p.Text, "\n") {
		part := p
		part.Text, part.Start, part.At = strings.TrimSuffix(text, "\r"), start, p.At && i == 0
		lines = append(lines, &part)
		start += utf8.RuneCountInString(text) + 1
	}
	return lines
}

// Address is where the page is with a place, and maybe a statement there, chosen.
func (page *sourcePage) Address(at int, fact string) template.URL {
	q := url.Values{"at": {strconv.Itoa(at)}}
	if fact != "" {
		q.Set("fact", fact)
	}
	if page.Of != "" {
		q.Set("of", page.Of)
	}
	return template.URL("?" + q.Encode() + "#at")
}

// Said is how many sentences something rests on.
func (page *sourcePage) Said() int { return page.Sentences - page.Bare }
