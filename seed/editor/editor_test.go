package editor

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// The text and the first lines of the folders that are looked over. Facts are added
// below head, so they begin on line 14.
const (
	content = `Ann Berg and Bo’s aide sat in the Oslo talks on Monday. They did not meet in Rome.
She would meet him as planned, Bo expected. The talks had been postponed on Tuesday.
Bo denied that there were talks. Ann is for peace. Ann is against peace. Minister Ann resigned. It is so. 彼は平和を支持する。
`
	head = `source: {id: source:s, title: S}
entities:
- {id: person:ann, name: Ann Berg}
- {id: person:bo, name: Bó Dahl, aliases: [Bo]}
- {id: meeting:oslo, name: Oslo talks}
- {id: position:peace, name: Peace, statement: There is peace}
- {id: post:minister, name: Minister}
- {id: topic:rome, name: Rome}
- {id: claim:so, name: So it is}
facts:
- {fact: meeting:oslo, quote: the Oslo talks}
- {fact: position:peace, quote: is for peace}
- {fact: claim:so, quote: It is so}
`
)

func folder(name, facts, text string) seed.Folder {
	return seed.Folder{Name: name, Files: fstest.MapFS{"facts.yaml": {Data: []byte(facts)}, "text.txt": {Data: []byte(text)}}}
}

