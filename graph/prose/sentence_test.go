package prose

import (
	"slices"
	"strings"
	"testing"
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

// Code points are counted right at and around every mark.
func TestRunes(t *testing.T) {
	s := strings.Repeat("aé–𝄞", 1000)
	text, count := New(s), 0
	for i := range s {
		if got := text.Runes(i); got != count {
			t.Fatalf("before byte %d stand %d code points, not %d", i, count, got)
		}
		if got := text.Byte(count); got != i {
			t.Fatalf("code point %d begins at byte %d, not %d", count, got, i)
		}
		count++
	}
	if got := text.Runes(len(s)); got != count {
		t.Errorf("the text has %d code points, not %d", count, got)
	}
	if got := text.Byte(count + 9); got != len(s) {
		t.Errorf("what is beyond the text begins at byte %d", got)
	}
}

// A slice is as long as the text lets it be.
func TestSlice(t *testing.T) {
	text := New("aé–𝄞")
	for _, test := range []struct {
		from, to int
		want     string
	}{{0, 4, "aé–𝄞"}, {1, 3, "é–"}, {2, 99, "–𝄞"}, {3, 3, ""}, {3, 1, ""}, {9, 99, ""}, {-1, 1, "a"}} {
		if got := text.Slice(test.from, test.to); got != test.want {
			t.Errorf("from %d to %d stands %q, want %q", test.from, test.to, got, test.want)
		}
	}
	if got := New("").Slice(0, 1); got != "" {
		t.Errorf("an empty text has %q", got)
	}
}
