// Package prose reads texts, and writes names: it turns bytes into code points and back,
// splits a text into sentences, and says the names of the model in words.
package prose

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// stride is how many bytes lie between two marks of a text.
const stride = 1 << 10

// Text is a text in which bytes are quickly turned into code points.
type Text struct {
	s     string
	marks []int // how many code points begin before each stride-th byte
}

// New returns a text.
func New(s string) *Text {
	t := &Text{s: s}
	count := 0
	for i := 0; i < len(s); i += stride {
		t.marks = append(t.marks, count)
		count += begin(s[i:min(i+stride, len(s))])
	}
	return t
}

// begin counts the code points that begin in a piece of UTF-8.
func begin(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// String returns the text as it is.
func (t *Text) String() string { return t.s }

// Runes returns how many code points stand before a byte.
func (t *Text) Runes(at int) int {
	if len(t.marks) == 0 {
		return 0
	}
	mark := min(at/stride, len(t.marks)-1)
	return t.marks[mark] + begin(t.s[mark*stride:at])
}

// Byte returns where the code point begins before which so many stand; the end of the
// text where there are not so many.
func (t *Text) Byte(runes int) int {
	mark := max(0, sort.SearchInts(t.marks, runes+1)-1)
	if runes <= 0 || len(t.marks) == 0 {
		return 0
	}
	n := t.marks[mark]
	for i := mark * stride; i < len(t.s); i++ {
		if !utf8.RuneStart(t.s[i]) {
			continue
		}
		if n == runes {
			return i
		}
		n++
	}
	return len(t.s)
}

// Slice returns the text between two code points, as far as there is one.
func (t *Text) Slice(from, to int) string {
	start := t.Byte(from)
	return t.s[start:max(start, t.Byte(to))]
}

// Line returns the line of a byte, from 1.
func (t *Text) Line(at int) int { return strings.Count(t.s[:at], "\n") + 1 }
