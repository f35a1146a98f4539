package web_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotSaid asks for what the article does not say: the answer is nothing.
func TestNotSaid(t *testing.T) {
	a := newAPI(t)
	held := "[HELD]"
	any := "[EXPECTED, SCHEDULED, ONGOING, HELD, POSTPONED]"
	pairs := []struct{ name, who, status, whom string }{
		{"Starmer did not meet Zelensky", "person:keir-starmer", any, "person:volodymyr-zelensky"},
		{"Starmer did not meet Umerov", "person:keir-starmer", any, "person:rustem-umerov"},
		{"Zelensky did not meet Umerov", "person:volodymyr-zelensky", any, "person:rustem-umerov"},
		{"Putin does not meet Zelensky", "person:vladimir-putin", any, "person:volodymyr-zelensky"},
		{"Putin has met nobody", "person:vladimir-putin", held, ""},
	}
	for _, p := range pairs {
		t.Run(p.name, func(t *testing.T) {
			where := ""
			if p.whom != "" {
				where = fmt.Sprintf(`, where: {node: {id: {eq: %q}}}`, p.whom)
			}
			got := a.ask(t, fmt.Sprintf(`{ person(id: %q) { met(status: %s%s) { totalCount } } }`, p.who, p.status, where))
			want(t, `{"person": {"met": {"totalCount": 0}}}`, got)
		})
	}
}

// TestNotStronger asks whether something was made stronger than it was said.
func TestNotStronger(t *testing.T) {
	a := newAPI(t)
	cases := []struct{ name, query, want string }{
		{
			"no meeting of Putin's was held",
			`{ meetings(where: {status: {in: [HELD, ONGOING]}, participants: {some: {node: {id: {eq: "person:vladimir-putin"}}}}}) { totalCount } }`,
			`{"meetings": {"totalCount": 0}}`,
		},
		{
			"Kushner is expected in Moscow, not confirmed",
			`{ meeting(id: "meeting:2025-12-02-moscow") { participants(where: {node: {id: {eq: "person:jared-kushner"}}}) {
				edges { attendance evidence { act } } } } }`,
			`{"meeting": {"participants": {"edges": [{"attendance": "EXPECTED", "evidence": [{"act": "EXPECTED"}]}]}}}`,
		},
		{
			"the unnamed leaders in Paris stay unnamed: nobody else took part",
			`{ meeting(id: "meeting:2025-12-01-paris") { participants { nodes { id } } } }`,
			`{"meeting": {"participants": {"nodes": [
				{"id": "organization:european-leaders-joining-paris"},
				{"id": "person:emmanuel-macron"}, {"id": "person:volodymyr-zelensky"}]}}}`,
		},
		{
			"unnamed groups have no members that the article does not name",
			`{ organizations(where: {classification: {eq: UNNAMED_GROUP}, members: {some: {}}}) { nodes { id members { nodes { id } } } } }`,
			`{"organizations": {"nodes": [{"id": "organization:us-officials-in-florida",
				"members": {"nodes": [{"id": "person:jared-kushner"}, {"id": "person:steve-witkoff"}]}}]}}`,
		},
		{
			"the weaker side is nobody",
			`{ claim(id: "claim:pressure-on-the-weaker-side") { about(where: {node: {kind: {in: [Person, Country, Organization]}}}) { totalCount } }
			   search(text: "weaker side", kinds: [Country, Organization]) { nodes { id } } }`,
			`{"claim": {"about": {"totalCount": 0}}, "search": {"nodes": []}}`,
		},
		{
			"Ukrainian officials deny nothing",
			`{ facts(where: {act: {eq: DENIED}}) { totalCount }
			   claims(where: {assertions: {some: {edge: {verdict: {eq: DENIED}}, node: {NOT: {name: {contains: "monitoring"}}}}}}) { totalCount } }`,
			`{"claims": {"totalCount": 0}, "facts": {"totalCount": 0}}`,
		},
		{
			"what monitors deny they deny by inference alone",
			`{ claims(where: {assertions: {some: {edge: {verdict: {eq: DENIED}, evidence: {some: {basis: {ne: INFERRED}}}}}}}) { totalCount } }`,
			`{"claims": {"totalCount": 0}}`,
		},
		{
			"critics are not Ukraine",
			`{ organization(id: "organization:critics-of-the-november-draft") { memberOf { totalCount } represents { totalCount } } }`,
			`{"organization": {"memberOf": {"totalCount": 0}, "represents": {"totalCount": 0}}}`,
		},
		{
			"what critics say Ukraine does not",
			`{ claims(where: {assertions: {some: {node: {id: {eq: "country:ua"}}}}}) { totalCount }
			   critics: claims(where: {assertions: {some: {node: {id: {eq: "organization:critics-of-the-november-draft"}}}}, NOT: {assertions: {single: {}}}}) { totalCount } }`,
			`{"claims": {"totalCount": 0}, "critics": {"totalCount": 0}}`,
		},
		{
			"nothing but the two captures is contested",
			`{ claims(where: {verification: {eq: CONTESTED}}) { totalCount groupBy(field: VERIFICATION) { value count } } }`,
			`{"claims": {"totalCount": 2, "groupBy": [{"value": "CONTESTED", "count": 2}]}}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { want(t, c.want, a.ask(t, c.query)) })
	}
}

// TestNames finds entities by the names that a reader would use.
func TestNames(t *testing.T) {
	a := newAPI(t)
	cases := []struct{ field, name, id string }{
		{"place", "Vovshansk", "place:vovchansk"},
		{"place", "Vovchansk", "place:vovchansk"},
		{"person", "Zelensky", "person:volodymyr-zelensky"},
		{"person", "zelenskyy", "person:volodymyr-zelensky"},
		{"person", "VOLODYMYR ZELENSKYY", "person:volodymyr-zelensky"},
		{"country", "Kyiv", "country:ua"},
		{"country", "Moscow", "country:ru"},
		{"place", "Moscow", "place:moscow"},
	}
	for _, c := range cases {
		t.Run(c.field+" "+c.name, func(t *testing.T) {
			got := a.ask(t, fmt.Sprintf(`{ %s(name: %q) { id } }`, c.field, c.name))
			want(t, fmt.Sprintf(`{%q: {"id": %q}}`, c.field, c.id), got)
		})
	}
	t.Run("a search for Moscow finds city and state", func(t *testing.T) {
		got := a.ask(t, `{ search(text: "Moscow", first: 2) { nodes { id } } }`)
		want(t, `{"search": {"nodes": [{"id": "place:moscow"}, {"id": "country:ru"}]}}`, got)
	})
	t.Run("the city is not the state", func(t *testing.T) {
		got := a.ask(t, `{ meetings(where: {places: {some: {node: {id: {eq: "country:ru"}}}}}) { totalCount } }`)
		want(t, `{"meetings": {"totalCount": 0}}`, got)
	})
}

// want holds JSON against JSON, whatever the spaces and the order of keys.
func want(t *testing.T, want, got string) {
	t.Helper()
	var w, g any
	if err := json.NewDecoder(strings.NewReader(want)).Decode(&w); err != nil {
		t.Fatalf("%v in %s", err, want)
	}
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w, g); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
