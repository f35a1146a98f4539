package editor

import (
	"slices"
	"strings"
	"testing"

	"parley/graph/memory"
)

// What a spokesperson says who does not speak for one body alone.
func TestVoices(t *testing.T) {
	m := standard(t)
	const (
		begin = `source: {id: source:s, title: S}
entities:
- {id: person:bo, name: Bo}
- {id: post:voice, name: Voice, roleKind: SPOKESPERSON}
- {id: post:aide, name: Aide, roleKind: ADVISER}
- {id: organization:a, name: A}
- {id: organization:b, name: B}
- {id: claim:so, name: So it is, statement: It is so}
facts:
- {fact: claim:so, quote: It is so he said}
`
		said  = "- {fact: claim:so, quote: It is so he said, saidBy: person:bo, act: SAID}\n"
		voice = "- {fact: person:bo HOLDS_POST post:voice, occupancy: HOLDER, quote: Bo speaks for A and B}\n"
		aide  = "- {fact: person:bo HOLDS_POST post:aide, occupancy: HOLDER, quote: Bo speaks for A and B}\n"
		ofA   = "- {fact: post:voice POST_OF organization:a, quote: Bo speaks for A and B}\n"
		ofB   = "- {fact: post:voice POST_OF organization:b, quote: Bo speaks for A and B}\n"
	)
	tests := []struct {
		name, facts string
		want        string // what one warning says, or ""
	}{
		{"of one body", voice + ofA + said, ""},
		{"of two", voice + ofA + ofB + said, "person:bo speaks for organization:a and organization:b: give saidFor"},
		{"of two, and it is told for whom", voice + ofA + ofB + strings.Replace(said, ", act:", ", saidFor: organization:a, act:", 1), ""},
		{"of none that is named", voice + said, "the data does not say whose post that is: give saidFor"},
		{"an aide", aide + ofA + ofB + said, ""},
		{"nobody speaks", voice + ofA + ofB, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := slices.DeleteFunc(read(t, m, memory.New(m), folder("s", begin+tt.facts, "It is so he said. Bo speaks for A and B.\n")),
				func(line string) bool { return !strings.Contains(line, "speaks for") })
			if tt.want == "" && len(found) == 0 || tt.want != "" && len(found) == 1 && strings.Contains(found[0], tt.want) {
				return
			}
			t.Errorf("warnings %q, want one of %q", found, tt.want)
		})
	}
}
