package schema

import (
	"encoding/json"
	"os"
	"testing"
	"time"
	"unicode/utf8"

	"parley/schema/gate"
	"parley/schema/sampletest"
)

// Three minutes:
//
//	go test ./schema -run '^$' -fuzz FuzzGate -fuzztime 3m -fuzzminimizetime 10x

// FuzzGate sends any text as a document, any JSON as its variables. Whatever they
// are: nothing panics; there is an answer or an error, as JSON in UTF-8; it takes
// less room than the limits give it and, with -costs, less than two seconds.
func FuzzGate(f *testing.F) {
	questions, err := os.ReadFile("../server/web/questions/questions.graphql")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(questions), "WhoMetWhom", "{}")
	f.Add(introspectionQuery, "", "{}")
	f.Add(`query($v: PersonFilter = {}, $n: [ID!]) @x { people(where: $v, first: 1) { nodes { ...F } } } fragment F on Person { id @skip(if: true) }`, "", `{"v": {"name": {"in": "x"}}, "n": [1, null]}`)
	for _, r := range hostile() {
		if len(r.Query) < 4096 {
			f.Add(r.Query, r.OperationName, "{}")
		}
	}
	s := limited(f, gate.Limits{Output: 4 << 20, Objects: 20_000, Cost: 1_000_000})
	store, _ := sampletest.Article(f, s.model)
	f.Fuzz(func(t *testing.T, query, operation, variables string) {
		r := Request{Query: query, OperationName: operation}
		_ = json.Unmarshal([]byte(variables), &r.Variables) // what is no object is no variables
		began := time.Now()
		response := s.Do(t.Context(), store, r)
		defer response.Close()
		if took := time.Since(began); took > 2*time.Second && *costs {
			t.Errorf("it took %v", took)
		}
		text := response.JSON()
		if !response.Executed && len(response.Errors) == 0 {
			t.Error("neither executed nor refused")
		}
		if !json.Valid(text) || !utf8.Valid(text) {
			t.Errorf("no JSON: %.300s", text)
		}
		if len(text) > 5<<20 {
			t.Errorf("%d bytes", len(text))
		}
	})
}
