package front

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/schema"
	"parley/server/web/frame"
	"parley/server/web/questions"
)

// ask sends a request and reads its data into v. An error of the store or
// the schema has its code, and words for whoever looks at the page.
func (p *page) ask(ctx context.Context, r schema.Request, v any) error {
	response := p.schema.Do(ctx, p.store, r)
	defer response.Close()
	if len(response.Errors) > 0 {
		e := response.Errors[0]
		if e.Code == graph.Internal || e.Code == graph.Unavailable {
			p.log.Error("front page", "code", e.Code, "path", e.Path, "cause", e.Cause)
		}
		return graph.Errorf(e.Code, "", "%s", e.Message)
	}
	return response.Read(v)
}

// loaded is what the store holds.
type loaded struct {
	Counts  []count
	Sources []source
	More    int // sources that are not listed
}

type count struct {
	Number int
	Kind   string // as many: "people", "1 person"
	Name   string // of the kind
}

type source struct {
	ID, Title, Publisher string
	Published            *struct{ Edtf, Text string }
	Facts                struct{ TotalCount int }
}

// maxSources is how many sources the page lists.
const maxSources = 12

// loaded counts the nodes of each kind and lists the sources, latest first.
func (p *page) loaded(ctx context.Context) (loaded, error) {
	var query strings.Builder
	for _, k := range p.schema.Model().Kinds {
		fmt.Fprintf(&query, "%s { totalCount } ", k.Plural)
	}
	said := p.schema.Model().Publication.Plural
	fmt.Fprintf(&query, "list: %s(first: %d, orderBy: [{published: {startEarliest: DESC}}, {id: ASC}]) "+
		"{ nodes { id title publisher published { edtf text } facts { totalCount } } }", said, maxSources)
	var data map[string]struct {
		TotalCount int
		Nodes      []source
	}
	if err := p.ask(ctx, schema.Request{Query: "{ " + query.String() + "}"}, &data); err != nil {
		return loaded{}, err
	}
	l := loaded{Sources: data["list"].Nodes}
	for _, k := range p.schema.Model().Kinds {
		switch n := data[k.Plural].TotalCount; n {
		case 0:
		case 1:
			l.Counts = append(l.Counts, count{n, k.Singular(), k.Name})
		default:
			l.Counts = append(l.Counts, count{n, k.Plural, k.Name})
		}
	}
	l.More = data[said].TotalCount - len(l.Sources)
	return l, nil
}

// answer is a question with what the store says to it.
type answer struct {
	questions.Question
	HTML    template.HTML
	Problem string
	Says    bool // there is an answer in it
}

// answer asks a question and words the answer by the template of its name. Whom a
// question names need not be in the graph.
func (p *page) answer(ctx context.Context, q questions.Question) answer {
	a := answer{Question: q}
	var data map[string]any
	switch err := p.ask(ctx, q.Request(), &data); {
	case graph.CodeOf(err) == graph.NotFound:
		return a
	case err != nil:
		a.Problem = err.Error()
		return a
	}
	if a.Says = says(data); !a.Says {
		return a
	}
	var out bytes.Buffer
	if err := p.template.ExecuteTemplate(&out, q.Name, data); err != nil {
		p.log.Error("front page", "question", q.Name, "cause", err)
		a.Problem = "It cannot be put into words; /graphql answers it."
		return a
	}
	a.HTML = template.HTML(out.String()) // what html/template has just escaped
	return a
}

// says reports whether a list somewhere in data has anything, or would if it were asked
// for.
func says(data any) bool {
	switch v := data.(type) {
	case []any:
		return len(v) > 0
	case map[string]any:
		if n, counted := v["totalCount"].(float64); counted {
			return n > 0
		}
		for _, part := range v {
			if says(part) {
				return true
			}
		}
	}
	return false
}

// helpers are what the templates can call.
func helpers(m *graph.Model) template.FuncMap {
	return template.FuncMap{
		"words":    words,
		"disputed": disputed,
		"first":    func(n int, list []any) []any { return list[:min(n, len(list))] },
		"beyond": func(n int, list []any) int {
			return max(0, len(list)-n)
		},
		"ahead": ahead,
		"once":  onceOf,
		"kind":  kindOf,
		"link":  frame.Link,
		"label": func(fact map[string]any) string { return label(m, fact) },

		"anchor": anchor,
	}
}

// anchor links to the card of an id.
func anchor(id string) template.URL { return template.URL("#" + url.PathEscape(id)) }

// label says what a fact is of: a node's name, or of an edge who, what and whom.
func label(m *graph.Model, fact map[string]any) string {
	text, _ := fact["label"].(string)
	kind, _ := fact["kind"].(string)
	who, what, whom, found := m.LineParts(kind, text)
	if !found {
		return text
	}
	return strings.Join([]string{who, prose.Spoken(what), whom}, " · ")
}

// disputed returns a verification in words where somebody denies what is shown, else
// "".
func disputed(verification string) string {
	if !graph.Disputed(verification) {
		return ""
	}
	return prose.Spoken(verification)
}

// words writes the value of an enum, or nothing, in words.
func words(v any) string {
	s, _ := v.(string)
	return prose.Spoken(s)
}
