package questions_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"parley/graph"
	"parley/schema"
	"parley/server/web/questions"
)

// TestAll holds that each question is one operation of its name, with a title.
func TestAll(t *testing.T) {
	names := map[string]bool{}
	for _, q := range questions.All() {
		doc, err := parser.ParseQuery(&ast.Source{Input: q.Query})
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		if len(doc.Operations) != 1 || doc.Operations[0].Name != q.Name || q.Title == "" || names[q.Name] {
			t.Errorf("%q is not one operation with a title and a name of its own:\n%s", q.Name, q.Query)
		}
		names[q.Name] = true
	}
	if len(names) != 16 {
		t.Errorf("%d questions", len(names))
	}
}

// TestAnswered asks a schema which questions it can answer.
func TestAnswered(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	answered := map[string]bool{}
	for _, q := range questions.Answered(s, questions.All()) {
		answered[q.Name] = true
	}
	for _, q := range questions.All() {
		if known := len(s.Check(q.Request())) == 0; answered[q.Name] != known {
			t.Errorf("%s: answered is %v, known is %v", q.Name, answered[q.Name], known)
		}
	}
	if !answered["WhoMetWhom"] {
		t.Error("the schema does not know who met whom")
	}
}

// TestFor names whom a cast has, and asks nothing about whom it lacks.
func TestFor(t *testing.T) {
	titles, text := map[string]string{}, ""
	for _, q := range questions.For(questions.Cast{"person": `Ann "A" Berg`, "topic": "Canal"}) {
		titles[q.Name] = q.Title
		text += q.Query
	}
	for name, want := range map[string]string{"WhoMetWhom": "Who met whom?", "WhoHoldsWhichStance": "Who holds which stance on Canal?", "Compare": "", "Timeline": "", "Contested": "What is contested?"} {
		if titles[name] != want {
			t.Errorf("%s is %q, not %q", name, titles[name], want)
		}
	}
	if !strings.Contains(text, `person(name: "Ann \"A\" Berg")`) || strings.Contains(text, "Witkoff") || strings.Contains(text, "Pokrovsk") {
		t.Errorf("it asks\n%s", text)
	}
}
