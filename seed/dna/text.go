package dna

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// stride is how many UTF-16 units lie between two marks of a text.
const stride = 1 << 10

// text is a document's text, in which UTF-16 units are quickly turned into code
// points.
type text struct {
	s     string
	marks []position // one for each stride, and one for the end
}

// position is a position in a text, as each of three counts it.
type position struct{ unit, point, byte int }

// newText takes a text as DNA's window shows it.
func newText(s string) *text {
	t := &text{s: lines(s)}
	at := position{}
	for _, r := range t.s {
		if at.unit >= stride*len(t.marks) {
			t.marks = append(t.marks, at)
		}
		at = at.after(r)
	}
	t.marks = append(t.marks, at)
	return t
}

// lines ends each line with "\n".
func lines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// after is the place after a letter.
func (p position) after(r rune) position {
	units := 1
	if r > 0xFFFF {
		units = 2
	}
	return position{p.unit + units, p.point + 1, p.byte + utf8.RuneLen(r)}
}

// find returns the place of a unit. There is none beyond the text's end and none
// between the two units of one letter.
func (t *text) find(unit int64) (position, bool) {
	i := sort.Search(len(t.marks), func(i int) bool { return int64(t.marks[i].unit) > unit }) - 1
	if i < 0 {
		return position{}, false
	}
	at := t.marks[i]
	for _, r := range t.s[at.byte:] {
		if int64(at.unit) >= unit {
			break
		}
		at = at.after(r)
	}
	return at, int64(at.unit) == unit
}

// quote returns the words between two units.
func (t *text) quote(start, stop int64) (words string, from, to int, err error) {
	first, ok := t.find(start)
	if !ok {
		return "", 0, 0, t.outside(start)
	}
	last, ok := t.find(stop)
	if !ok {
		return "", 0, 0, t.outside(stop)
	}
	if last.byte <= first.byte || strings.TrimSpace(t.s[first.byte:last.byte]) == "" {
		return "", 0, 0, fmt.Errorf("it marks no words: from %d to %d", start, stop)
	}
	return t.s[first.byte:last.byte], first.point, last.point, nil
}

func (t *text) outside(unit int64) error {
	end := t.marks[len(t.marks)-1].unit
	if unit < 0 || unit > int64(end) {
		return fmt.Errorf("its place %d is outside the text of %d UTF-16 units", unit, end)
	}
	return fmt.Errorf("its place %d is inside a letter", unit)
}
