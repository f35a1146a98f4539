// Package explorer is the page at /explore: a map of the graph that grows from
// where a reader starts, with the words behind each edge beside it.
//
// What the model declares is embedded in the page ([outline]), so that the
// scripts know kinds, edges and values by what they are declared to be.
//
// The folder bundle holds what the folder build makes of its sources and of the
// packages that its lock file names; a test makes it again and compares. To make
// it anew, after a change to build:
//
//	cd server/web/explorer/build && npm ci --ignore-scripts && npm run check && npm run build
package explorer

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"

	"parley/graph"
	"parley/server/web/asset"
)

//go:embed bundle page.html
var embedded embed.FS

// policy lets the page run this server's scripts, ask this server, and save
// pictures that it has drawn itself; nothing else. It says who may frame the page.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors "

// workerPolicy is that of the files, one of which runs as a worker.
const workerPolicy = "default-src 'none'; frame-ancestors 'none'"

// Shown is what the page has beside the model.
type Shown struct {
	Embedders []string // origins whose pages may frame /embed; where there are none, there is no such page
	Fiction   bool     // some of what is served is invented, and the page says so
}

// New returns the handler of /explore, of what stands below it, and of /embed.
func New(m *graph.Model, shown Shown) (http.Handler, error) {
	t, err := template.ParseFS(embedded, "page.html")
	if err != nil {
		return nil, err
	}
	model := newOutline(m)
	page, err := render(t, content{model, shown.Fiction, false})
	if err != nil {
		return nil, err
	}
	framed, err := render(t, content{model, shown.Fiction, true})
	if err != nil {
		return nil, err
	}
	files, err := asset.New(embedded, "bundle", workerPolicy)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /explore", send(page, "'none'"))
	mux.Handle("GET /explore/{$}", http.RedirectHandler("/explore", http.StatusMovedPermanently))
	mux.Handle("GET /explore/{file}", http.StripPrefix("/explore", files))
	if len(shown.Embedders) > 0 {
		mux.Handle("GET /embed", send(framed, strings.Join(shown.Embedders, " ")))
	}
	return mux, nil
}

// content is what the page's template is executed with.
type content struct {
	Model    outline
	Fiction  bool
	Embedded bool // it stands in a page of others
}

func render(t *template.Template, c content) ([]byte, error) {
	var page bytes.Buffer
	err := t.Execute(&page, c)
	return page.Bytes(), err
}

// send returns a handler of a page that the ancestors alone may frame.
func send(page []byte, ancestors string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		head := w.Header()
		head.Set("Content-Type", "text/html; charset=utf-8")
		head.Set("Content-Security-Policy", policy+ancestors)
		if ancestors != "'none'" {
			head.Del("X-Frame-Options") // it knows no origins, and browsers that know the policy need none
		}
		// The client has gone if this fails; there is nobody left to tell.
		_, _ = w.Write(page)
	})
}
