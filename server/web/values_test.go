package web

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/server/web/limits"
)

// TestCount counts the values of a text as they are read: no more, so that who
// stays below the limit is not turned away, and no less.
func TestCount(t *testing.T) {
	cases := []struct {
		text            string
		values, objects int
	}{
		{`null`, 1, 0},
		{`{}`, 1, 1},
		{` [ ] `, 1, 0},
		{`[0]`, 2, 0},
		{`{"a": 1, "b": [true, null]}`, 5, 1},
		{`[{}, {}, {"a": {}}]`, 5, 4},
		{`["a,b", "{[", "\"]", "\\"]`, 5, 0},
		{`{"a,": "[{"}`, 2, 1},
	}
	for _, c := range cases {
		values, objects := count([]byte(c.text))
		var read any
		if err := json.Unmarshal([]byte(c.text), &read); err != nil {
			t.Fatal(err)
		}
		if values != c.values || objects != c.objects || values != valuesIn(read) {
			t.Errorf("%s: %d values, %d objects, %d read", c.text, values, objects, valuesIn(read))
		}
	}
}

// TestBody reads bodies: what is ambiguous or of another type is refused, and
// what is read is as it was written.
func TestBody(t *testing.T) {
	large := strings.Repeat("0,", 98) + "0"
	cases := []struct {
		name, text string
		variables  object
		status     int // 0: it is read
	}{
		{"numbers as they are written", `{"variables": {"a": [1.50, 1e400, 9007199254740993]}}`, object{"a": []any{json.Number("1.50"), json.Number("1e400"), json.Number("9007199254740993")}}, 0},
		{"all types", `{"variables": {"a": ["x", true, false, null, {}, []]}}`, object{"a": []any{"x", true, false, nil, map[string]any{}, []any{}}}, 0},
		{"null", `{"variables": null, "extensions": null, "operationName": null}`, nil, 0},
		{"members of others", `{"id": 7, "variables": {}}`, object{}, 0},
		{"a name in other letters", `{"VARIABLES": {"a": 1}}`, nil, 0},
		{"as many values as may be", `{"query": "", "documentId": "", "operationName": "", "extensions": {}, "variables": {"a": [` + large + `]}}`, nil, 0},
		{"too many values", `{"query": "", "documentId": "", "operationName": "", "extensions": {}, "variables": {"a": [0,` + large + `]}}`, nil, 413},
		{"a member twice", `{"query": "a", "query": "b"}`, nil, 400},
		{"a variable twice", `{"variables": {"a": 1, "a": 2}}`, nil, 400},
		{"a name twice within a variable", `{"variables": {"a": [{"b": 1, "b": 2}]}}`, nil, 400},
		{"variables that are a list", `{"variables": [1]}`, nil, 400},
		{"half a surrogate", `{"variables": {"a": "\ud800"}}`, nil, 400},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := reader{100, limits.NewByteBudget().Claim()}.body([]byte(c.text))
			if err != nil || c.status != 0 {
				if err == nil || refusalOf(err).status != c.status {
					t.Errorf("%v", err)
				}
				return
			}
			if diff := cmp.Diff(c.variables, p.Variables); diff != "" && c.variables != nil {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestWeigh holds what reading takes, which can be many times the text, and turns
// away what there is no room for.
func TestWeigh(t *testing.T) {
	m := limits.NewByteBudget()
	objects := []byte("[" + strings.Repeat(`{"a":0},`, 50_000) + "0]")
	n := 0
	for {
		held := m.Claim()
		if err := (reader{200_000, held}).weigh(objects); err != nil {
			if refusalOf(err).status != 503 {
				t.Error(err)
			}
			break
		}
		if n++; held.Held() < 50*len(objects) {
			t.Fatalf("%d bytes held for %d of text", held.Held(), len(objects))
		}
	}
	if n == 0 || n > 10 {
		t.Errorf("%d are read at once", n)
	}
}
