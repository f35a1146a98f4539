package seed

import (
	"errors"
	"strings"
	"testing"

	"parley/graph/memory"
)

// Whatever stands in the files, Load gives a corpus or says where it is wrong,
// and an empty store takes what it gives, the second time without a change.
func FuzzLoad(f *testing.F) {
	f.Add(least, "")
	f.Add(head, words)
	f.Add(head+"- {fact: person:ann RELATED_TO person:bo, relationship: x, quote: no, prefix: Bo said}\n", words)
	f.Add(head+"- {fact: meeting:oslo, when: {text: x, edtf: 2025, after: [person:ann]}, locator: 3, saidWhen: 2025~}\n", "")
	f.Add(saysHead+"facts:\n- {says: person:juhl DENIED claim:b “Oslo was hit”, about: [topic:pact, place:oslo], quote: Oslo was hit}\n", saysText)
	f.Add(saysHead+"facts:\n- says: person:juhl SUPPORTS \"Tolls, and more\"\n  about: topic:pact\n  quote: for tolls\n", saysText)
	f.Add("a: &a [*a]\n", "x")
	f.Add("source: |\n  x\n---\n", "x")
	f.Add("? {a: b}\n: c\n", "x")
	m := standard(f)
	f.Fuzz(func(t *testing.T, facts, text string) {
		c, err := Load(t.Context(), m, her(facts, text), nil)
		var refusal *Refusal
		switch {
		case err == nil:
			s := memory.New(m)
			if done := mustApply(t, s, c); done.Nodes != c.Nodes || done.Edges != c.Edges || done.Evidence != c.Facts {
				t.Errorf("a corpus of %d nodes, %d edges and %d facts changes %+v", c.Nodes, c.Edges, c.Facts, done)
			}
			if again := mustApply(t, s, c); again.Changed() {
				t.Errorf("the second time it changes %+v", again)
			}
		case !errors.As(err, &refusal):
			t.Errorf("not a refusal: %v", err)
		default:
			for _, p := range refusal.Problems {
				if p.Line > strings.Count(facts+text, "\n")+2 || p.Message == "" {
					t.Errorf("no such place: %v", p)
				}
			}
		}
	})
}
