package pages

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph/graphtest"
)

// TestPieces parts random texts: the pieces are the text, and each letter is in a piece
// of just the statements that rest on it.
func TestPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(graphtest.Seed(t), 0))
	for range 300 {
		text := []rune(strings.Repeat("añ\n字b", 1+random.IntN(20)))
		facts, bare := randomSpans(random, len(text)), randomSpans(random, len(text))
		var chosen *span
		if random.IntN(2) == 0 {
			chosen = &randomSpans(random, len(text))[0]
		}
		at := 0
		for _, p := range pieces(text, facts, bare, chosen) {
			letters := []rune(p.Text)
			if p.Start != at || string(text[at:at+len(letters)]) != p.Text {
				t.Fatalf("a piece at %d is %q, where the text has %q", at, p.Text, string(text[at:]))
			}
			for i := range letters {
				if want := holding(facts, at+i); !slices.Equal(want, slices.Sorted(slices.Values(p.Facts))) {
					t.Fatalf("on letter %d rest %v, not %v", at+i, want, p.Facts)
				}
				if want := len(holding(bare, at+i)) > 0; want != p.Bare {
					t.Fatalf("letter %d: bare %t", at+i, p.Bare)
				}
			}
			if want := chosen != nil && chosen.start <= at && at < chosen.end; want != p.On {
				t.Fatalf("letter %d: chosen %t", at, p.On)
			}
			at += len(letters)
		}
		if at != len(text) {
			t.Fatalf("the pieces end at %d of %d", at, len(text))
		}
	}
}

func randomSpans(random *rand.Rand, length int) []span {
	list := make([]span, 1+random.IntN(8))
	for i := range list {
		start := random.IntN(length)
		list[i] = span{start, start + 1 + random.IntN(length-start)}
	}
	return list
}

// holding lists the spans that hold a place.
func holding(list []span, at int) (indexes []int) {
	for i, s := range list {
		if s.start <= at && at < s.end {
			indexes = append(indexes, i)
		}
	}
	return indexes
}

// TestParagraphs parts a text at its line breaks, however they are written.
func TestParagraphs(t *testing.T) {
	text := "One.\r\nTwo\nthree.\n\nFour."
	var lines []string
	for _, p := range paragraphs(pieces([]rune(text), []span{{0, 9}, {11, 13}}, nil, nil)) {
		line := ""
		for _, piece := range p {
			if got := []rune(text)[piece.Start]; got != []rune(piece.Text)[0] {
				t.Errorf("%q stands at %d, where the text has %q", piece.Text, piece.Start, got)
			}
			line += piece.Text
		}
		lines = append(lines, line)
	}
	if want := []string{"One.", "Two", "three.", "Four."}; !slices.Equal(want, lines) {
		t.Errorf("%q, not %q", lines, want)
	}
}
