package ftm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/seed"
)

// maxOwnID is the length of the longest id of an entity, in bytes.
const maxOwnID = 256

// entity is a line of the file.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Caption    string              `json:"caption"`
	Properties map[string][]string `json:"properties"`

	Statement string `json:"prop"` // that a statement is of, which is no entity
}

// all returns the values of a property that say something.
func (e *entity) all(property string) []string {
	var values []string
	for _, v := range e.Properties[property] {
		if v = seed.Clean(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// first returns the first value of the first property that has one, or "".
func (e *entity) first(properties ...string) string {
	for _, p := range properties {
		if values := e.all(p); len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// misread is what is wrong with a line, and at which byte.
type misread struct {
	at   int
	what string
}

func (m *misread) Error() string { return m.what }

// decode reads an entity.
func decode(line []byte) (*entity, error) {
	if !utf8.Valid(line) {
		at := firstInvalid(line)
		return nil, &misread{at, fmt.Sprintf("the byte %#02x is not UTF-8: save the file as UTF-8", line[at])}
	}
	if at := bytes.IndexByte(line, 0); at >= 0 {
		return nil, &misread{at, "a NUL is not text: take it out"}
	}
	var e entity
	if err := json.Unmarshal(line, &e); err != nil {
		return nil, notJSON(err)
	}
	return &e, e.check()
}

func firstInvalid(line []byte) int {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

// notJSON says why a line is not read, and where.
func notJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return &misread{int(max(syntax.Offset, 1)) - 1, "the line is not JSON: " + syntax.Error()}
	case errors.As(err, &kind) && strings.HasPrefix(kind.Field, "properties"):
		what := "a property is a list of texts, not a " + kind.Value
		if kind.Value == "object" {
			what = "an entity is nested in a property: export plain entities, which name each other by id (entities.ftm.json)"
		}
		return &misread{int(max(kind.Offset, 1)) - 1, what}
	}
	return errors.New(`the line is not an entity: write {"id": …, "schema": …, "properties": {…}}`)
}

// check says what an entity of any schema lacks.
func (e *entity) check() error {
	switch {
	case e.Statement != "":
		return errors.New("the line is a statement, not an entity: bring the statements of an entity together first")
	case e.ID == "":
		return errors.New("the entity has no id")
	case len(e.ID) > maxOwnID:
		return fmt.Errorf("the id %.40q… is longer than %d bytes", e.ID, maxOwnID)
	case strings.ContainsFunc(e.ID, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return fmt.Errorf("the id %q has a space or a control character", e.ID)
	case e.Schema == "":
		return fmt.Errorf("%s has no schema", e.ID)
	case len(e.Schema) > 64 || strings.ContainsFunc(e.Schema, func(r rune) bool { return !unicode.IsLetter(r) }):
		return fmt.Errorf("%s has the schema %.40q, which is no name of one", e.ID, e.Schema)
	}
	for name, values := range e.Properties {
		for _, v := range values {
			if strings.ContainsRune(v, 0) {
				return fmt.Errorf("%s has a NUL in a property (%.60q), which is not text: take it out", e.ID, name)
			}
		}
	}
	return nil
}
