package quotes

import (
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"\n \n", nil},
		{"One. Two! Three?", []string{"One.", "Two!", "Three?"}},
		{"One\nTwo", []string{"One", "Two"}},
		{"He said “no.” She left.", []string{"He said “no.”", "She left."}},
		{"It ended (at last.) “Good,” he said.", []string{"It ended (at last.)", "“Good,” he said."}},
		{"The U.S. Congress met. Mr. Smith and Dr. Jones came.", []string{"The U.S. Congress met.", "Mr. Smith and Dr. Jones came."}},
		{"J. R. Smith paid 3.50 to e.g. Bo. 5 came. no one else.", []string{"J. R. Smith paid 3.50 to e.g. Bo. 5 came. no one else."}},
		{"Éva left. Íñigo\u00a0stayed.", []string{"Éva left.", "Íñigo\u00a0stayed."}},
		{"الأول. الثاني.", []string{"الأول.", "الثاني."}},
	} {
		var got []string
		for _, s := range New(test.text).Sentences() {
			got = append(got, s.Text)
			if whole := string([]rune(test.text)[s.Start:s.End]); whole != s.Text {
				t.Errorf("%q stands at %d to %d, where the text has %q", s.Text, s.Start, s.End, whole)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q\nsplits into %q\nwant        %q", test.text, got, test.want)
		}
	}
}

// A sentence is used if a quote overlaps it.
func TestUnused(t *testing.T) {
	all := New("One. Two.\nThree. Four.").Sentences()
	fact := func(start, end int) graph.PutEvidence {
		return graph.PutEvidence{Evidence: graph.Evidence{Start: start, End: end}}
	}
	left := Unused(all, []graph.PutEvidence{fact(8, 12), fact(0, 0)})
	if len(left) != 2 || left[0].Text != "One." || left[1].Text != "Four." || left[1].Line != 2 {
		t.Errorf("unused are %v", left)
	}
}

// Code points are counted right at and around every mark.
func TestRunes(t *testing.T) {
	s := strings.Repeat("aé–𝄞", 1000)
	text, count := New(s), 0
	for i := range s {
		if got := text.Runes(i); got != count {
			t.Fatalf("before byte %d stand %d code points, not %d", i, count, got)
		}
		count++
	}
	if got := text.Runes(len(s)); got != count {
		t.Errorf("the text has %d code points, not %d", count, got)
	}
}
