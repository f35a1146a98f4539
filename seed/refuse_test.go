package seed

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// The text and the first lines that the refused folders have in common.
const (
	words = "Ann and Bo said “peace now” – the talks\nin Oslo. Bo said no. Ann said no.\n"
	head  = `source: {id: source:s, title: S}
entities:
- {id: person:ann, name: Ann}
- {id: person:bo, name: Bo}
- {id: meeting:oslo, name: Oslo meeting}
facts:
- {fact: meeting:oslo, quote: the talks}
`
)

// Each refusal with its place and message. Entities and facts are added below
// head, so they begin on line 8.
func TestRefusals(t *testing.T) {
	m := standard(t)
	tests := []struct {
		what, facts string
		want        string // "line:column: message"
	}{
		{"a quote that is not in the text", "- {fact: meeting:oslo, quote: war now}",
			`8:31: the quote is not in text.txt: "war now"`},
		{"a quote with straight quotation marks", `- {fact: meeting:oslo, quote: 'said "peace now"'}`,
			`8:31: the quote is not in text.txt: "said \"peace now\""; line 1 has it with other quotation marks or apostrophes: "said “peace now”"`},
		{"a quote with a hyphen for a dash", "- {fact: meeting:oslo, quote: now” - the}",
			`8:31: the quote is not in text.txt: "now” - the"; line 1 has it with another dash: "now” – the"`},
		{"a quote that ignores the end of a line", "- {fact: meeting:oslo, quote: talks in  Oslo}",
			`8:31: the quote is not in text.txt: "talks in  Oslo"; line 1 has it with other white space: "talks\nin Oslo"`},
		{"a quote that begins as the text does", "- {fact: meeting:oslo, quote: Ann and Bo said nothing}",
			`8:31: the quote is not in text.txt: "Ann and Bo said nothing"; line 1 has its first 4 words and goes on: "“peace now” – the talks"`},
		{"a quote that occurs twice", "- {fact: meeting:oslo, quote: said no}",
			"8:31: the quote occurs 2 times in text.txt, on line 2: say which with a prefix, the words directly before it, or a suffix"},
		{"a prefix that fits nowhere", "- {fact: meeting:oslo, quote: said no, prefix: Carl}",
			"8:31: text.txt has the quote on line 2, but not with this prefix and suffix directly before and after it"},
		{"a prefix that does not tell apart", "- {fact: meeting:oslo, quote: said no, suffix: .}",
			"8:31: the quote occurs 2 times in text.txt even with this prefix and suffix, on line 2: make them longer"},
		{"no quote", "- {fact: person:ann RELATED_TO person:bo}",
			"8:3: a fact needs the words that say so: a quote, or a locator in a data set"},
		{"a quote and a locator", "- {fact: meeting:oslo, quote: Bo said no, locator: row 1}",
			"8:3: a fact has a quote or a locator, not both"},
		{"a dangling id", "- {fact: person:ann RELATED_TO person:carl, quote: Ann and Bo}",
			"8:32: person:carl is declared nowhere: add it to entities, or load the source that declares it first"},
		{"a mistyped id", "- {fact: meeting:oslo, quote: Bo said no, saidBy: person:anm}",
			"8:51: person:anm is declared nowhere: did you mean person:ann?"},
		{"a dangling id in a date", "- {fact: meeting:oslo, quote: Bo said no, when: {text: later, after: meeting:bergen}}",
			"8:70: meeting:bergen is declared nowhere: add it to entities, or load the source that declares it first"},
		{"a client that is not there", "- {fact: meeting:oslo, quote: Bo said no, saidFor: person:anm}",
			"8:52: person:anm is declared nowhere: did you mean person:ann?"},
		{"a correction of no source", "- {fact: meeting:oslo, quote: Bo said no, corrects: [source:t, person:ann]}",
			"8:64: corrects is a source, not person:ann"},
		{"a correction of no id", "- {fact: meeting:oslo, quote: Bo said no, corrects: t}",
			`8:53: "t" does not begin with a kind: write person:jane-doe, country:fr, …`},
		{"a correction of itself", "- {fact: meeting:oslo, quote: Bo said no, corrects: source:s}",
			"8:3: source:s cannot correct itself: leave out of the source what is not so"},
		{"an unknown kind", "- {fact: persn:ann RELATED_TO person:bo, quote: Ann and Bo}",
			`8:10: there is no kind "persn": did you mean person?`},
		{"an id without a kind", "- {fact: meeting:oslo, quote: Bo said no, saidBy: Ann}",
			`8:51: "Ann" does not begin with a kind: write person:jane-doe, country:fr, …`},
		{"an unknown edge", "- {fact: person:ann RELATES_TO person:bo, quote: Ann and Bo}",
			`8:21: there is no edge "RELATES_TO": did you mean RELATED_TO?`},
		{"an edge from the wrong kind", "- {fact: meeting:oslo RELATED_TO person:bo, quote: Bo said no}",
			"8:10: RELATED_TO goes from a person, not from meeting:oslo"},
		{"an edge to the wrong kind", "- {fact: person:ann HOLDS meeting:oslo, quote: Bo said no}",
			"8:27: HOLDS goes to a position, not to meeting:oslo"},
		{"half an edge", "- {fact: person:ann RELATED_TO, quote: Bo said no}",
			`8:10: a fact is "from EDGE to" or an id, such as "person:a HOLDS position:b" or "meeting:c", not "person:ann RELATED_TO"`},
		{"no fact", "- {quote: Bo said no}",
			`8:3: a fact begins with "fact: from EDGE to", "fact: id" or "says: who VERB what"`},
		{"an unknown property", "- {fact: person:ann RELATED_TO person:bo, relationshp: aunt, quote: Bo said no}",
			`8:43: a fact for RELATED_TO has no "relationshp": did you mean relationship?`},
		{"a property of another edge", "- {fact: person:ann RELATED_TO person:bo, occupancy: HOLDER, quote: Bo said no}",
			`8:43: a fact for RELATED_TO has no "occupancy": there is ` + factKeys(m, m.Edge("RELATED_TO").Props())},
		{"an offset typed by hand", "- {fact: meeting:oslo, quote: Bo said no, start: 3}",
			`8:43: a fact for Meeting has no "start": there is ` + factKeys(m, m.Kind("Meeting").Props())},
		{"an unknown enum value", "- {fact: meeting:oslo, status: HOLD, quote: Bo said no}",
			`8:32: status is never "HOLD": did you mean HELD?`},
		{"an enum value in small letters", "- {fact: meeting:oslo, quote: Bo said no, act: said}",
			`8:48: act is never "said": did you mean SAID?`},
		{"an enum value that is near none", "- {fact: meeting:oslo, quote: Bo said no, basis: RUMOUR}",
			`8:50: basis is never "RUMOUR": there is STATED, INFERRED`},
		{"an editorial property in a fact", "- {fact: meeting:oslo, name: Oslo, quote: Bo said no}",
			"8:24: Meeting.name is editorial: it stands with the Meeting under entities, not in a fact"},
		{"a bad date", "- {fact: meeting:oslo, when: 2025-13-01, quote: Bo said no}",
			`8:30: cannot read "2025-13-01" as a date: there is no day 2025-13-01; accepted are`},
		{"a bad date among words", "- {fact: meeting:oslo, when: {text: today, edtf: soon}, quote: Bo said no}",
			`8:50: cannot read "soon" as a date: "soon" has none of the accepted forms; accepted are`},
		{"an unknown part of a date", "- {fact: meeting:oslo, when: {words: today}, quote: Bo said no}",
			`8:31: when has no "words": there is text, edtf, after, basis`},
		{"a speaker who cannot speak", "- {fact: meeting:oslo, quote: Bo said no, saidBy: meeting:oslo}",
			"8:51: saidBy is a person, country or organization, not meeting:oslo"},
		{"the same fact twice", "- {fact: meeting:oslo, quote: the talks}",
			"8:3: this fact says the same with the same words as the one on line 7: take one out"},
		{"a key twice", "- {fact: meeting:oslo, quote: Bo said no, quote: Ann and Bo}",
			"8:43: the key quote stands twice: first on line 8"},
		{"an anchor", "- {fact: &f meeting:oslo, quote: Bo said no}",
			"8:10: anchors (&f) are not part of the format: take it out"},
		{"a merge key", "- {fact: meeting:oslo, <<: {quote: Bo said no}}",
			"8:24: merge keys (<<) are not part of the format: write the keys out"},
		{"a tag", "- {fact: meeting:oslo, quote: !!str Bo said}",
			"8:31: tags (!!str) are not part of the format: take it out"},
		{"a second document", "---\nsource: {}",
			"8:1: a second document begins here: a folder is one source"},
		{"a list where a text is meant", "- {fact: meeting:oslo, quote: [Bo said]}",
			"8:31: quote is a text, not a list or a mapping"},
		{"a fact that is a text", "- Bo said no",
			`8:3: a fact is written as keys and values, "key: value", a line each`},
		{"a quote that YAML takes for a key", "- fact: meeting:oslo\n  quote: said: no",
			"9:14: not YAML: mapping values are not allowed in this context" + yamlHint},
		{"an alias", "- {fact: meeting:oslo, quote: *q}",
			"8:31: not YAML: unknown anchor 'q' referenced" + yamlHint},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			refused(t, her(head+test.facts+"\n", words), "her/facts.yaml:"+test.want)
		})
	}
}

