package mutation

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/schema/gate"
)

// quotation is what tells places of one quote apart.
type quotation struct {
	prefix, suffix string
	start          *int64 // in code points
}

// spot is a place in a text: in bytes, and in code points.
type spot struct{ at, start int }

// find returns the code point at which a quote begins in the text of a source, or
// says why there is not one.
func (q quotation) find(source, text, quote string) (int, error) {
	if text == "" {
		return 0, wrong("", "%s has no text to quote from: put it, or give a locator", source)
	}
	spots := occurrences(text, quote)
	if len(spots) == 0 {
		return 0, wrong("", "%s does not have the words %s%s", source, gate.Quoted(quote), goesOn(text, quote))
	}
	var fit []spot
	for _, s := range spots {
		if q.fits(text, s, s.at+len(quote)) {
			fit = append(fit, s)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0].start, nil
	case len(fit) == 0:
		return 0, wrong("", "%s has the words %s elsewhere: %s", source, gate.Quoted(quote), listed(text, spots))
	}
	return 0, wrong("", "%s has the words %s %d times, %s: say which by prefix, suffix or start", source, gate.Quoted(quote), len(fit), listed(text, fit))
}

// fits reports whether the quote that stands there is the one that is meant. White
// space between it and what is before and after does not count.
func (q quotation) fits(text string, s spot, end int) bool {
	if q.start != nil {
		return int64(s.start) == *q.start
	}
	before, after := strings.TrimSpace(text[:s.at]), strings.TrimSpace(text[end:])
	return strings.HasSuffix(before, strings.TrimSpace(q.prefix)) && strings.HasPrefix(after, strings.TrimSpace(q.suffix))
}

// occurrences returns the places at which a quote begins, also where it overlaps
// with itself.
func occurrences(text, quote string) []spot {
	var spots []spot
	var s spot
	for {
		i := strings.Index(text[s.at:], quote)
		if i < 0 {
			return spots
		}
		s.start += utf8.RuneCountInString(text[s.at : s.at+i])
		s.at += i
		spots = append(spots, s)
		_, size := utf8.DecodeRuneInString(text[s.at:])
		s = spot{s.at + size, s.start + 1}
	}
}

// listed says where some places are.
func listed(text string, spots []spot) string {
	const most = 5
	var list []string
	for _, s := range spots[:min(len(spots), most)] {
		list = append(list, fmt.Sprintf("%d (line %d)", s.start, strings.Count(text[:s.at], "\n")+1))
	}
	if len(spots) > most {
		list = append(list, "…")
	}
	return "at start " + strings.Join(list, ", ")
}

// goesOn says up to where the text goes along with a quote, if that is some way.
func goesOn(text, quote string) string {
	var ends []int // of the quote's words
	for i, r := range quote {
		if unicode.IsSpace(r) && i > 0 {
			ends = append(ends, i)
		}
	}
	n := sort.Search(len(ends), func(i int) bool { return !strings.Contains(text, quote[:ends[i]]) })
	if n < 2 {
		return ""
	}
	begun := quote[:ends[n-1]]
	rest, _, _ := strings.Cut(text[strings.Index(text, begun)+len(begun):], "\n")
	return fmt.Sprintf("; it has the first %d of them and goes on: %s", len(strings.Fields(begun)), gate.Quoted(strings.TrimSpace(rest)))
}
