package guide

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown reads and writes pages. HTML in them is not let through.
func markdown(b *blocks) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(links{}, 1))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(b, 1))),
	)
}

// links lets links to the files of pages lead to where these are served.
type links struct{}

// Transform changes the links of a document.
func (links) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	// The walk has no errors of its own.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			link.Destination = []byte(served(string(link.Destination)))
		}
		return ast.WalkContinue, nil
	})
}

// here is where pages take the server to be.
const here = "http://127.0.0.1:8080"

// served returns where a link of a page leads when it is served: to a page of the
// guide, or of the server.
func served(link string) string {
	if path, isHere := strings.CutPrefix(link, here); isHere {
		return path
	}
	file, anchor, _ := strings.Cut(link, "#")
	name, isPage := strings.CutSuffix(file, ".md")
	if !isPage || strings.Contains(name, "/") {
		return link
	}
	if anchor != "" {
		anchor = "#" + anchor
	}
	return pathOf(name) + anchor
}

// blocks writes what pages have in a way of their own: headings, which can be
// linked to, and code, which can be run.
type blocks struct {
	page *Page
	run  bool
}

// RegisterFuncs says what is written so.
func (b *blocks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, b.heading)
	r.Register(ast.KindFencedCodeBlock, b.code)
}

func (b *blocks) heading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h, ok := n.(*ast.Heading)
	if !ok {
		return ast.WalkContinue, nil
	}
	id := html.EscapeString(idOf(h))
	if entering {
		fmt.Fprintf(w, `<h%d id="%s">`, h.Level, id)
		return ast.WalkContinue, nil
	}
	if h.Level > 1 {
		fmt.Fprintf(w, ` <a class="anchor" href="#%s" aria-label="Link to this section">#</a>`, id)
	}
	fmt.Fprintf(w, "</h%d>\n", h.Level)
	return ast.WalkContinue, nil
}

// code writes a block of code. A wide one scrolls, also by keyboard.
func (b *blocks) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	block, ok := n.(*ast.FencedCodeBlock)
	if !ok || !entering {
		return ast.WalkContinue, nil
	}
	attributes := ""
	e := b.page.example(block)
	if e != nil {
		attributes = fmt.Sprintf(` id="%s" class="example"`, e.ID)
	}
	fmt.Fprintf(w, "<pre tabindex=\"0\"%s><code class=\"%s\">%s</code></pre>\n",
		attributes, html.EscapeString(string(block.Language(source))), html.EscapeString(code(block, source)))
	if e != nil && b.run {
		b.links(w, e)
	}
	return ast.WalkContinue, nil
}

// links writes how an example is run. What changes the graph has no address that does
// so.
func (b *blocks) links(w util.BufWriter, e *Example) {
	fmt.Fprintf(w, `<p class="run"><a href="%s">Open in GraphiQL</a>`, html.EscapeString(e.Explorer()))
	if !e.Changes() {
		fmt.Fprintf(w, ` <a href="%s">Answer as JSON</a>`, html.EscapeString(e.Link()))
	}
	fmt.Fprint(w, "</p>\n")
}

// example returns the example that a block was noted as, or nil.
func (p *Page) example(n ast.Node) *Example {
	id, _ := n.AttributeString("id")
	for i, e := range p.Examples {
		if bytes, ok := id.([]byte); ok && e.ID == string(bytes) {
			return &p.Examples[i]
		}
	}
	return nil
}