// factKeys lists what a fact's block may say of something with these properties.
func factKeys(m *graph.Model, props []*graph.Property) string {
	keys := slices.Concat(namesOf(StatedProps(props)), namesOf(EvidenceProps(m)), []string{PrefixKey, SuffixKey})
	return strings.Join(keys, ", ")
}

// A fact without the property that is its point says nothing.
func TestAFactNeedsItsPoint(t *testing.T) {
	withPost := strings.Replace(head, "facts:", "- {id: post:pm, name: Prime Minister}\nfacts:", 1)
	refused(t, her(withPost+"- {fact: person:ann HOLDS_POST post:pm, quote: Bo said no}\n", words),
		"her/facts.yaml:9:3: HOLDS_POST needs occupancy: one of HOLDER, FORMER, ACTING, INFORMAL")
}

// Refusals of a file as a whole, of its source and of its entities.
func TestRefusalsOfEntities(t *testing.T) {
	const source = "source: {id: source:s, title: S}\n"
	tests := []struct{ what, facts, want string }{
		{"an empty file", "# nothing\n", "1:1: the file is empty: it needs source, entities and facts"},
		{"no source", "facts: []\n", `1:1: there is no source: begin with "source:", its id and its title`},
		{"a source without an id", "source: {title: S}\n", "1:9: source has no id"},
		{"a source without a title", "source: {id: source:s}\n", "1:9: source has no title"},
		{"a source of another kind", "source: {id: person:s, title: S}\n", `1:14: the id of a source begins with "source:", not "person:"`},
		{"a text in the wrong place", "source: {id: source:s, title: S, text: T}\n", "1:34: the text of a source stands in text.txt beside this file"},
		{"an unknown key", source + "entites: []\n", `2:1: the file has no "entites": did you mean entities?`},
		{"entities that are no list", source + "entities: {id: person:ann}\n", `2:11: entities is a list: begin each entry with "- " on a line of its own, or write [a, b]`},
		{"an entity declared twice", source + "entities:\n- {id: person:a, name: A}\n- {id: person:a, name: B}\n", "4:8: person:a is declared twice: first on line 3"},
		{"an entity without a name", source + "entities:\n- {id: person:a}\n", "3:3: person:a has no name"},
		{"an entity without an id", source + "entities:\n- {name: A}\n", "3:3: an entity has no id"},
		{"an entity of an unknown kind", source + "entities:\n- {id: citty:a, name: A}\n", `3:8: there is no kind "citty": there is ` + strings.Join(KindWords(standard(t).Kinds), ", ")},
		{"a property that needs evidence", source + "entities:\n- {id: proposal:a, name: A, when: 2025}\nfacts:\n- {fact: proposal:a, locator: 1}\n", `3:29: Proposal.when needs evidence: state it in a fact with a quote, "- fact: proposal:a"`},
		{"a property that follows from what is said", source + "entities:\n- {id: claim:a, name: A, verification: DENIED}\nfacts:\n- {fact: claim:a, locator: 1}\n", "3:26: Claim.verification follows from what sources say: it is not written down"},
		{"a meeting without a fact of its own", source + "entities:\n- {id: meeting:a, name: A}\n", `3:8: meeting:a has no fact of its own: a Meeting needs one, "- fact: meeting:a" with the words that say so`},
		{"aliases that are no list", source + "entities:\n- {id: person:a, name: A, aliases: B}\n", `3:36: aliases is a list: begin each entry with "- " on a line of its own, or write [a, b]`},
		{"half an identifier", source + "entities:\n- {id: person:a, name: A, identifiers: [{scheme: wikidata}]}\n", "3:41: an identifier has a scheme and a value: {scheme: wikidata, value: Q1}"},
		{"a quote without a text", source + "entities:\n- {id: person:a, name: A}\nfacts:\n- {fact: person:a, quote: A}\n", "5:27: there is no text.txt to quote from: add it, or give a locator in place of the quote"},
		{"a NUL in a text", "source: {id: source:s, title: \"S\\0\"}\n", "1:31: a NUL character is not text: take it out"},
		{"a text that is no list of facts", source + "facts: none\n", `2:8: facts is a list: begin each entry with "- " on a line of its own, or write [a, b]`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			refused(t, her(test.facts, ""), "her/facts.yaml:"+test.want)
		})
	}
}

