package schematest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/schema"
)

// oddIDs are texts that stand where ids should, by the names that the answers have
// them under.
func oddIDs() [][2]string {
	named := [][2]string{
		{"empty", ""}, {"300 bytes", "person:" + strings.Repeat("n", 293)}, {"100 KB", strings.Repeat("person:n", 12_800)},
		{"decomposed", "person:a\u030asa"}, {"zero", "person:x\u0000"}, {"not UTF-8", "person:\xff"}, {"reversed", "person:\u202ex"},
	}
	for _, id := range []string{
		" ", "x", "0", "person:", ":x", "person", "Person:x", "person: x", "evidence:a row_1 00", "HOLDS person:z position:z SUPPORTS", "HOLDS  ",
		"country:us; DROP", "`", "' OR 1=1 //", "$i", "person:\U0001f600", "meta:x", "source:-", "topic:none",
	} {
		named = append(named, [2]string{fmt.Sprintf("%q", id), id})
	}
	return named
}

// testIDs asks with every odd id in every place of the schema that takes one. Each
// is answered, or refused with a code that is not INTERNAL, alike on all stores.
func testIDs(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) string {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := newStore(t, m)
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := store.Apply(t.Context(), oneOfEach(m)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, p := range newAtlas(t, s, store, m).places() {
		answers := map[string][]string{}
		for _, id := range oddIDs() {
			text, code := answerOf(t, s, store, p, id[1])
			if code == graph.Internal {
				t.Errorf("%s with %s: %s", p.name, id[0], text)
			}
			answers[text] = append(answers[text], id[0])
		}
		fmt.Fprintln(&out, p.name)
		for _, text := range sortedKeys(answers) {
			ids := strings.Join(answers[text], ", ")
			if len(answers) == 1 {
				ids = "all"
			}
			fmt.Fprintf(&out, "  %s: %s\n", text, ids)
		}
	}
	return out.String()
}

// answerOf asks with one id, and tells what was answered: the data, or the code.
func answerOf(t *testing.T, s *schema.Schema, store graph.Store, p place, id string) (string, graph.Code) {
	t.Helper()
	r := s.Do(context.Background(), store, schema.Request{Query: p.query, Variables: map[string]any{"id": id}, Writable: true})
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Errors) > 0 {
		return string(r.Errors[0].Code), r.Errors[0].Code
	}
	return string(text), ""
}

// oneOfEach is a node of each kind, from one source.
func oneOfEach(m *graph.Model) []graph.Change {
	const source = "source:a"
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "A", "text": "z"}}}
	for _, k := range m.Kinds {
		id := k.Prefix() + "z"
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": "z"}})
		if k.Evidenced {
			changes = append(changes, graph.PutEvidence{Source: source, Fact: graph.Fact{Node: id}, Evidence: graph.Evidence{
				Locator: "row 1", Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{},
			}})
		}
	}
	return changes
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// idAnswers is the file of what odd ids are answered with.
const idAnswers = "testdata/ids.answers"

// runIDs holds what a store answers to odd ids against what is written down.
func runIDs(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) {
	want, err := files.ReadFile(idAnswers)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), testIDs(t, newStore)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
