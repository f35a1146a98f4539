package storytest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEvaluator holds the evaluator against the cases in testdata. After the story and
// a line of dashes stand answers: a node or an edge, what is asked (knownOn, asOf,
// certain), and that it is absent, or what it shows.
func TestEvaluator(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			told, answers, _ := strings.Cut(string(text), "---\n")
			story, err := Parse(told)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(answers) {
				if !strings.HasPrefix(line, "#") {
					t.Run(strings.TrimSpace(line), func(t *testing.T) { judge(t, story, line) })
				}
			}
		})
	}
}

// judge holds what the evaluator tells of a subject against an answer.
func judge(t *testing.T, s Story, line string) {
	head, want := split(line)
	flag := func(name string) bool {
		i := slices.Index(head, name)
		if i >= 0 {
			head = slices.Delete(head, i, i+1)
		}
		return i >= 0
	}
	absent, certain := flag("absent"), flag("certain")
	shown := Evaluate(s, View{want["knownOn"], want["asOf"], certain})[strings.Join(head, " ")]
	if absent != (shown == nil) {
		t.Fatalf("it shows %v", shown)
	}
	delete(want, "knownOn")
	delete(want, "asOf")
	got := map[string]string{}
	for name := range want {
		got[name] = shown[name]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestParse shows that a story is written as it is read.
func TestParse(t *testing.T) {
	const text = `spokesperson post:p
source:s published=2025-12 publisher=The_Mail withdrawn=2026
  HOLDS person:a position:p stance=SUPPORTS when=2025/.. act=SAID basis=INFERRED saidBy=person:b saidFor=country:c saidOn=2025-11 corrects=source:r,source:q words=1-3
  meeting:m act=REPORTED basis=STATED
merge person:a person:b
`
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, s.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
