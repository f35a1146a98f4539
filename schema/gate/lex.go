package gate

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// lex reads the tokens of a document before it is parsed. It refuses more than a
// limit, what gqlparser's lexer refuses, of which its parser does not say why, and
// what that lexer lets pass.
func (g *Gate) lex(query string) *Error {
	var last lexer.Token
	var bad *Error
	var text []rune // of the query, once a token needs it
	n := 0
	for lex := lexer.New(&ast.Source{Input: query}); ; n++ {
		token, err := lex.ReadToken()
		if err != nil {
			bad = cmp.Or(bad, gateError(parseFailed, err))
		}
		if err != nil || token.Kind == lexer.EOF {
			return cmp.Or(NotMore("tokens", n, g.Limits.Tokens), bad)
		}
		switch {
		case bad != nil:
		case runsOn(last, token):
			bad = misread(token, "a number is followed by more than a number")
		case token.Kind == lexer.String && strings.ContainsRune(token.Value, utf8.RuneError):
			if text == nil {
				text = []rune(query)
			}
			if halfPair(string(text[token.Pos.Start:token.Pos.End])) {
				bad = misread(token, "a text has half of a surrogate pair")
			}
		}
		last = token
	}
}

func misread(at lexer.Token, message string) *Error {
	return &Error{Message: message, Code: parseFailed, Locations: LocationOf(&at.Pos)}
}

// runsOn reports whether a number ends where it may not (GraphQL spec, section 2.9.1).
func runsOn(number, next lexer.Token) bool {
	return (number.Kind == lexer.Int || number.Kind == lexer.Float) &&
		(next.Kind == lexer.Name || next.Kind == lexer.Spread) && number.Pos.End == next.Pos.Start
}

// halfPair reports whether a text as it is written escapes one surrogate without the
// other (section 2.9.4).
func halfPair(text string) bool {
	for {
		_, escape, found := strings.Cut(text, `\`)
		if !found || escape == "" {
			return false
		}
		unit, ok := codeUnit(escape)
		if !ok {
			text = escape[1:]
			continue
		}
		text = escape[len("uXXXX"):]
		if !utf16.IsSurrogate(unit) {
			continue
		}
		second, _ := codeUnit(strings.TrimPrefix(text, `\`))
		if text == "" || text[0] != '\\' || utf16.DecodeRune(unit, second) == utf8.RuneError {
			return true
		}
		text = text[len(`\uXXXX`):]
	}
}

// codeUnit reads an escape of the form uXXXX.
func codeUnit(escape string) (rune, bool) {
	if len(escape) < len("uXXXX") || escape[0] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(escape[1:len("uXXXX")], 16, 16)
	return rune(n), err == nil
}
