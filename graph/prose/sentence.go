package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a sentence of a source's text.
type Sentence struct {
	Text       string
	Line       int // from 1
	Start, End int // in code points
}

// Sentences splits the text. A sentence ends with its line, or with a full
// stop, question or exclamation mark and whatever closes, before white space
// and a capital or an opening quotation mark; not after an abbreviation. Where
// "U.S." ends a sentence, two are taken for one.
func (t *Text) Sentences() []Sentence {
	var list []Sentence
	line, start := 1, 0
	for i, r := range t.s {
		if r != '\n' && !ends(t.s[start:], i-start) {
			continue
		}
		list = t.add(list, line, start, i)
		start = i
		if r == '\n' {
			line++
		}
	}
	return t.add(list, line, start, len(t.s))
}

// add adds the sentence between two bytes, unless there is nothing.
func (t *Text) add(list []Sentence, line, start, end int) []Sentence {
	piece := t.s[start:end]
	words := strings.TrimSpace(piece)
	if words == "" {
		return list
	}
	start = t.Runes(start + strings.Index(piece, words))
	return append(list, Sentence{words, line, start, start + utf8.RuneCountInString(words)})
}

// ends reports whether a sentence ends before the i-th byte of s, a space.
func ends(s string, i int) bool {
	if r, _ := utf8.DecodeRuneInString(s[i:]); !unicode.IsSpace(r) {
		return false
	}
	said := strings.TrimRight(s[:i], "”’\"'»)]")
	if said == "" || !strings.ContainsRune(".!?…", lastRune(said)) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s[i:], unicode.IsSpace))
	opens := unicode.IsLetter(next) && !unicode.IsLower(next) || strings.ContainsRune("“‘\"'«„([", next)
	return opens && !abbreviated(said)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// abbreviated reports whether a text ends with an abbreviation: a title, an
// initial, or letters with stops between.
func abbreviated(s string) bool {
	words := strings.Fields(s)
	word, stop := strings.CutSuffix(strings.TrimLeft(words[len(words)-1], "“‘\"'«„(["), ".")
	if !stop {
		return false
	}
	titles := []string{"Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "Capt", "Lt", "Sgt", "Adm", "St", "Sr", "Jr", "Mt", "vs"}
	if slices.Contains(titles, word) {
		return true
	}
	for part := range strings.SplitSeq(word, ".") {
		if r, n := utf8.DecodeRuneInString(part); n != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}
