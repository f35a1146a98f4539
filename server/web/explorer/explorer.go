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
	"io/fs"
	"net/http"

	"parley/graph"
	"parley/server/web/asset"
)

//go:embed bundle page.html
var embedded embed.FS

// policy lets the page run this server's scripts, ask this server, and save
// pictures that it has drawn itself; nothing else.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// workerPolicy is that of the files, one of which runs as a worker.
const workerPolicy = "default-src 'none'; frame-ancestors 'none'"

// New returns the handler of /explore and of what stands below it. Where some of
// what is served is fiction, the page says so.
func New(m *graph.Model, fiction bool) (http.Handler, error) {
	t, err := template.ParseFS(embedded, "page.html")
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := t.Execute(&page, struct {
		Model   outline
		Fiction bool
	}{newOutline(m), fiction}); err != nil {
		return nil, err
	}
	bundle, err := fs.Sub(embedded, "bundle")
	if err != nil {
		return nil, err
	}
	files, err := asset.New(bundle, workerPolicy)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /explore", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		// The client has gone if this fails; there is nobody left to tell.
		_, _ = w.Write(page.Bytes())
	})
	mux.Handle("GET /explore/{$}", http.RedirectHandler("/explore", http.StatusMovedPermanently))
	mux.Handle("GET /explore/{file}", http.StripPrefix("/explore", files))
	return mux, nil
}
