package suite

import (
	"cmp"
	"embed"
	"encoding/json"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"
)

//go:embed testdata
var files embed.FS

// Question is one that any tool may answer.
type Question struct {
	ID      string
	Case    string // whose sources are asked
	Ask     string // in plain words
	Answer  any    // lists are sets, unless the question is ordered
	Ordered bool
}

// Questions returns all questions, those of one case after another.
func Questions(t testing.TB) (list []Question) {
	t.Helper()
	decode(t, "testdata/questions.yaml", &list)
	return list
}

// Answers are what a tool answers, by the ids of the questions. A question that
// the tool has no way to ask is left out.
type Answers map[string]any

// Verdict is what an answer is worth.
type Verdict string

const (
	Right    Verdict = "right"
	Wrong    Verdict = "WRONG"
	NotAsked Verdict = "–"
)

// Judge returns what a tool's answer to the question is worth.
func (q Question) Judge(given Answers) Verdict {
	answer, asked := given[q.ID]
	switch {
	case !asked:
		return NotAsked
	case q.text(answer) == q.text(q.Answer):
		return Right
	}
	return Wrong
}

// text returns an answer as JSON that is the same for equal answers. What is not
// JSON is nobody's answer.
func (q Question) text(answer any) string {
	text, err := json.Marshal(answer)
	if err != nil {
		return err.Error()
	}
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
		return err.Error()
	}
	if !q.Ordered {
		plain = sorted(plain)
	}
	text, _ = json.Marshal(plain) // it was JSON before
	return string(text)
}

// sorted returns a value with its lists in the order of their members' JSON.
func sorted(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = sorted(member)
		}
	case []any:
		for i, member := range v {
			v[i] = sorted(member)
		}
		slices.SortFunc(v, func(a, b any) int {
			x, _ := json.Marshal(a)
			y, _ := json.Marshal(b)
			return cmp.Compare(string(x), string(y))
		})
	}
	return value
}

// decode reads a file of the suite.
func decode(t testing.TB, name string, into any) {
	t.Helper()
	text, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
