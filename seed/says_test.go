package seed

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

const (
	saysText = "Ida Juhl said she was for the pact, and for tolls. Kai Lund is for it, too. The ministry denied that Oslo was hit. Nobody signed.\n"
	saysHead = `source: {id: source:s, title: S, published: 2025-12-01}
entities:
- {id: person:juhl, name: Ida Juhl}
- {id: person:lund, name: Kai Lund}
- {id: organization:ministry, name: Ministry}
- {id: topic:pact, name: Pact}
- {id: place:oslo, name: Oslo}
`
)

// Each short form with the long one that it stands for.
func TestSaysStandsForFacts(t *testing.T) {
	m := standard(t)
	const (
		pact = "- {id: position:the-pact-is-signed, name: The pact is signed, statement: The pact is signed}\n"
		hit  = "- {id: claim:oslo-was-hit, name: Oslo was hit, statement: Oslo was hit}\n"
	)
	tests := []struct{ what, short, entities, long string }{
		{"a stance with a statement, what it is about, and a date",
			`- {says: person:juhl SUPPORTS "The pact is signed", about: [topic:pact, place:oslo], quote: Ida Juhl said she was for the pact, saidWhen: 2025-11}`,
			pact, `
- {fact: position:the-pact-is-signed, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidWhen: 2025-11, act: SAID}
- {fact: person:juhl HOLDS position:the-pact-is-signed, stance: SUPPORTS, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidWhen: 2025-11, act: SAID}
- {fact: position:the-pact-is-signed ABOUT topic:pact, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidWhen: 2025-11, act: SAID}
- {fact: position:the-pact-is-signed ABOUT place:oslo, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidWhen: 2025-11, act: SAID}`},
		{"a denial, whose claim is said all the same",
			`- {says: 'organization:ministry DENIED “Oslo was hit”', about: place:oslo, when: 2025-11-30, quote: The ministry denied that Oslo was hit}`,
			hit, `
- {fact: claim:oslo-was-hit, quote: The ministry denied that Oslo was hit, saidBy: organization:ministry, act: SAID}
- {fact: organization:ministry ASSERTS claim:oslo-was-hit, verdict: DENIED, when: 2025-11-30, quote: The ministry denied that Oslo was hit, saidBy: organization:ministry, act: DENIED}
- {fact: claim:oslo-was-hit ABOUT place:oslo, quote: The ministry denied that Oslo was hit, saidBy: organization:ministry, act: SAID}`},
		{"a correction of the stance alone, on another's behalf",
			`- {says: person:juhl SUPPORTS "The pact is signed", quote: Ida Juhl said she was for the pact, saidFor: organization:ministry, corrects: source:old}`,
			pact, `
- {fact: position:the-pact-is-signed, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidFor: organization:ministry, act: SAID}
- {fact: person:juhl HOLDS position:the-pact-is-signed, stance: SUPPORTS, quote: Ida Juhl said she was for the pact, saidBy: person:juhl, saidFor: organization:ministry, corrects: [source:old], act: SAID}`},
		{"another speaker and verb, and what is inferred",
			`- {says: person:lund SUPPORTS position:pact "The pact is signed", quote: 'Kai Lund is for it, too', saidBy: person:juhl, act: WARNED, basis: INFERRED}`,
			"- {id: position:pact, name: The pact is signed, statement: The pact is signed}\n", `
- {fact: position:pact, quote: 'Kai Lund is for it, too', saidBy: person:juhl, act: WARNED, basis: INFERRED}
- {fact: person:lund HOLDS position:pact, stance: SUPPORTS, quote: 'Kai Lund is for it, too', saidBy: person:juhl, act: WARNED, basis: INFERRED}`},
		{"what the source itself reports", `- {says: person:lund SUPPORTS "The pact is signed", quote: 'Kai Lund is for it, too', act: REPORTED}`,
			pact, `
- {fact: position:the-pact-is-signed, quote: 'Kai Lund is for it, too'}
- {fact: person:lund HOLDS position:the-pact-is-signed, stance: SUPPORTS, quote: 'Kai Lund is for it, too'}`},
		{"two who say the same in the same words", `
- {says: person:juhl SUPPORTS "The pact is signed", about: topic:pact, quote: signed, act: REPORTED}
- {says: person:lund SUPPORTS "the pact is signed", about: topic:pact, quote: signed, act: REPORTED}`,
			pact, `
- {fact: position:the-pact-is-signed, quote: signed}
- {fact: person:juhl HOLDS position:the-pact-is-signed, stance: SUPPORTS, quote: signed}
- {fact: position:the-pact-is-signed ABOUT topic:pact, quote: signed}
- {fact: person:lund HOLDS position:the-pact-is-signed, stance: SUPPORTS, quote: signed}`},
		{"what has its own fact further down", `
- {says: person:juhl OPPOSES "The pact is signed", quote: signed}
- {fact: position:the-pact-is-signed, quote: the pact}`,
			pact, `
- {fact: person:juhl HOLDS position:the-pact-is-signed, stance: OPPOSES, quote: signed, saidBy: person:juhl, act: SAID}
- {fact: position:the-pact-is-signed, quote: the pact}`},
		{"a long statement", "- says: 'person:juhl UNCLEAR \"All the ministers, and those of the neighbours, sign the pact: in Oslo, or elsewhere\"'\n  quote: for tolls",
			"- {id: position:all-the-ministers-and-those-of-the-neighbours-sign-the-pact, name: 'All the ministers, and those of the neighbours, sign the pact: in Oslo, or elsewhere', statement: 'All the ministers, and those of the neighbours, sign the pact: in Oslo, or elsewhere'}\n", `
- {fact: position:all-the-ministers-and-those-of-the-neighbours-sign-the-pact, quote: for tolls, saidBy: person:juhl, act: SAID}
- {fact: person:juhl HOLDS position:all-the-ministers-and-those-of-the-neighbours-sign-the-pact, stance: UNCLEAR, quote: for tolls, saidBy: person:juhl, act: SAID}`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			got := mustLoad(t, m, her(saysHead+"facts:\n"+test.short+"\n", saysText), nil)
			want := mustLoad(t, m, her(saysHead+test.entities+"facts:\n"+test.long+"\n", saysText), nil)
			if diff := cmp.Diff(loadless(want), loadless(got)); diff != "" {
				t.Errorf("the long form is - where the short one is +:\n%s", diff)
			}
			if got.Nodes != want.Nodes || got.Edges != want.Edges || got.Facts != want.Facts {
				t.Errorf("%d nodes, %d edges and %d facts", got.Nodes, got.Edges, got.Facts)
			}
		})
	}
}

