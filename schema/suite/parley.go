package suite

import (
	"encoding/json"
	"testing"

	"parley/graph"
	"parley/schema"
	"parley/schema/casetest"
	"parley/seed"
)

// article is the case whose source is the shipped article.
const article = "article"

// Ask returns what Parley answers on stores made by newStore, which are empty.
func Ask(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) Answers {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	var ways map[string]way
	decode(t, "testdata/parley.yaml", &ways)
	answers := Answers{}
	for name, questions := range byCase(Questions(t)) {
		store := newStore(t, m)
		load(t, m, store, name)
		for _, q := range questions {
			if way, known := ways[q.ID]; known {
				answers[q.ID] = way.answer(t, api, store)
			}
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
	return answers
}

// Run asks Parley on stores made by newStore. It fails where an answer is wrong.
func Run(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) {
	answers := Ask(t, newStore)
	for _, q := range Questions(t) {
		if q.Judge(answers) == Wrong {
			t.Errorf("%s: %s\nanswered %s\nright is %s", q.ID, q.Ask, q.text(answers[q.ID]), q.text(q.Answer))
		}
	}
}

// way is how Parley answers a question.
type way struct {
	Ask  string // GraphQL
	Take projection
}

func (w way) answer(t *testing.T, api *schema.Schema, store graph.Store) any {
	t.Helper()
	text, err := json.Marshal(api.Do(t.Context(), store, schema.Request{Query: w.Ask}))
	if err != nil {
		t.Fatal(err)
	}
	var response struct {
		Data   any
		Errors []any
	}
	if err := json.Unmarshal(text, &response); err != nil {
		t.Fatal(err)
	}
	if len(response.Errors) > 0 {
		t.Errorf("%s\n%s", w.Ask, text)
	}
	return project(w.Take, response.Data)
}

func load(t *testing.T, m *graph.Model, store graph.Store, name string) {
	t.Helper()
	if name != article {
		casetest.Load(t, m, store, name)
		return
	}
	corpus, err := seed.Load(t.Context(), m, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(t.Context(), store, corpus); err != nil {
		t.Fatal(err)
	}
}

func byCase(questions []Question) map[string][]Question {
	cases := map[string][]Question{}
	for _, q := range questions {
		cases[q.Case] = append(cases[q.Case], q)
	}
	return cases
}
