package web_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/server/web/questions"
)

// aftermath is a made-up source that goes beyond the article and contradicts it.
const aftermath = "../../seed/testdata/aftermath"

// TestAftermath asks what a later source changes: the new values stand with the
// old ones and both quotes beside them.
func TestAftermath(t *testing.T) {
	a := newAPI(t, aftermath)
	cases := []struct{ name, query, want string }{
		{
			"Kushner came, as was expected",
			`{ meeting(id: "meeting:2025-12-02-moscow") { participants(where: {node: {name: {is: "Jared Kushner"}}}) { edges { attendance
				evidence(orderBy: [{saidWhen: {startEarliest: ASC}}, {id: DESC}]) { quote says { property value } source { id } } } } } }`,
			`{"meeting": {"participants": {"edges": [{"attendance": "ATTENDED", "evidence": [
				{"quote": "is also expected to join the talks", "says": [{"property": "attendance", "value": "EXPECTED"}], "source": {"id": "source:peace-talks"}},
				{"quote": "Jared Kushner joined Steve Witkoff when the U.S. envoy met President Vladimir Putin", "says": [{"property": "attendance", "value": "ATTENDED"}], "source": {"id": "source:aftermath"}}
			]}]}}}`,
		},
		{
			"the meeting was held",
			`{ meeting(id: "meeting:2025-12-02-moscow") { status } person(name: "Vladimir Putin") { met { edges { node { id } } } } }`,
			`{"meeting": {"status": "HELD"}, "person": {"met": {"edges": [{"node": {"id": "person:jared-kushner"}}, {"node": {"id": "person:steve-witkoff"}}]}}}`,
		},
		{
			"Ukraine confirms; who did not confirm, and who denied, stand beside it",
			`{ claim(id: "claim:capture-of-pokrovsk") { verification assertions { edges { verdict node { id } } } } }`,
			`{"claim": {"verification": "CONTESTED", "assertions": {"edges": [
				{"verdict": "CONFIRMED", "node": {"id": "country:ua"}},
				{"verdict": "DENIED", "node": {"id": "organization:open-source-monitoring-groups"}},
				{"verdict": "CLAIMED", "node": {"id": "organization:russian-officials-claiming-captures"}},
				{"verdict": "NOT_CONFIRMED", "node": {"id": "organization:ukrainian-officials-not-confirming-captures"}}]}}}`,
		},
		{
			"the stance before and the stance since",
			`{ position(id: "position:surrender-of-eastern-territories") { holders(where: {node: {id: {eq: "country:ua"}}}) { edges { stance when { edtf } evidence { source { id } } } } } }`,
			`{"position": {"holders": {"edges": [
				{"stance": "CONDITIONAL", "when": {"edtf": "2025-12-03/.."}, "evidence": [{"source": {"id": "source:aftermath"}}]},
				{"stance": "OPPOSES", "when": null, "evidence": [{"source": {"id": "source:peace-talks"}}]}]}}}`,
		},
		{
			"as of the day before, only the stance before",
			`{ position(id: "position:surrender-of-eastern-territories", asOf: "2025-12-02") { holders(where: {node: {id: {eq: "country:ua"}}}) { totalCount edges { stance } } } }`,
			`{"position": {"holders": {"totalCount": 1, "edges": [{"stance": "OPPOSES"}]}}}`,
		},
		{
			"as of the day before, the meeting in Moscow is not yet",
			`{ meeting(id: "meeting:2025-12-02-moscow", asOf: "2025-12-01") { id } person(name: "Vladimir Putin", asOf: "2025-12-01") { meetings { totalCount } met { totalCount } } }`,
			`{"meeting": null, "person": {"meetings": {"totalCount": 0}, "met": {"totalCount": 0}}}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { want(t, c.want, a.ask(t, c.query)) })
	}
}

// TestAftermathGoes takes the later source away: all answers are as before.
func TestAftermathGoes(t *testing.T) {
	before, after := newAPI(t), newAPI(t, aftermath)
	after.apply(t, graph.DropSource{Source: "source:aftermath"})
	for _, q := range questions.Answered(before.schema, questions.All()) {
		if diff := cmp.Diff(before.data(t, q.Query, q.Name), after.data(t, q.Query, q.Name)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", q.Name, diff)
		}
	}
}
