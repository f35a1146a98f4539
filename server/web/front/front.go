// Package front is the page at /: what is loaded, who met whom and who collides
// as a drawn graph, and the questions that Parley was made for with their
// answers beside them.
//
// It is a client of the GraphQL schema like any other, in one process with it,
// and HTML, SVG and CSS alone: what is clicked in the drawing is a link to a card
// beside it. The drawing and its cards are the two places that a visual explorer
// can take over.
package front

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/server/web/frame"
	"parley/server/web/questions"
)

//go:embed page.html drawing.html answers.html drawn.graphql
var embedded embed.FS

// fresh is how long a page is shown before it is made anew: it asks the store a
// dozen questions, whoever reloads it how often.
const fresh = 5 * time.Second

// workTime is how long it may take to make a page.
const workTime = 20 * time.Second

// revalidated lets a browser keep the page, and ask whether it still is.
const revalidated = "private, no-cache"

// page is the handler of /.
type page struct {
	schema    *schema.Schema
	store     graph.Store
	log       *slog.Logger
	questions *questions.Asked
	site      frame.Site
	frame     *frame.Frame
	template  *template.Template // of answers

	making chan struct{} // holds a token while the page is made, so that it is made once
	html   []byte
	until  time.Time
}

// New makes the handler of /.
func New(s *schema.Schema, store graph.Store, asked *questions.Asked, log *slog.Logger, site frame.Site) (http.Handler, error) {
	functions := helpers(s.Model())
	t, err := template.New("").Funcs(functions).ParseFS(embedded, "answers.html")
	if err != nil {
		return nil, err
	}
	f, err := frame.New(site, embedded, functions)
	if err != nil {
		return nil, err
	}
	return &page{schema: s, store: store, log: log, questions: asked, site: site, frame: f, template: t, making: make(chan struct{}, 1)}, nil
}

func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	html, err := p.current(r.Context())
	if err != nil {
		p.log.Error("front page", "cause", err)
		http.Error(w, "the page cannot be made; Parley's log says why", http.StatusInternalServerError)
		return
	}
	head := w.Header()
	frame.SetHeaders(head)
	head.Set("Cache-Control", revalidated)
	head.Set("Etag", fmt.Sprintf("\"%x\"", sha256.Sum256(html)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(html))
}

// current returns the page, made anew where it is not fresh any more.
func (p *page) current(ctx context.Context) ([]byte, error) {
	select {
	case p.making <- struct{}{}:
		defer func() { <-p.making }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if time.Now().Before(p.until) {
		return p.html, nil
	}
	ctx, cancel := context.WithTimeout(ctx, workTime)
	defer cancel()
	html, err := p.frame.Render(frame.Page{
		Template: "front", Current: "/", Data: p.content(ctx),
		Description: "Who met whom and who holds which stance, each with the words that say so.",
	})
	if err != nil {
		return nil, err
	}
	if ctx.Err() == nil { // else half of it may be missing
		p.html, p.until = html, time.Now().Add(fresh)
	}
	return html, nil
}

// content is what the page shows.
type content struct {
	Loaded     loaded
	Drawing    *drawing
	Answers    []answer
	Problem    string // why the store cannot be asked
	Unanswered bool   // time ran out before all questions were answered
	frame.Site
}

func (p *page) content(ctx context.Context) content {
	c := content{Site: p.site}
	var err error
	if c.Loaded, err = p.loaded(ctx); err != nil {
		c.Problem = err.Error()
		return c
	}
	if c.Drawing, err = p.drawing(ctx); err != nil {
		c.Problem = err.Error()
		return c
	}
	c.Drawing.Explorer = p.site.Explorer
	for _, q := range p.questions.List(ctx) {
		a := p.answer(ctx, q)
		switch {
		case ctx.Err() != nil:
			c.Unanswered = true
			return c
		case a.Says || a.Problem != "":
			c.Answers = append(c.Answers, a)
		}
	}
	return c
}
