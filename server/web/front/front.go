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
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
	"parley/schema"
	"parley/server/web/asset"
	"parley/server/web/questions"
)

//go:embed page.html drawing.html answers.html drawn.graphql static
var embedded embed.FS

// policy lets the page have this server's style sheet and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

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
	questions []questions.Question
	shown     Shown
	template  *template.Template

	making chan struct{} // holds a token while the page is made, so that it is made once
	html   []byte
	until  time.Time
}

// Shown is what the page has beside what the graph answers.
type Shown struct {
	Explorer bool // there is GraphiQL, in which the questions open
	Fiction  bool // some of what is served is invented, and the page says so
}

// New makes the handler of / and of the files that the page takes.
func New(s *schema.Schema, store graph.Store, asked []questions.Question, log *slog.Logger, shown Shown) (http.Handler, error) {
	t, err := template.New("").Funcs(helpers(s.Model())).ParseFS(embedded, "*.html")
	if err != nil {
		return nil, err
	}
	static, err := fs.Sub(embedded, "static")
	if err != nil {
		return nil, err
	}
	files, err := asset.New(static, policy)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", &page{schema: s, store: store, log: log, questions: asked, shown: shown, template: t, making: make(chan struct{}, 1)})
	mux.Handle("GET /static/{file}", http.StripPrefix("/static", files))
	return mux, nil
}

func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	html, err := p.current(r.Context())
	if err != nil {
		p.log.Error("front page", "cause", err)
		http.Error(w, "the page cannot be made; Parley's log says why", http.StatusInternalServerError)
		return
	}
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Security-Policy", policy)
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
	var out bytes.Buffer
	if err := p.template.ExecuteTemplate(&out, "page.html", p.content(ctx)); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err // half of it may be missing
	}
	p.html, p.until = out.Bytes(), time.Now().Add(fresh)
	return p.html, nil
}

// content is what the page shows.
type content struct {
	Loaded  loaded
	Drawing *drawing
	Answers []answer
	Problem string // why the store cannot be asked
	Shown
}

func (p *page) content(ctx context.Context) content {
	c := content{Shown: p.shown}
	var err error
	if c.Loaded, err = p.loaded(ctx); err != nil {
		c.Problem = err.Error()
		return c
	}
	if c.Drawing, err = p.drawing(ctx); err != nil {
		c.Problem = err.Error()
		return c
	}
	c.Drawing.Explorer = p.shown.Explorer
	for _, q := range p.questions {
		c.Answers = append(c.Answers, p.answer(ctx, q))
	}
	return c
}
