package quotes

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMiss is the length of the longest text in which near misses are looked for.
const maxMiss = 1 << 18

// folding is a way in which a typed quote differs from its text at first sight
// only.
type folding struct {
	what string
	fold func(rune) rune
}

func foldings() []folding {
	all := func(r rune) rune { return unicode.ToLower(foldDash(foldMark(foldSpace(r)))) }
	return []folding{
		{"other quotation marks or apostrophes", foldMark},
		{"another dash", foldDash},
		{"other white space", foldSpace},
		{"other capitals", unicode.ToLower},
		{"other quotation marks, dashes, white space or capitals", all},
	}
}

func foldMark(r rune) rune {
	switch {
	case strings.ContainsRune("‘’‚‛′`´", r):
		return '\''
	case strings.ContainsRune("“”„‟″«»", r):
		return '"'
	}
	return r
}

func foldDash(r rune) rune {
	if unicode.Is(unicode.Pd, r) || r == '−' || r == '\u00ad' {
		return '-'
	}
	return r
}

func foldSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// Miss is a place where a text has almost a quote.
type Miss struct {
	Line  int
	Has   string // how far the text has the quote: "has it with other capitals"
	Words string // that stand there
}

// NearMiss returns where the text has almost that quote, if it does.
func (t *Text) NearMiss(quote string) (miss Miss, found bool) {
	if len(t.String()) > maxMiss {
		return Miss{}, false
	}
	for _, f := range foldings() {
		if start, end, ok := t.findFolded(quote, f.fold); ok {
			return Miss{t.Line(start), "has it with " + f.what, t.String()[start:end]}, true
		}
	}
	return t.parting(quote)
}

// findFolded finds a quote where both it and the text are folded.
func (t *Text) findFolded(quote string, fold func(rune) rune) (start, end int, ok bool) {
	folded, places := foldText(t.String(), fold)
	wanted, _ := foldText(quote, fold)
	i := strings.Index(folded, wanted)
	if i < 0 || wanted == "" {
		return 0, 0, false
	}
	return places[i], places[i+len(wanted)], true
}

// foldText folds a text, white space that repeats becoming one, and returns for
// each byte of the result the byte of the text that it comes from.
func foldText(s string, fold func(rune) rune) (string, []int) {
	var out []byte
	var places []int
	for i, r := range s {
		r = fold(r)
		if r == ' ' && len(out) > 0 && out[len(out)-1] == ' ' {
			continue
		}
		out = utf8.AppendRune(out, r)
		for len(places) < len(out) {
			places = append(places, i)
		}
	}
	return string(out), append(places, len(s))
}

// parting returns up to where the text goes along with the quote, if that is some
// way.
func (t *Text) parting(quote string) (miss Miss, found bool) {
	var ends []int // of the quote's words
	for i, r := range quote {
		if unicode.IsSpace(r) && i > 0 {
			ends = append(ends, i)
		}
	}
	n := sort.Search(len(ends), func(i int) bool { return !strings.Contains(t.String(), quote[:ends[i]]) })
	if n < 2 {
		return Miss{}, false
	}
	begun := quote[:ends[n-1]]
	start := strings.Index(t.String(), begun)
	rest, _, _ := strings.Cut(t.String()[start+len(begun):], "\n")
	has := fmt.Sprintf("has its first %d words and goes on", len(strings.Fields(begun)))
	return Miss{t.Line(start), has, strings.TrimSpace(rest)}, true
}
