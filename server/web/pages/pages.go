package pages

import (
	"context"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/server/web/frame"
)

//go:embed *.html
var embedded embed.FS

// Pages makes pages of what a store holds.
type Pages struct {
	model  *graph.Model
	answer func(context.Context, schema.Request) *schema.Response
	budget func(context.Context) (context.Context, *graph.Budget)
	frame  *frame.Frame
	site   frame.Site
}

// New returns the pages of a store.
func New(s *schema.Schema, store graph.Store, site frame.Site) (*Pages, error) {
	f, err := frame.New(site, embedded, helpers(s.Model()))
	if err != nil {
		return nil, err
	}
	answer := func(ctx context.Context, r schema.Request) *schema.Response { return s.Do(ctx, store, r) }
	return &Pages{model: s.Model(), answer: answer, budget: s.Budgeted, frame: f, site: site}, nil
}

// Answer is what a browser is sent.
type Answer struct {
	Body     []byte
	Type     string // the media type; "" is a page
	Name     string // of the file that it is to be saved as, or ""
	Location string // where the page is now; "" if here
}

// Route is a page, and what makes it. What it answers hangs on its address and the
// graph alone.
type Route struct {
	Pattern string
	Make    func(context.Context, *http.Request) (Answer, error)
}

// Places lists the pages that all others lead to.
func Places() []frame.Place {
	return []frame.Place{{Path: "/ask", Name: "Ask"}, {Path: "/stances", Name: "Stances"}, {Path: "/compare", Name: "Compare"}, {Path: "/disputed", Name: "Disputed"}, {Path: "/sources", Name: "Sources"}}
}

// Routes lists the pages.
func (p *Pages) Routes() []Route {
	return []Route{
		{"GET /entity/{id...}", p.entity},
		{"GET /source/{id...}", p.source},
		{"GET /sources", p.page(p.sources)},
		{"GET /search", p.page(p.search)},
		{"GET /compare", p.page(p.compare)},
		{"GET /stances", p.page(p.stances)},
		{"GET /disputed", p.page(p.disputed)},
		{"GET /ask", p.page(p.questions)},
		{"GET /ask.csv", p.table},
	}
}

// page makes a route of what is always a page.
func (p *Pages) page(content func(context.Context, url.Values) (frame.Page, error)) func(context.Context, *http.Request) (Answer, error) {
	return func(ctx context.Context, r *http.Request) (Answer, error) {
		ctx, _ = p.budget(ctx)
		page, err := content(ctx, r.URL.Query())
		if err != nil {
			return Answer{}, err
		}
		return p.render(page)
	}
}

func (p *Pages) render(page frame.Page) (Answer, error) {
	html, err := p.frame.Render(page)
	return Answer{Body: html}, err
}

// moved answers with where a page is now.
func moved(path string, query url.Values) Answer {
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return Answer{Location: path}
}

// ask asks, and reads the data of the answer into v.
func (p *Pages) ask(ctx context.Context, query string, vars map[string]any, v any) error {
	r := p.answer(ctx, schema.Request{Query: query, Variables: vars})
	defer r.Close()
	return r.Read(v)
}

// list returns texts as the value of a variable.
func list(texts []string) []any {
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = t
	}
	return out
}

// days are the days of which a page shows the graph, as its address has them.
type days struct {
	AsOf, KnownOn string
}

// daysOf reads and checks the days in an address.
func daysOf(query url.Values) (d days, err error) {
	if d.AsOf, err = dayIn(query, "asOf"); err != nil {
		return days{}, err
	}
	d.KnownOn, err = dayIn(query, "knownOn")
	return d, err
}

// dayIn reads and checks a day in an address; "" where there is none.
func dayIn(query url.Values, name string) (string, error) {
	text := query.Get(name)
	if _, err := time.Parse(time.DateOnly, text); text != "" && err != nil {
		return "", graph.Errorf(graph.BadInput, "page", "%s is %q; write a day as 2025-12-01", name, text)
	}
	return text, nil
}

// vars are the variables that stand for days, with others.
func (d days) vars(more map[string]any) map[string]any {
	vars := map[string]any{"asOf": nil, "knownOn": nil}
	for name, text := range map[string]string{"asOf": d.AsOf, "knownOn": d.KnownOn} {
		if text != "" {
			vars[name] = text
		}
	}
	for name, v := range more {
		vars[name] = v
	}
	return vars
}

// Query returns an address' query with the days, and more.
func (d days) Query(more ...string) template.URL {
	q := url.Values{}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	if d.AsOf != "" {
		q.Set("asOf", d.AsOf)
	}
	if d.KnownOn != "" {
		q.Set("knownOn", d.KnownOn)
	}
	if len(q) == 0 {
		return ""
	}
	return template.URL("?" + q.Encode())
}
