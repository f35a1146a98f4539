package frame

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"

	"parley/server/web/asset"
)

//go:embed frame.html static
var embedded embed.FS

// Policy lets a page have this server's style sheet, send forms to it, and nothing
// else.
const Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// Site is what all pages know of the server.
type Site struct {
	Places   []Place // in the navigation
	Explorer bool    // there is GraphiQL, in which questions open
	Fiction  bool    // some of what is served is invented, and every page says so
}

// Place is a page that all others lead to.
type Place struct{ Path, Name string }

// Frame renders pages.
type Frame struct {
	site     Site
	template *template.Template
}

// New returns a frame for the pages whose templates are in the files; these may call
// the functions.
func New(site Site, files fs.FS, functions template.FuncMap) (*Frame, error) {
	t, err := template.New("").Funcs(functions).ParseFS(embedded, "frame.html")
	if err != nil {
		return nil, err
	}
	if files != nil {
		t, err = t.ParseFS(files, "*.html")
	}
	return &Frame{site, t}, err
}

// Page is what a frame is put around.
type Page struct {
	Template    string // of its content, which is executed with Data
	Title       string // what it is, without the name of the site
	Description string // in a sentence or two, for who has only a link
	Current     string // the place in the navigation that it is: "/stances"; "" for none
	Search      string // what stands in the search box
	Data        any
}

// Render returns a page as HTML.
func (f *Frame) Render(p Page) ([]byte, error) {
	var content, out bytes.Buffer
	if err := f.template.ExecuteTemplate(&content, p.Template, p.Data); err != nil {
		return nil, err
	}
	err := f.template.ExecuteTemplate(&out, "frame", struct {
		Page
		Site
		Content template.HTML
	}{p, f.site, template.HTML(content.String())}) // what html/template has just escaped
	return out.Bytes(), err
}

// Problem returns a page that says why there is no other.
func (f *Frame) Problem(title, message string) ([]byte, error) {
	return f.Render(Page{Template: "problem", Title: title, Data: struct{ Title, Message string }{title, message}})
}

// SetHeaders sets what a browser is to know of a page.
func SetHeaders(h http.Header) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", Policy)
}

// Files returns the handler of the files below /static/ that the pages take.
func Files() (http.Handler, error) {
	files, err := asset.New(embedded, "static", Policy)
	if err != nil {
		return nil, err
	}
	return http.StripPrefix("/static", files), nil
}
