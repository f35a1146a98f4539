package graph

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
)

// SortKey is a word that sorts as the evidence stands in its source.
func (e *Evidence) SortKey() string {
	if e.Locator == "" {
		return fmt.Sprintf("%08d", e.Start)
	}
	word := make([]byte, 0, 64)
	p := locatorKey{rest: e.Locator}
	for c, more := p.next(); more; c, more = p.next() {
		word = append(word, c)
	}
	return string(word)
}

// CompareLocators compares the places of evidence by their locators, without
// making words of them.
func CompareLocators(a, b string) int {
	p, q := locatorKey{rest: a}, locatorKey{rest: b}
	for {
		x, moreA := p.next()
		y, moreB := q.next()
		switch {
		case !moreA && !moreB:
			return 0
		case !moreA:
			return -1
		case !moreB:
			return 1
		case x != y:
			return cmp.Compare(x, y)
		}
	}
}

// locatorKey reads a locator byte by byte as it stands in an id: with one underscore
// for the spaces between words, and each number with eight digits at least, so
// that row 9 sorts before row 10.
type locatorKey struct {
	rest          string
	begun         bool
	zeros, digits int // of the number that is read
}

func (p *locatorKey) next() (c byte, more bool) {
	if p.zeros == 0 && p.digits == 0 {
		word := strings.TrimLeftFunc(p.rest, unicode.IsSpace)
		spaced := len(word) < len(p.rest) && p.begun
		p.rest, p.begun = word, true
		if word == "" {
			return 0, false
		}
		if spaced {
			return '_', true
		}
		for p.digits < len(word) && word[p.digits] >= '0' && word[p.digits] <= '9' {
			p.digits++
		}
		if p.digits > 0 {
			p.zeros = max(0, 8-p.digits)
		}
	}
	if p.zeros > 0 {
		p.zeros--
		return '0', true
	}
	p.digits = max(0, p.digits-1)
	c, p.rest = p.rest[0], p.rest[1:]
	return c, true
}
