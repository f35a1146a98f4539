package gate

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// Gate holds requests against limits and a schema. It is safe for concurrent use.
type Gate struct {
	Schema *ast.Schema
	Limits Limits

	hardened  bool
	documents *Cache[string, *Document]
}

// New returns the gate to a schema. A hardened one does not show the schema.
// Documents are kept up to so many bytes.
func New(schema *ast.Schema, l Limits, hardened bool, kept int) *Gate {
	return &Gate{schema, l.orDefault(), hardened, NewCache[string, *Document](kept)}
}

// Document returns a request's document, which is kept for the next.
func (g *Gate) Document(query string) (*Document, []*Error) {
	if doc, ok := g.documents.Get(query); ok {
		return doc, nil
	}
	doc, errs := g.Admit(query)
	if errs == nil {
		g.documents.Put(query, doc, doc.Bytes())
	}
	return doc, errs
}

// Admit reads a document and holds it against the limits and the schema.
func (g *Gate) Admit(query string) (*Document, []*Error) {
	if err := g.readable(query); err != nil {
		return nil, []*Error{err}
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Name: "query", Input: query}, g.Limits.Tokens)
	if err != nil {
		return nil, []*Error{gateError(parseFailed, err)}
	}
	of, bad := measure(doc)
	if bad = cmp.Or(bad, of.check(g.Limits)); bad != nil {
		return nil, []*Error{bad}
	}
	if errs := g.validate(doc); len(errs) > 0 {
		return nil, placesOf(doc).errors(errs)
	}
	if err := g.checkHidden(doc); err != nil {
		return nil, []*Error{err}
	}
	return &Document{doc, of.fields, len(query)}, nil
}

// readable looks at a document before it is parsed.
func (g *Gate) readable(query string) *Error {
	if err := NotMore("bytes", len(query), g.Limits.Bytes); err != nil {
		return err
	}
	if !utf8.ValidString(query) {
		return &Error{Message: "the document is not UTF-8", Code: parseFailed}
	}
	return g.lex(query)
}

const (
	mostErrors = 20 // that a document is told of

	// helpful is with how many errors a document is told what it may have meant:
	// that takes much longer than to say that something is wrong, and the longer
	// the longer the names are.
	helpful = 5
)

// validate holds a document against the schema.
func (g *Gate) validate(doc *ast.QueryDocument) gqlerror.List {
	errs := validator.ValidateWithRules(g.Schema, doc, terse())
	long := func(err *gqlerror.Error) bool { return len(err.Message) > longMessage }
	if len(errs) == 0 || len(errs) > helpful || g.hardened || slices.ContainsFunc(errs, long) {
		return errs[:min(len(errs), mostErrors)]
	}
	return validator.ValidateWithRules(g.Schema, doc, specified())
}

// specified are the rules of GraphQL, and that introspection does not go round in
// circles, as those of graphql-js have it.
func specified() *rules.Rules { return rules.NewDefaultRules() }

// terse are the same, without suggestions.
func terse() *rules.Rules {
	r := specified()
	r.ReplaceRule(rules.FieldsOnCorrectTypeRule.Name, rules.FieldsOnCorrectTypeRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ScalarLeafsRule.Name, rules.ScalarLeafsRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return r
}

// checkHidden refuses to show the schema where it is hidden.
func (g *Gate) checkHidden(doc *ast.QueryDocument) *Error {
	if !g.hardened {
		return nil
	}
	for _, op := range doc.Operations {
		if f := firstOfSchema(op.SelectionSet); f != nil {
			return &Error{Message: "the schema is not shown here", Code: Forbidden, Locations: LocationOf(f.Position)}
		}
	}
	return nil
}

// firstOfSchema returns the first field of a selection that asks about the schema.
func firstOfSchema(set ast.SelectionSet) *ast.Field {
	for _, sel := range set {
		var inner ast.SelectionSet
		switch sel := sel.(type) {
		case *ast.Field:
			if asksOfSchema(sel) {
				return sel
			}
			inner = sel.SelectionSet
		case *ast.InlineFragment:
			inner = sel.SelectionSet
		case *ast.FragmentSpread:
			inner = sel.Definition.SelectionSet
		}
		if f := firstOfSchema(inner); f != nil {
			return f
		}
	}
	return nil
}
