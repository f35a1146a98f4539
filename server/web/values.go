package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"parley/graph"
	"parley/server/web/limits"
)

// What reading JSON takes beside a copy of its text. One list of small objects
// can take forty times its bytes.
const (
	valueBytes  = 100 // for a value and its name
	objectBytes = 400 // and for an object
)

// envelope is how many values a request has beside its variables': itself and
// its members.
const envelope = 6

// reader reads the JSON of a request.
type reader struct {
	most int // values in its variables
	held *limits.Claim
}

// weigh holds JSON against the limit, and holds what it takes to read it, before
// it is read.
func (from reader) weigh(text []byte) error {
	values, objects := count(text)
	if values > from.most+envelope {
		return &refusal{
			status: http.StatusRequestEntityTooLarge, code: graph.TooLarge, reason: "too_large",
			message: fmt.Sprintf("the request has %d values in its JSON; at most %d are taken in its variables (-max-values)", values, from.most),
		}
	}
	return from.held.Take(len(text) + values*valueBytes + objects*objectBytes)
}

// count counts the values of a JSON text, and the objects among them. Of what is
// no JSON it counts something.
func count(text []byte) (values, objects int) {
	quoted, last := false, byte(0)
	values = 1
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quoted && c == '\\':
			i++
			continue
		case c == '"':
			quoted = !quoted
		case quoted, c == ' ', c == '\n', c == '\r', c == '\t':
			continue
		case c == '{':
			values, objects = values+1, objects+1
		case c == '[' || c == ',':
			values++
		case c == ']' && last == '[' || c == '}' && last == '{':
			values-- // it is empty
		}
		last = c
	}
	return values, objects
}

// object is a JSON object, as the schema takes variables: numbers stay as they
// are written. A name that comes twice is refused.
type object map[string]any

// UnmarshalJSONFrom reads an object, or null.
func (o *object) UnmarshalJSONFrom(from *jsontext.Decoder) error {
	v, err := value(from)
	if err != nil {
		return err
	}
	all, ok := v.(map[string]any)
	if !ok && v != nil {
		return badRequest("it is not an object")
	}
	*o = all
	return nil
}

// value reads a value.
func value(from *jsontext.Decoder) (any, error) {
	token, err := from.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '{':
		return members(from)
	case '[':
		return items(from)
	case '"':
		return token.String(), nil
	case '0':
		return json.Number(token.String()), nil
	case 'n':
		return nil, nil
	}
	return token.Bool(), nil
}

// members reads an object from its first name on.
func members(from *jsontext.Decoder) (map[string]any, error) {
	all := map[string]any{}
	for from.PeekKind() != '}' {
		token, err := from.ReadToken()
		if err != nil {
			return nil, err
		}
		name := token.String()
		if all[name], err = value(from); err != nil {
			return nil, err
		}
	}
	_, err := from.ReadToken()
	return all, err
}

// items reads a list from its first value on.
func items(from *jsontext.Decoder) ([]any, error) {
	all := []any{}
	for from.PeekKind() != ']' {
		v, err := value(from)
		if err != nil {
			return nil, err
		}
		if len(all) == cap(all) {
			all = slices.Grow(all, len(all)+1) // twice as many: long lists grow seldom
		}
		all = append(all, v)
	}
	_, err := from.ReadToken()
	return all, err
}