// loadless returns a corpus's changes without its load, which the bytes of the files
// make.
func loadless(c *Corpus) []graph.Change {
	list := slices.Clone(c.Changes)
	for i, change := range list {
		switch change := change.(type) {
		case graph.PutNode:
			change.Load = ""
			list[i] = change
		case graph.PutEvidence:
			change.Load = ""
			list[i] = change
		case graph.Sweep:
			change.Load = ""
			list[i] = change
		}
	}
	return list
}

// What is not clear is refused where it stands.
func TestRefusalsOfSays(t *testing.T) {
	m := standard(t)
	const (
		example = `such as person:a SUPPORTS "The pact is signed" or person:a DENIED claim:b`
		quote   = `, quote: for tolls}`
	)
	tests := []struct {
		what, facts string
		want        string // "line:column: message"
	}{
		{"no verb", "- {says: person:juhl" + quote, `9:10: says is "who VERB what", not "person:juhl": ` + example},
		{"nothing that is said", "- {says: person:juhl SUPPORTS" + quote, `9:10: says is "who VERB what", not "person:juhl SUPPORTS": ` + example},
		{"a mistyped verb", `- {says: person:juhl SUPORTS "Tolls rise"` + quote, `9:22: there is no verb "SUPORTS": did you mean SUPPORTS?`},
		{"a verb in small letters", `- {says: person:juhl denied "Tolls rise"` + quote, `9:22: there is no verb "denied": did you mean DENIED?`},
		{"an edge for a verb", `- {says: person:juhl HOLDS "Tolls rise"` + quote, `9:22: there is no verb "HOLDS": there is SUPPORTS, CONDITIONAL, NEUTRAL, DOUBTS, OPPOSES, UNCLEAR, CLAIMED, CONFIRMED, NOT_CONFIRMED, DENIED`},
		{"a statement without quotation marks", "- {says: person:juhl SUPPORTS Tolls rise" + quote, `9:10: what is said is an id, or a statement in quotation marks, ` + example},
		{"a statement without the last one", `- {says: 'person:juhl SUPPORTS “Tolls rise"'` + quote, `9:10: the statement does not end with a quotation mark (”): between { and } a comma ends a text, so put the whole of says in single quotes, or each key on a line of its own`},
		{"a comma between braces", `- {says: person:juhl SUPPORTS "Tolls rise, at last"` + quote, `9:10: the statement does not end with a quotation mark ("): between { and } a comma ends a text, so put the whole of says in single quotes, or each key on a line of its own`},
		{"an empty statement", `- {says: person:juhl SUPPORTS ""` + quote, "9:10: the statement is empty"},
		{"a statement that makes no id", `- {says: person:juhl SUPPORTS "!?"` + quote, `9:31: no id can be made of the statement "!?": give one before it`},
		{"one who cannot speak", `- {says: topic:pact SUPPORTS "Tolls rise"` + quote, "9:10: HOLDS goes from a person, country or organization, not from topic:pact"},
		{"one who is not there", `- {says: person:jul SUPPORTS "Tolls rise"` + quote, "9:10: person:jul is declared nowhere: did you mean person:juhl?"},
		{"what one cannot be for", "- {says: person:juhl SUPPORTS topic:pact" + quote, "9:31: HOLDS goes to a position, not to topic:pact"},
		{"an id of another kind before a statement", `- {says: person:juhl SUPPORTS claim:tolls "Tolls rise"` + quote, "9:31: HOLDS goes to a position, not to claim:tolls"},
		{"what is not there", "- {says: person:juhl SUPPORTS position:toll" + quote, "9:31: position:toll is declared nowhere: did you mean position:tolls?"},
		{"another statement of an id", `- {says: person:juhl OPPOSES position:tolls "Tolls fall", quote: Ida Juhl}`, `9:30: position:tolls has another statement on line 7, "Tolls rise": give this one an id of its own before it`},
		{"about what is not there", `- {says: person:juhl SUPPORTS "Tolls rise", about: topic:x` + quote, "9:52: topic:x is declared nowhere: add it to entities, or load the source that declares it first"},
		{"about a word", `- {says: person:juhl SUPPORTS "Tolls rise", about: [tolls]` + quote, `9:53: "tolls" does not begin with a kind: write person:jane-doe, country:fr, …`},
		{"about nothing that is a list", `- {says: person:juhl SUPPORTS "Tolls rise", about: {topic: pact}` + quote, `9:52: about is a list: begin each entry with "- " on a line of its own, or write [a, b]`},
		{"a stance beside the verb", `- {says: person:juhl SUPPORTS "Tolls rise", stance: OPPOSES` + quote, "9:53: stance is the verb of says already: SUPPORTS"},
		{"a property that it has not", `- {says: person:juhl SUPPORTS "Tolls rise", abuot: topic:pact` + quote, `9:45: a fact for HOLDS has no "abuot": did you mean about?`},
		{"about in a fact", `- {fact: position:tolls, about: topic:pact` + quote, `9:26: a fact for Position has no "about": there is ` + factKeys(m, m.Kind("Position").Props())},
		{"a fact and says", `- {fact: position:tolls, says: person:juhl SUPPORTS position:tolls` + quote, "9:3: a block has a fact or says, not both: write two"},
		{"no quote", `- {says: person:juhl SUPPORTS "Tolls rise"}`, "9:3: a fact needs the words that say so: a quote, or a locator in a data set"},
		{"a quote that is not in the text", `- {says: person:juhl SUPPORTS "Trams run", quote: trams}`, `9:51: the quote is not in text.txt: "trams"`},
		{"the same twice", `- {says: person:juhl SUPPORTS "Tolls rise", quote: for tolls}` + "\n" + `- {says: person:juhl SUPPORTS position:tolls-rise, quote: for tolls}`,
			"10:3: this fact says the same with the same words as the one on line 9: take one out"},
		{"a list", "- {says: [person:juhl, SUPPORTS]" + quote, "9:10: says is a text, not a list or a mapping"},
	}
	own := strings.TrimSuffix(saysHead, "- {id: place:oslo, name: Oslo}\n") + "- {id: position:tolls, name: Tolls, statement: Tolls rise}\nfacts:\n"
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			facts := test.facts + "\n- {fact: position:tolls, quote: 'and for tolls'}\n"
			refused(t, her(own+facts, saysText), "her/facts.yaml:"+test.want)
		})
	}
}

