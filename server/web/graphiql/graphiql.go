// Package graphiql is the page at /graphiql: GraphiQL, with the questions that
// Parley was made for in its tabs, from this server alone.
//
// The folder bundle holds what the folder build makes of the packages that its
// lock file names; a test makes it again and compares. To make it anew, after a
// change to build:
//
//	cd server/web/graphiql/build && npm ci --ignore-scripts && npm run build
package graphiql

import (
	"bytes"
	"crypto/rand"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"parley/server/web/asset"
	"parley/server/web/questions"
)

//go:embed bundle page.html
var embedded embed.FS

// policy lets the page run this server's scripts and nothing else. Monaco sets
// style attributes in the HTML that it writes, thousands a second, so those must
// be let in; style elements carry a nonce.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; " +
	"style-src 'self' 'nonce-%[1]s'; style-src-elem 'self' 'nonce-%[1]s'; style-src-attr 'unsafe-inline'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// workerPolicy is that of the files, of which some run as workers.
const workerPolicy = "default-src 'none'; frame-ancestors 'none'"

// page is the handler of /graphiql.
type page struct {
	template  *template.Template
	questions *questions.Asked
	fiction   bool // some of what is served is invented
}

// New makes the handler of /graphiql and of what stands below it. Where some of what
// is served is fiction, the page says so.
func New(of *questions.Asked, fiction bool) (http.Handler, error) {
	t, err := template.ParseFS(embedded, "page.html")
	if err != nil {
		return nil, err
	}
	files, err := asset.New(embedded, "bundle", workerPolicy)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /graphiql", page{t, of, fiction})
	mux.Handle("GET /graphiql/{$}", http.RedirectHandler("/graphiql", http.StatusMovedPermanently))
	mux.Handle("GET /graphiql/{file}", http.StripPrefix("/graphiql", files))
	return mux, nil
}

// asked is the question that stands first, in an address with ?query=: nothing is sent
// before somebody sends it. What stands behind # is asked at once, and has no spaces,
// so no address can be of this one.
const asked = "asked by a link"

// maxQuery is how many bytes of a query an address may hold.
const maxQuery = 8 << 10

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	nonce := rand.Text()
	list := p.questions.List(r.Context())
	if query := r.URL.Query().Get("query"); query != "" && len(query) <= maxQuery {
		list = slices.Concat([]questions.Question{{Name: asked, Title: asked, Query: query}}, list)
	}
	var out bytes.Buffer
	if err := p.template.Execute(&out, struct {
		Nonce     string
		Questions []questions.Question
		Fiction   bool
	}{nonce, list, p.fiction}); err != nil {
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", fmt.Sprintf(policy, nonce))
	// The client has gone if this fails; there is nobody left to tell.
	_, _ = out.WriteTo(w)
}
