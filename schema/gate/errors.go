package gate

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph"
)

// The codes of errors that the gate finds; the others are graph's.
const (
	parseFailed      graph.Code = "GRAPHQL_PARSE_FAILED"
	validationFailed graph.Code = "GRAPHQL_VALIDATION_FAILED"
	badVariables     graph.Code = "BAD_USER_INPUT"
)

// Forbidden is the code of a mutation in a request that is not Writable.
const Forbidden graph.Code = "FORBIDDEN"

// Error is an error of a response.
type Error struct {
	Message   string
	Code      graph.Code
	Path      []any
	Locations []Location
	Cause     error // for the log; never sent

	// Coordinate is the schema coordinate of the argument or the input field that is
	// wrong: "Query.people(first:)", "NameFilter.is".
	Coordinate string

	argument string // the same as [graph.Error] has it, until the field is known
}

// Location is a place in the request's document, both from 1.
type Location struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the inner cause.
func (e *Error) Unwrap() error { return e.Cause }

// MarshalJSON writes the error as the GraphQL spec has it (section 7.1.2).
func (e *Error) MarshalJSON() ([]byte, error) {
	extensions := map[string]any{"code": e.Code}
	if e.Coordinate != "" {
		extensions["coordinate"] = e.Coordinate
	}
	return json.Marshal(struct {
		Message    string         `json:"message"`
		Locations  []Location     `json:"locations,omitempty"`
		Path       []any          `json:"path,omitempty"`
		Extensions map[string]any `json:"extensions"`
	}{e.Message, e.Locations, e.Path, extensions})
}

// ErrorOf returns the error that a client sees. Only what was written for
// clients is in it; of an inner error they see that it happened.
func ErrorOf(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	var g *graph.Error
	if errors.As(err, &g) && g.Code != graph.Internal {
		return &Error{Message: message(g), Code: g.Code, Cause: err, argument: g.Argument}
	}
	return &Error{Message: "something went wrong inside Parley; its log says what", Code: graph.Internal, Cause: err}
}

// message returns an error's words without its inner cause.
func message(g *graph.Error) string {
	if g.Op == "" {
		return g.Message
	}
	return g.Op + ": " + g.Message
}

// Located returns an error of a field with its place in the document, that of the
// innermost field, and in the schema. It has none in the response, whose lists are not
// known yet, but that of its root field.
func (g *Gate) Located(err error, f *ast.Field) error {
	e := ErrorOf(err)
	if e.Locations == nil {
		e.Locations = LocationOf(f.Position)
	}
	if e.argument != "" {
		e.Coordinate, e.argument = g.coordinate(f, e.argument), ""
	}
	return e
}

// LocationOf returns a position in a document; none for one that is not in it.
func LocationOf(p *ast.Position) []Location {
	if p == nil || p.Line == 0 {
		return nil
	}
	return []Location{{p.Line, p.Column}}
}

// Quoted returns a text in quotes for a message, cut where it is long.
func Quoted(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// longMessage is how many bytes a message has at most that quotes the document.
const longMessage = 400

// clipped leaves out the middle of a message that is too long.
func clipped(message string) string {
	if len(message) <= longMessage {
		return message
	}
	const half = longMessage / 2
	return strings.ToValidUTF8(message[:half], "") + "…" + strings.ToValidUTF8(message[len(message)-half:], "")
}

// gateError makes an error of what gqlparser found.
func gateError(code graph.Code, err error) *Error {
	found := gqlerror.WrapIfUnwrapped(err)
	e := &Error{Message: clipped(found.Message), Code: code}
	for _, at := range found.Locations {
		e.Locations = append(e.Locations, Location{at.Line, at.Column})
	}
	for _, element := range found.Path {
		e.Path = append(e.Path, element)
	}
	return e
}

// AppendErrors appends errors as JSON.
func AppendErrors(b []byte, list []*Error) []byte {
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		text, err := json.Marshal(e)
		if err != nil { // a path is texts and numbers, all else is text
			text, _ = json.Marshal(&Error{Message: "an error that cannot be written", Code: graph.Internal})
		}
		b = append(b, text...)
	}
	return append(b, ']')
}