// All problems come at once, in the order of lines.
func TestAllProblemsAtOnce(t *testing.T) {
	_, err := Load(t.Context(), standard(t), her(head+"- {fact: meeting:oslo, status: X, quote: Y, act: Z}\n- {fact: person:carl, quote: no}\n- {}\n", words), nil)
	var got []string
	var r *Refusal
	if errors.As(err, &r) {
		for _, p := range r.Problems {
			got = append(got, fmt.Sprintf("%d:%d", p.Line, p.Column))
		}
	}
	if want := "8:32 8:42 8:50 9:10 9:30 10:3"; strings.Join(got, " ") != want {
		t.Errorf("problems at %v, want %s", got, want)
	}
}

func TestFiftyProblemsAreListed(t *testing.T) {
	_, err := Load(t.Context(), standard(t), her(head+strings.Repeat("- {}\n", 60), words), nil)
	var r *Refusal
	if !errors.As(err, &r) || len(r.Problems) != 50 || r.More != 10 || !strings.HasSuffix(err.Error(), "\n… and 10 more") {
		t.Errorf("60 problems: %v", err)
	}
}

// refused expects one problem, which begins as said, and a typed error.
func refused(t *testing.T, f Folder, want string) {
	t.Helper()
	c, err := Load(t.Context(), standard(t), f, nil)
	if c != nil || graph.CodeOf(err) != graph.BadInput {
		t.Fatalf("Load gives %v, %v", c, err)
	}
	got := err.Error()
	exact := got == want || strings.HasSuffix(want, "accepted are") && strings.HasPrefix(got, want) && !strings.Contains(got, "\n")
	if !exact {
		t.Errorf("got:  %s\nwant: %s", got, want)
	}
}
