package schema

import (
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// admit reads a document and holds it against the limits and the schema.
func (s *Schema) admit(query string) (*document, []*Error) {
	if err := s.readable(query); err != nil {
		return nil, []*Error{err}
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Name: "query", Input: query}, s.limits.Tokens)
	if err != nil {
		return nil, gateErrors(parseFailed, gqlerror.List{gqlerror.Wrap(err)})
	}
	of, bad := measure(doc)
	if bad = firstOf(bad, of.check(s.limits)); bad != nil {
		return nil, []*Error{bad}
	}
	if errs := s.validate(doc); len(errs) > 0 {
		return nil, gateErrors(validationFailed, errs)
	}
	if err := s.checkIntrospection(doc); err != nil {
		return nil, []*Error{err}
	}
	return &document{doc, of.fields, len(query)}, nil
}

// readable looks at a document before it is parsed.
func (s *Schema) readable(query string) *Error {
	if err := notMore("bytes", len(query), s.limits.Bytes); err != nil {
		return err
	}
	if !utf8.ValidString(query) {
		return &Error{Message: "the document is not UTF-8", Code: parseFailed}
	}
	if len(query) <= s.limits.Tokens { // a token has a byte at least
		return nil
	}
	return notMore("tokens", tokens(query), s.limits.Tokens)
}

// tokens counts the tokens of a text, as far as it can be read.
func tokens(query string) (n int) {
	for lex := lexer.New(&ast.Source{Input: query}); ; n++ {
		if token, err := lex.ReadToken(); err != nil || token.Kind == lexer.EOF {
			return n
		}
	}
}

const (
	mostErrors = 20 // that a document is told of

	// helpful is with how many errors a document is told what it may have meant:
	// that takes much longer than to say that something is wrong.
	helpful = 5
)

// validate holds a document against the schema.
func (s *Schema) validate(doc *ast.QueryDocument) gqlerror.List {
	errs := validator.ValidateWithRules(s.gate, doc, terse())
	if len(errs) == 0 || len(errs) > helpful || s.hardened {
		return errs[:min(len(errs), mostErrors)]
	}
	return validator.ValidateWithRules(s.gate, doc, rules.NewDefaultRules())
}

// terse are the rules of GraphQL, without suggestions.
func terse() *rules.Rules {
	r := rules.NewDefaultRules()
	r.ReplaceRule(rules.FieldsOnCorrectTypeRule.Name, rules.FieldsOnCorrectTypeRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ScalarLeafsRule.Name, rules.ScalarLeafsRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return r
}

// pick gives the operation of a document that a request means.
func pick(doc *document, name string) (*ast.OperationDefinition, *Error) {
	if op := doc.Operations.ForName(name); op != nil {
		return op, nil
	}
	message := "the document has no operation " + shown(name)
	switch {
	case len(doc.Operations) == 0:
		message = "the document has no operation"
	case name == "":
		message = "the document has several operations; say which in operationName"
	}
	return nil, &Error{Message: message, Code: validationFailed}
}

// checkIntrospection holds what a document asks about the schema against the
// limit, and refuses all of it where the schema is hidden.
func (s *Schema) checkIntrospection(doc *ast.QueryDocument) *Error {
	total := 0
	for _, op := range doc.Operations {
		n, first := s.introspected(op.SelectionSet)
		if first != nil && s.hardened {
			return &Error{Message: "the schema is not shown here", Code: Forbidden, Locations: locationOf(first.Position)}
		}
		total = plus(total, n)
	}
	return notMore("objects of the schema to give", total, s.limits.Schema)
}

// introspected estimates how many objects a selection gives of the schema, and
// gives the first field that asks for them.
func (s *Schema) introspected(set ast.SelectionSet) (n int, first *ast.Field) {
	for _, sel := range set {
		var more int
		var found *ast.Field
		switch sel := sel.(type) {
		case *ast.Field:
			if isIntrospection(sel.Name) && sel.Name != "__typename" {
				found = sel
			}
			if more, _ = s.introspected(sel.SelectionSet); found != nil || isIntrospection(sel.ObjectDefinition.Name) {
				more = times(s.usually[sel.Definition], plus(more, 1))
			}
		case *ast.InlineFragment:
			more, found = s.introspected(sel.SelectionSet)
		case *ast.FragmentSpread:
			more, found = s.introspected(sel.Definition.SelectionSet)
		}
		n = plus(n, more)
		if first == nil {
			first = found
		}
	}
	return n, first
}

// listSizes gives how many objects the fields of introspection give, on average
// and rounded up.
func listSizes(gate *ast.Schema) map[*ast.FieldDefinition]int {
	var fields, inputs, args, values, interfaces int
	for _, def := range gate.Types {
		values += len(def.EnumValues)
		interfaces += len(def.Interfaces)
		if def.Kind == ast.InputObject {
			inputs += len(def.Fields)
			continue
		}
		fields += len(def.Fields)
		for _, f := range def.Fields {
			args += len(f.Arguments)
		}
	}
	each := func(n, of int) int { return (n + of - 1) / max(of, 1) }
	types := len(gate.Types)
	sizes := map[string]int{
		"types": types, "directives": len(gate.Directives), "fields": each(fields, types), "inputFields": each(inputs, types),
		"args": each(args, fields), "enumValues": each(values, types), "interfaces": each(interfaces, types), "possibleTypes": each(interfaces, types),
	}
	out := map[*ast.FieldDefinition]int{}
	for _, name := range []string{"__Schema", "__Type", "__Field", "__InputValue", "__EnumValue", "__Directive"} {
		for _, f := range gate.Types[name].Fields {
			if gate.Types[f.Type.Name()].Kind == ast.Object {
				out[f] = max(sizes[f.Name], 1)
			}
		}
	}
	for _, f := range gate.Query.Fields {
		if strings.HasPrefix(f.Name, "__") {
			out[f] = 1
		}
	}
	return out
}