// Each warning with its line and message, and beside it what comes close and is
// right.
func TestWarnings(t *testing.T) {
	m := standard(t)
	const (
		sat      = "- {fact: person:ann PARTICIPATED_IN meeting:oslo, attendance: "
		unnamed  = ": warning: the quote names neither "
		alias    = ": quote the words that do, or add what the source calls them as an alias"
		ask      = ": does it say that this took place?"
		few      = " has fewer than 3 words: quote enough to carry what the fact says"
		lost     = " is lost: leave it out, or give the act that affirms it"
		date     = ": give the day on which this was said (saidWhen), or nobody can tell which came first"
		period   = ": say when it held (when), or it counts as of the day on which it was said"
		supports = "- {fact: person:ann HOLDS position:peace, stance: SUPPORTS, quote: Ann is for peace"
		opposes  = "- {fact: person:ann HOLDS position:peace, stance: OPPOSES, quote: Ann is against peace"
	)
	tests := []struct {
		what, facts string
		want        []string // "line:column: warning: message"
	}{
		{"a quote that names one end by a word of its name", sat + "EXPECTED, quote: Minister Ann resigned}", nil},
		{"a quote with neither end", sat + "EXPECTED, quote: She would meet him}", []string{
			"14:3" + unnamed + "person:ann nor meeting:oslo" + alias}},
		{"a possessive, and an alias", "- {fact: person:bo PARTICIPATED_IN meeting:oslo, quote: Bo’s aide sat}", nil},
		{"an end that is named by its statement", "- {fact: position:peace ABOUT topic:rome, quote: Ann is for peace}", nil},
		{"words that every sentence has", "- {fact: person:bo ASSERTS claim:so, verdict: CLAIMED, quote: They did not meet in}", []string{
			"14:3" + unnamed + "person:bo nor claim:so" + alias}},

		{"a short quote for a value", sat + "ATTENDED, quote: Ann Berg}", []string{`14:3: warning: the quote "Ann Berg"` + few}},
		{"a short quote for a node", "- {fact: meeting:oslo, status: HELD, quote: talks on}", []string{`14:3: warning: the quote "talks on"` + few}},
		{"a short quote for what joins two things", "- {fact: meeting:oslo ABOUT topic:rome, quote: in Rome}", nil},
		{"a quote without spaces", "- {fact: position:peace, quote: 彼は平和を支持する}", nil},

		{"a quote on four things", "- {fact: position:peace, quote: Ann is for peace}\n" + supports + "}\n" +
			"- {fact: position:peace ABOUT topic:rome, quote: Ann is for peace}\n- {fact: position:peace ABOUT person:ann, quote: Ann is for peace}", []string{
			`17:3: warning: the quote "Ann is for peace" is used for 4 different things, first on line 14: quote for each the words that say it`}},
		{"a quote on three things, one of them twice", "- {fact: position:peace, quote: Ann is for peace}\n" + supports + "}\n" + supports + ", basis: INFERRED}\n" +
			"- {fact: position:peace ABOUT topic:rome, quote: Ann is for peace}", nil},

		{"a quote on what somebody says of three things", `- {says: person:ann SUPPORTS "Peace is best", about: [topic:rome, person:bo, meeting:oslo], quote: Ann is for peace}`, nil},
		{"a short quote for what somebody says", `- {says: person:ann SUPPORTS "Peace is best", about: topic:rome, quote: for peace}`, []string{
			`14:3: warning: the quote "for peace"` + few}},

		{"a negation for what was held", "- {fact: meeting:oslo, status: HELD, quote: They did not meet in Rome}", []string{`14:3: warning: the quote for HELD has the word "not"` + ask}},
		{"a plan for who came", sat + "ATTENDED, quote: She would meet him as planned, prefix: Rome., suffix: ', Bo'}", []string{
			`14:3` + unnamed + "person:ann nor meeting:oslo" + alias, `14:3: warning: the quote for ATTENDED has the word "would"` + ask}},
		{"as planned", "- {fact: person:bo PARTICIPATED_IN meeting:oslo, attendance: ATTENDED, quote: 'him as planned, Bo'}", nil},
		{"an expectation", "- {fact: person:bo PARTICIPATED_IN meeting:oslo, attendance: ATTENDED, quote: 'as planned, Bo expected'}", []string{
			`14:3: warning: the quote for ATTENDED has the word "expected"` + ask}},
		{"a negation for who did not come", "- {fact: person:bo PARTICIPATED_IN meeting:oslo, attendance: ABSENT, quote: Bo denied that there were talks}", nil},
		{"a plan that is one", "- {fact: person:bo PARTICIPATED_IN meeting:oslo, attendance: EXPECTED, quote: 'him as planned, Bo expected'}", nil},

		{"a denial with a value", "- {fact: meeting:oslo, status: CANCELLED, quote: Bo denied that there were talks, saidBy: person:bo, act: DENIED}", []string{
			"14:3: warning: act DENIED sets no value, and status" + lost}},
		{"a silence with two", "- {fact: meeting:oslo, when: 2025-12-01, status: HELD, quote: Bo denied that there were talks, act: NOT_CONFIRMED}", []string{
			"14:3: warning: act NOT_CONFIRMED sets no value, and status, when" + lost}},
		{"a denial without a value", "- {fact: meeting:oslo, quote: Bo denied that there were talks, saidBy: person:bo, act: DENIED}", nil},
		{"a denial of a claim, which was made then", "- {fact: person:bo ASSERTS claim:so, verdict: DENIED, when: 2025-12-01, quote: Bo denied that there were talks, act: DENIED}", nil},

		{"held, and then postponed", "- {fact: meeting:oslo, status: HELD, when: 2025-12-01, quote: sat in the Oslo talks on Monday}\n" +
			"- {fact: meeting:oslo, status: POSTPONED, quote: The talks had been postponed on Tuesday}", []string{
			"15:3: warning: it is POSTPONED here and HELD on line 14" + date}},
		{"held, and postponed on a day", "- {fact: meeting:oslo, status: HELD, quote: sat in the Oslo talks on Monday}\n" +
			"- {fact: meeting:oslo, status: POSTPONED, saidWhen: 2025-11-25, quote: The talks had been postponed on Tuesday}", nil},
		{"held, and postponed on a day in words", "- {fact: meeting:oslo, status: HELD, quote: sat in the Oslo talks on Monday}\n" +
			"- {fact: meeting:oslo, status: POSTPONED, saidWhen: {text: on Tuesday}, quote: The talks had been postponed on Tuesday}", []string{
			"15:3: warning: it is POSTPONED here and HELD on line 14" + date}},
		{"postponed, and then held", "- {fact: meeting:oslo, status: POSTPONED, quote: The talks had been postponed on Tuesday}\n" +
			"- {fact: meeting:oslo, status: HELD, quote: sat in the Oslo talks on Monday}", nil},

		{"for and against", supports + "}\n" + opposes + "}", []string{
			"14:3: warning: it is SUPPORTS here and OPPOSES on line 15" + period, "15:3: warning: it is OPPOSES here and SUPPORTS on line 14" + period}},
		{"for, and against since a day", supports + "}\n" + opposes + ", when: 2025-12-01/..}", []string{
			"14:3: warning: it is SUPPORTS here and OPPOSES on line 15" + period}},
		{"for and against, each on a day", supports + ", saidWhen: 2025-11-01}\n" + opposes + ", when: 2025-12-01/..}", nil},
		{"for, and unclear", supports + "}\n- {fact: person:ann HOLDS position:peace, stance: UNCLEAR, quote: Ann is for peace. Ann is}", nil},
		{"in office and out of it", "- {fact: person:ann HOLDS_POST post:minister, occupancy: HOLDER, quote: Minister Ann resigned}\n" +
			"- {fact: person:ann HOLDS_POST post:minister, occupancy: FORMER, when: 2025-12-01/.., quote: Minister Ann resigned}", []string{
			"14:3: warning: it is HOLDER here and FORMER on line 15" + period}},
		{"claimed and denied, which is no state", "- {fact: person:bo ASSERTS claim:so, verdict: CLAIMED, quote: Bo denied that there were talks}\n" +
			"- {fact: person:bo ASSERTS claim:so, verdict: DENIED, quote: Bo denied that there were talks}", nil},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			got := read(t, m, memory.New(m), folder("her", head+test.facts+"\n", content))
			for i := range got {
				got[i] = strings.TrimPrefix(got[i], "her/facts.yaml:")
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("warnings:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// An entity that an earlier source states keeps what that says of it.
func TestDeclaredAnew(t *testing.T) {
	const (
		first  = "source: {id: source:a, title: A, published: 2025-12-01}\nentities:\n- {id: person:ann, name: Ann Berg, description: Minister, aliases: [Ann]}\n- {id: country:no, name: Norway, iso: 'NO'}\n"
		second = "source: {id: source:b, title: B}\nentities:\n"
		stays  = ", which stays; "
		advice = " is not taken: leave it out, or give what you mean an id of its own"
	)
	tests := []struct {
		what, entity, want string
	}{
		{"the same", "- {id: person:ann, name: Ann Berg, description: Minister}", ""},
		{"an alias and an identifier more", "- {id: person:ann, name: Ann Berg, aliases: [Berg], identifiers: [{scheme: wikidata, value: Q1}]}", ""},
		{"the name in other capitals", "- {id: person:ann, name: ANN BERG}", ""},
		{"another name", "- {id: person:ann, name: Anna Berg}",
			`b/facts.yaml:3:3: warning: another source states person:ann with the name "Ann Berg"` + stays + `"Anna Berg"` + advice},
		{"another code", "- {id: country:no, name: Norway, iso: NX}",
			`b/facts.yaml:3:3: warning: another source states country:no with the iso "NO"` + stays + `"NX"` + advice},
		{"an entity that is new", "- {id: organization:un, name: UN, classification: OTHER}", ""},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			m := standard(t)
			store := memory.New(m)
			read(t, m, store, folder("a", first, ""))
			second := folder("b", second+test.entity+"\n", "")
			if got := strings.Join(read(t, m, store, second), "\n"); got != test.want {
				t.Errorf("got:  %s\nwant: %s", got, test.want)
			}
			// What a loaded source states otherwise now is its own to change.
			if again := read(t, m, store, folder("a", strings.Replace(first, "Ann Berg", "Ann", 1), "")); len(again) > 0 {
				t.Errorf("loaded again: %s", again)
			}
		})
	}
}

// rows are data that is given as it is.
type rows []seed.Row

func (r rows) Rows(_ context.Context, yield func(seed.Row) bool) error {
	for _, row := range r {
		if !yield(row) {
			break
		}
	}
	return nil
}

// Sources of one file are held against each other, each by itself.
func TestSourcesOfOneFile(t *testing.T) {
	m := standard(t)
	var data rows
	add := func(line int, c graph.Change) {
		data = append(data, seed.Row{Changes: []graph.Change{c}, At: seed.Position{File: "two.dna", Line: line, Column: 1}})
	}
	stance := func(source, stance string) graph.PutEvidence {
		return graph.PutEvidence{
			Source: source, Fact: graph.Fact{Edge: "HOLDS", From: "person:ann", To: "position:peace", Identity: map[string]graph.Value{"stance": stance}},
			Evidence: graph.Evidence{Locator: "1", Act: "SAID", Basis: "STATED"},
		}
	}
	add(1, graph.PutNode{Source: "source:a", ID: "person:ann", Props: map[string]graph.Value{"name": "Ann"}})
	add(2, stance("source:a", "SUPPORTS"))
	add(3, graph.PutNode{Source: "source:b", ID: "person:ann", Props: map[string]graph.Value{"name": "Anna"}})
	add(4, stance("source:b", "OPPOSES"))
	add(5, graph.PutNode{Source: "source:b", ID: "person:ann", Props: map[string]graph.Value{"name": "Anna"}})
	want := `two.dna:3:1: warning: another source states person:ann with the name "Ann", which stays; "Anna" is not taken: leave it out, or give what you mean an id of its own`
	if got := strings.Join(lines(t, m, data, nil), "\n"); got != want {
		t.Errorf("got:  %s\nwant: %s", got, want)
	}
}
