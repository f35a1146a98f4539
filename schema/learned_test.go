package schema

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema/sampletest"
)

// learnt is a store with a meeting that one paper announced, and of which two others
// tell afterwards.
func learnt(t *testing.T, m *graph.Model) graph.Store {
	t.Helper()
	store := memory.New(m)
	batch := []graph.Change{}
	source := func(id, published, publisher, text string) {
		day, err := graph.NewWhen("", published, "STATED")
		if err != nil {
			t.Fatal(err)
		}
		batch = append(batch, graph.PutNode{Source: id, ID: id, Props: map[string]graph.Value{"name": id, "published": day, "publisher": publisher, "text": text}})
		for _, node := range []string{"meeting:vell", "person:roth"} {
			batch = append(batch, graph.PutNode{Source: id, ID: node, Props: map[string]graph.Value{"name": node}})
		}
	}
	say := func(source string, f graph.Fact, quote string, says map[string]graph.Value) {
		batch = append(batch, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Quote: quote, End: len(quote), Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	vell, roth := graph.Fact{Node: "meeting:vell"}, graph.Fact{Edge: "PARTICIPATED_IN", From: "person:roth", To: "meeting:vell"}
	source("source:plan", "2031-05-05", "Herald", "They are to meet.")
	say("source:plan", vell, "They are to meet", map[string]graph.Value{"status": "SCHEDULED"})
	source("source:held", "2031-05-09", "Mail", "They met by phone. Roth came.")
	say("source:held", vell, "They met by phone", map[string]graph.Value{"status": "HELD", "mode": "PHONE"})
	batch = append(batch, graph.PutEvidence{Source: "source:held", Fact: roth, Evidence: graph.Evidence{
		Quote: "Roth came", Start: 19, End: 28, Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{"attendance": "ATTENDED"},
	}})
	source("source:other", "2031-05-11", "Times", "They met in one room.")
	say("source:other", vell, "They met in one room", map[string]graph.Value{"status": "HELD", "mode": "IN_PERSON"})
	sampletest.Apply(t, store, batch...)
	return store
}

// TestLearned pages through what became known, and where papers differ.
func TestLearned(t *testing.T) {
	s := standard(t)
	store := learnt(t, s.model)
	for _, test := range []struct{ name, query, want string }{
		{"what became known in a week", `{ learned(from: "2031-05-07", to: "2031-05-10") { totalCount nodes { subject { id kind } what property before after evidence { quote } } } }`,
			`{"learned":{"totalCount":3,"nodes":[` +
				`{"subject":{"id":"PARTICIPATED_IN person:roth meeting:vell","kind":"PARTICIPATED_IN"},"what":"APPEARED","property":null,"before":null,"after":null,"evidence":[{"quote":"Roth came"}]},` +
				`{"subject":{"id":"meeting:vell","kind":"Meeting"},"what":"VALUE","property":"mode","before":null,"after":"PHONE","evidence":[{"quote":"They met by phone"}]},` +
				`{"subject":{"id":"meeting:vell","kind":"Meeting"},"what":"VALUE","property":"status","before":"SCHEDULED","after":"HELD","evidence":[{"quote":"They met by phone"}]}]}}`},
		{"on a day on which nothing was published", `{ learned(from: "2031-05-07", to: "2031-05-08") { totalCount } }`, `{"learned":{"totalCount":0}}`},
		{"on what papers differ", `{ disagreements { nodes { subject { id } property sides { value principals publishers evidence { quote } } } } }`,
			`{"disagreements":{"nodes":[{"subject":{"id":"meeting:vell"},"property":"mode","sides":[` +
				`{"value":"IN_PERSON","principals":["times"],"publishers":["Times"],"evidence":[{"quote":"They met in one room"}]},` +
				`{"value":"PHONE","principals":["mail"],"publishers":["Mail"],"evidence":[{"quote":"They met by phone"}]}]}]}}`},
		{"before they did", `{ disagreements(knownOn: "2031-05-10") { totalCount } }`, `{"disagreements":{"totalCount":0}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, want := answerTo(t, s, store, test.query, nil), `{"data":`+test.want+`}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestLearnedPages goes through what became known one by one.
func TestLearnedPages(t *testing.T) {
	s := standard(t)
	store := learnt(t, s.model)
	var got []string
	for after := "null"; after != ""; {
		answer := answerTo(t, s, store, fmt.Sprintf(`{ learned(from: "2031-05-01", to: "2031-05-31", first: 1, after: %s) { nodes { what } pageInfo { endCursor hasNextPage } } }`, after), nil)
		_, what, _ := strings.Cut(answer, `"what":"`)
		what, rest, _ := strings.Cut(what, `"`)
		got = append(got, what)
		_, cursor, _ := strings.Cut(rest, `"endCursor":`)
		after, rest, _ = strings.Cut(cursor, ",")
		if !strings.Contains(rest, "true") {
			after = ""
		}
	}
	if want := "[APPEARED APPEARED]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
