package guide

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"time"

	"parley/server/web/asset"
)

//go:embed *.md
var pages embed.FS

//go:embed page.html static
var frame embed.FS

// policy lets a page have this server's style sheets and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// revalidated lets a browser keep a page, and ask whether it still is.
const revalidated = "private, no-cache"

// Shown is what pages have beside their text.
type Shown struct {
	Explorer bool // there is GraphiQL, in which examples open
	Fiction  bool // some of what is served is invented, and each page says so
}

// New makes the handler of /guide and of what stands below it.
func New(shown Shown) (http.Handler, error) {
	all, err := Pages(shown.Explorer)
	if err != nil {
		return nil, err
	}
	t, err := template.ParseFS(frame, "page.html")
	if err != nil {
		return nil, err
	}
	static, err := fs.Sub(frame, "static")
	if err != nil {
		return nil, err
	}
	files, err := asset.New(static, policy)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /guide/{$}", http.RedirectHandler("/guide", http.StatusMovedPermanently))
	mux.Handle("GET /guide/static/{file}", http.StripPrefix("/guide/static", files))
	for _, p := range all {
		var out bytes.Buffer
		if err := t.Execute(&out, framed{all, p, shown}); err != nil {
			return nil, err
		}
		mux.Handle("GET "+p.Path(), kept(out.Bytes()))
	}
	return mux, nil
}

// framed is a page in its frame.
type framed struct {
	Pages []*Page
	*Page
	Shown
}

// kept serves a page that stays what it is.
func kept(html []byte) http.Handler {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(html))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Type", "text/html; charset=utf-8")
		head.Set("Content-Security-Policy", policy)
		head.Set("Cache-Control", revalidated)
		head.Set("Etag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(html))
	})
}