// A statement has one place.
func TestSaysOfWhatIsDeclaredWithoutAStatement(t *testing.T) {
	facts := saysHead + `- {id: position:tolls, name: Tolls}
facts:
- {says: person:juhl OPPOSES position:tolls "Tolls fall", quote: Ida Juhl}
`
	refused(t, her(facts, saysText), "her/facts.yaml:10:30: position:tolls is declared on line 8 without a statement: write it there, and here the id alone")
}

// Which verbs there are is the model's to say.
func TestVerbsAreTheModels(t *testing.T) {
	spec := graph.Standard()
	verbs := func(property string, names ...string) []graph.Property {
		e := &graph.Enum{Name: property, Doc: "Ways."}
		for _, name := range names {
			e.Values = append(e.Values, graph.EnumValue{Name: name, Doc: "So."})
		}
		return []graph.Property{{Name: property, Type: graph.Enumerated, Enum: e, Identity: true, Required: true, Doc: "How."}}
	}
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Motto", Plural: "mottoes", Doc: "A motto.", Properties: []graph.Property{
		{Name: "statement", Type: graph.Text, Editorial: true, Doc: "Its words."},
	}})
	spec.Edges = append(spec.Edges,
		graph.Edge{Name: "SINGS", From: []string{"Person"}, To: []string{"Motto"}, Out: "sings", In: "sungBy", Doc: "Sings.", Properties: verbs("tune", "SUNG", "SUPPORTS")},
		graph.Edge{Name: "CALLS", From: []string{"Person"}, To: []string{"Motto", "Position"}, Out: "calls", In: "calledBy", Doc: "Calls.", Properties: verbs("shout", "CALLED")})
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ what, facts, want string }{
		{"a verb of the model", `- {says: person:juhl SUNG "Tolls rise", quote: for tolls}`, "SINGS person:juhl motto:tolls-rise SUNG"},
		{"a verb that the id tells", `- {says: person:juhl SUPPORTS motto:tolls "Tolls rise", quote: for tolls}`, "SINGS person:juhl motto:tolls SUPPORTS"},
		{"a verb of two edges", `- {says: person:juhl SUPPORTS "Tolls rise", quote: for tolls}`,
			"her/facts.yaml:9:22: SUPPORTS is a verb of HOLDS and of SINGS: name what it is said of by its id, or write facts"},
		{"a verb to two kinds", `- {says: person:juhl CALLED "Tolls rise", quote: for tolls}`,
			"her/facts.yaml:9:29: what CALLS leads to is a position or motto: say which by an id before the statement"},
		{"what is about nothing", `- {says: person:juhl SUNG "Tolls rise", about: topic:pact, quote: for tolls}`, "her/facts.yaml:9:48: a Motto is about nothing"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			c, err := Load(t.Context(), m, her(saysHead+"facts:\n"+test.facts+"\n", saysText), nil)
			var got string
			if err != nil {
				got = err.Error()
			} else {
				for _, change := range c.Changes {
					if e, ok := change.(graph.PutEvidence); ok && e.Fact.Edge != "" {
						got = m.FactID(e.Fact)
					}
				}
			}
			if got != test.want {
				t.Errorf("got:  %s\nwant: %s", got, test.want)
			}
		})
	}
}
