package schema

import (
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema/sampletest"
)

// TestFacts filters and groups what two papers and a ministry say of a meeting, which
// the ministry's spokeswoman denies.
func TestFacts(t *testing.T) {
	s := standard(t)
	store := memory.New(s.model)
	node := func(id, name string, props map[string]graph.Value) graph.Change {
		all := map[string]graph.Value{"name": name}
		for p, v := range props {
			all[p] = v
		}
		return graph.PutNode{Source: "source:mail", ID: id, Props: all}
	}
	say := func(source, act, by string) graph.Change {
		return graph.PutEvidence{Source: source, Fact: graph.Fact{Node: "meeting:m"}, Evidence: graph.Evidence{Locator: source + act, Act: act, Basis: "STATED", SaidBy: by}}
	}
	sampletest.Apply(t, store,
		node("source:mail", "Mail", map[string]graph.Value{"publisher": "Northern Mail"}),
		graph.PutNode{Source: "source:extra", ID: "source:extra", Props: map[string]graph.Value{"name": "Extra", "publisher": "NORTHERN MAIL"}},
		graph.PutNode{Source: "source:leaf", ID: "source:leaf", Props: map[string]graph.Value{"name": "Leaf"}},
		node("organization:herald", "Herald", map[string]graph.Value{"classification": "MEDIA"}),
		node("organization:ministry", "Ministry", map[string]graph.Value{"classification": "GOVERNMENT"}),
		node("person:eva", "Eva", nil),
		node("meeting:m", "Meeting", nil),
		say("source:mail", "REPORTED", "organization:herald"),
		say("source:mail", "SAID", "organization:ministry"),
		say("source:extra", "DENIED", "person:eva"),
		say("source:leaf", "REPORTED", ""),
	)
	for _, test := range []struct{ name, query, want string }{
		{"of a publisher, however it is written", `{ facts(where: {publisher: {is: "northern mail"}}) { totalCount } }`, `{"facts":{"totalCount":3}}`},
		{"of a publisher, exactly", `{ facts(where: {publisher: {eq: "Northern Mail"}}) { totalCount } }`, `{"facts":{"totalCount":2}}`},
		{"without a publisher", `{ facts(where: {publisher: {isNull: true}}) { totalCount } }`, `{"facts":{"totalCount":1}}`},
		{"said by an organization of a sort", `{ facts(where: {saidBy: {organization: {classification: {eq: MEDIA}}}}) { nodes { saidBy { id } } } }`, `{"facts":{"nodes":[{"saidBy":{"id":"organization:herald"}}]}}`},
		{"said by an organization of any sort", `{ facts(where: {saidBy: {organization: {}}}) { totalCount } }`, `{"facts":{"totalCount":2}}`},
		{"not said by an organization of a sort", `{ facts(where: {NOT: {saidBy: {organization: {classification: {eq: MEDIA}}}}}) { totalCount } }`, `{"facts":{"totalCount":3}}`},
		{"said by a person", `{ facts(where: {saidBy: {person: {name: {is: "eva"}}}}) { totalCount } }`, `{"facts":{"totalCount":1}}`},
		{"what denies", `{ facts(where: {polarity: {eq: DENIES}, counts: {eq: true}}) { totalCount } }`, `{"facts":{"totalCount":1}}`},
		{"by source", `{ facts { groupBy(field: SOURCE) { value count } } }`, `{"facts":{"groupBy":[{"value":"source:mail","count":2},{"value":"source:extra","count":1},{"value":"source:leaf","count":1}]}}`},
		{"by publisher", `{ facts { groupBy(field: PUBLISHER) { value count } } }`, `{"facts":{"groupBy":[{"value":"Northern Mail","count":2},{"value":"NORTHERN MAIL","count":1},{"value":null,"count":1}]}}`},
		{"by speaker", `{ facts { groupBy(field: SAID_BY) { value count } } }`, `{"facts":{"groupBy":[{"value":"organization:herald","count":1},{"value":"organization:ministry","count":1},{"value":"person:eva","count":1},{"value":null,"count":1}]}}`},
		{"by verb", `{ facts { groupBy(field: ACT) { value count } } }`, `{"facts":{"groupBy":[{"value":"REPORTED","count":2},{"value":"DENIED","count":1},{"value":"SAID","count":1}]}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, want := answerTo(t, s, store, test.query, nil), `{"data":`+test.want+`}`; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
