package guide

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"net/http"
	"time"

	"parley/server/web/frame"
)

//go:embed *.md
var pages embed.FS

//go:embed page.html
var templates embed.FS

// revalidated lets a browser keep a page, and ask whether it still is.
const revalidated = "private, no-cache"

// Place returns where the guide stands in the navigation.
func Place() frame.Place { return frame.Place{Path: pathOf(index), Name: "Guide"} }

// New makes the handler of /guide and of what stands below it.
func New(site frame.Site) (http.Handler, error) {
	all, err := Pages(site.Explorer)
	if err != nil {
		return nil, err
	}
	f, err := frame.New(site, templates, nil)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /guide/{$}", http.RedirectHandler("/guide", http.StatusMovedPermanently))
	for _, p := range all {
		html, err := f.Render(frame.Page{Template: "guide", Title: p.Title, Current: pathOf(index), Data: shown{all, p}})
		if err != nil {
			return nil, err
		}
		mux.Handle("GET "+p.Path(), kept(html))
	}
	return mux, nil
}

// shown is a page beside the contents of all.
type shown struct {
	Pages []*Page
	*Page
}

// kept serves a page that stays what it is.
func kept(html []byte) http.Handler {
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(html))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frame.SetHeaders(w.Header())
		w.Header().Set("Cache-Control", revalidated)
		w.Header().Set("Etag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(html))
	})
}
