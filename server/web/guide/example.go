package guide

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Example is a block of GraphQL.
type Example struct {
	ID     string // of its page and its number there
	Query  string
	Of     string // what it is asked of; "" is the shipped article
	Answer string // the block of JSON that follows it
}

// named matches a block that is a file.
var named = regexp.MustCompile(`^(#|//) \S+\.\w+\n`)

// exampleOf returns the example that a block is.
func exampleOf(n *ast.FencedCodeBlock, source []byte) (Example, bool) {
	e := Example{Query: code(n, source)}
	if string(n.Language(source)) != "graphql" || named.MatchString(e.Query) {
		return e, false
	}
	_, e.Of, _ = strings.Cut(string(n.Info.Value(source)), " ")
	if next, ok := n.NextSibling().(*ast.FencedCodeBlock); ok && string(next.Language(source)) == "json" {
		e.Answer = code(next, source)
	}
	return e, true
}

// Changes reports whether an example changes the graph.
func (e Example) Changes() bool { return strings.HasPrefix(e.Query, "mutation") }

// Link returns the address that answers the example.
func (e Example) Link() string { return "/graphql?query=" + url.QueryEscape(e.Query) }

// Explorer returns the address that opens the example in GraphiQL, where it waits to
// be run.
func (e Example) Explorer() string { return "/graphiql?query=" + url.QueryEscape(e.Query) }

// code returns the lines of a block.
func code(n ast.Node, source []byte) string {
	return string(n.Lines().Value(source))
}
