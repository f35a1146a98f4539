package ndjson

import (
	"strings"
	"testing"

	"parley/graph/graphtest"
)

// Whatever stands on a line, it is a change that, written, is read as the same,
// or a problem that says where it is.
func FuzzLine(f *testing.F) {
	m := standard(f)
	for line := range strings.Lines(strings.TrimPrefix(written(f, m, graphtest.MadeGraph(m, 1)), head)) {
		if len(line)%7 == 0 { // some of them
			f.Add(line)
		}
	}
	f.Add(`{"retract":{"id":"HOLDS person:a position:b"}}`)
	f.Add(`{"putNode":{"props":{"name":"\ud83d\ude00\u0000"},"id":"person:a"}}`)
	f.Add(`{"putEvidence":{"says":{},"says":{}}}`)
	f.Add("{\"putEvidence\":{\"start\":1e3,\"saidWhen\":{\"after\":[\"\xff\"]}}}")
	f.Fuzz(func(t *testing.T, line string) {
		line = strings.NewReplacer("\n", " ", "\r", " ").Replace(line)
		changes, problems, err := reading(t, m, head+line)
		switch {
		case err != nil:
			t.Fatal(err)
		case len(problems) > 0:
			if len(changes) > 0 || !strings.HasPrefix(problems[0], "her.ndjson:2:") || strings.HasSuffix(problems[0], ": ") {
				t.Errorf("%v beside %v", problems, changes)
			}
		default:
			again, problems, err := reading(t, m, written(t, m, changes))
			if diff := alike(changes, again); diff != "" || err != nil || problems != nil {
				t.Errorf("%v %v (-first +again):\n%s", err, problems, diff)
			}
		}
	})
}
