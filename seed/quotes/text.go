// Package quotes finds in a source's text what is quoted from it: where a quote
// stands, what almost is it, and the sentences that none is from.
package quotes

import (
	"index/suffixarray"
	"slices"
	"strings"
	"unicode/utf8"
)

// stride is how many bytes lie between two marks of a text.
const stride = 1 << 10

// Text is a source's text, in which bytes are quickly turned into code points.
type Text struct {
	s     string
	marks []int // how many code points begin before each stride-th byte

	index *suffixarray.Index // made for the first quote
}

// New returns a text in which quotes are to be found.
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

// Line returns the line of a byte, from 1.
func (t *Text) Line(at int) int { return strings.Count(t.s[:at], "\n") + 1 }

// All returns the bytes at which a quote begins, in order.
func (t *Text) All(quote string) []int {
	if t.index == nil {
		t.index = suffixarray.New([]byte(t.s))
	}
	places := t.index.Lookup([]byte(quote), -1)
	slices.Sort(places)
	return places
}

// Between reports whether the words before and after a piece of the text are
// these. White space between does not count.
func (t *Text) Between(start, end int, prefix, suffix string) bool {
	before, after := strings.TrimSpace(t.s[:start]), strings.TrimSpace(t.s[end:])
	return strings.HasSuffix(before, strings.TrimSpace(prefix)) && strings.HasPrefix(after, strings.TrimSpace(suffix))
}
