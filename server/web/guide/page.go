package guide

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// names returns the pages in their order. The first is the guide's own.
func names() []string {
	return []string{
		index, "ask", "explore", "data", "article", "export", "clients", "neo4j", "operate", "security", "statements", "glossary",
	}
}

const index = "index"

// Page is a page of the guide.
type Page struct {
	Name     string // of its file
	Title    string
	Sections []Section
	Examples []Example
	HTML     template.HTML
}

// Section is a heading of the second level.
type Section struct{ ID, Title string }

// Path returns where a page is served.
func (p *Page) Path() string { return pathOf(p.Name) }

func pathOf(name string) string {
	if name == index {
		return "/guide"
	}
	return "/guide/" + name
}

// Pages returns the pages in their order. Where examples can be run, links do so.
func Pages(run bool) ([]*Page, error) {
	var all []*Page
	for _, name := range names() {
		p, err := read(name, run)
		if err != nil {
			return nil, fmt.Errorf("%s.md: %w", name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// read makes a page of its file.
func read(name string, run bool) (*Page, error) {
	source, err := pages.ReadFile(name + ".md")
	if err != nil {
		return nil, err
	}
	return parse(name, source, run)
}

// parse makes a page of its text.
func parse(name string, source []byte, run bool) (*Page, error) {
	p := &Page{Name: name}
	md := markdown(&blocks{page: p, run: run})
	doc := md.Parser().Parse(text.NewReader(source))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		p.note(n, source)
	}
	var out bytes.Buffer
	if err := md.Renderer().Render(&out, source, doc); err != nil {
		return nil, err
	}
	p.HTML = template.HTML(out.String()) // of our own pages, in which HTML is not let through
	return p, nil
}

// note takes what a page has of a block: a heading, or an example.
func (p *Page) note(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Heading:
		title := plain(n, source)
		if n.Level == 1 {
			p.Title = title
		}
		if n.Level == 2 {
			p.Sections = append(p.Sections, Section{idOf(n), title})
		}
	case *ast.FencedCodeBlock:
		if e, ok := exampleOf(n, source); ok {
			e.ID = fmt.Sprintf("%s-%d", p.Name, len(p.Examples)+1)
			n.SetAttributeString("id", []byte(e.ID))
			p.Examples = append(p.Examples, e)
		}
	}
}

// plain returns the text of a node without its marks.
func plain(n ast.Node, source []byte) string {
	var out strings.Builder
	// The walk has no errors of its own.
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			out.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

// idOf returns the anchor of a heading.
func idOf(n *ast.Heading) string {
	id, _ := n.AttributeString("id")
	bytes, _ := id.([]byte)
	return string(bytes)
}
