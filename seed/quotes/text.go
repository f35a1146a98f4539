// Package quotes finds in a source's text what is quoted from it: where a quote
// stands, what almost is it, and the sentences that none is from.
package quotes

import (
	"index/suffixarray"
	"slices"
	"strings"

	"parley/graph/prose"
)

// Text is a source's text.
type Text struct {
	*prose.Text

	index *suffixarray.Index // made for the first quote
}

// New returns a text in which quotes are to be found.
func New(s string) *Text { return &Text{Text: prose.New(s)} }

// All returns the bytes at which a quote begins, in order.
func (t *Text) All(quote string) []int {
	if t.index == nil {
		t.index = suffixarray.New([]byte(t.String()))
	}
	places := t.index.Lookup([]byte(quote), -1)
	slices.Sort(places)
	return places
}

// Between reports whether the words before and after a piece of the text are
// these. White space between does not count.
func (t *Text) Between(start, end int, prefix, suffix string) bool {
	before, after := strings.TrimSpace(t.String()[:start]), strings.TrimSpace(t.String()[end:])
	return strings.HasSuffix(before, strings.TrimSpace(prefix)) && strings.HasPrefix(after, strings.TrimSpace(suffix))
}
