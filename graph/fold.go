package graph

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// FoldVersion is the version of Fold: it counts up whenever some text folds to
// other words than before. A store carries the version that it was written with.
const FoldVersion = 1

// Fold is the one folding by which names are looked up, on every store: two
// spellings that an analyst takes for the same name fold to the same words.
// Case, diacritics, apostrophes and possessives go; abbreviations close up
// ("U.S." is "us"); what else is between words becomes one space. The result
// is words of letters and digits with single spaces, and folds to itself.
func Fold(s string) string {
	return foldWords(foldLetters(s))
}

// Tokens are the distinct words of Fold(s), in order of first appearance.
func Tokens(s string) []string {
	words := strings.Fields(Fold(s))
	if len(words) == 0 {
		return nil
	}
	tokens := words[:0]
	if len(words) <= 32 { // a sentence: to look through it is quicker than a map
		for _, word := range words {
			if !slices.Contains(tokens, word) {
				tokens = append(tokens, word)
			}
		}
		return tokens
	}
	seen := make(map[string]bool, len(words))
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			tokens = append(tokens, word)
		}
	}
	return tokens
}

// NFC is s in Unicode's normalization form C, in which all text is kept.
func NFC(s string) string { return norm.NFC.String(s) }

// foldLetters folds rune by rune: to lower-case base letters, with one kind of
// apostrophe and nothing that has no width of its own.
func foldLetters(s string) string {
	if isASCII(s) {
		return strings.ReplaceAll(strings.ToLower(s), "`", "'")
	}
	s = decompose(s)
	out := make([]byte, 0, len(s))
	for _, r := range s {
		r = unicode.ToLower(r) // a Caser makes small Cherokee letters capitals
		switch base := baseLetters(r); {
		case base != "":
			out = append(out, base...)
		case !isSilent(r):
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

// decompose is s in normalization form NFKD, case folded. NFKD leaves letters
// whole beside a stray byte, and makes an acute accent that stands alone a
// space and a mark, so neither reaches it.
func decompose(s string) string {
	s = strings.ToValidUTF8(s, " ")
	s = strings.ReplaceAll(s, "\u00b4", "'")
	s = strings.ReplaceAll(s, "\u1ffd", "'") // the same, as Greek has it
	// A Caser must not be shared between goroutines; making one is cheap.
	return cases.Fold().String(norm.NFKD.String(s))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// baseLetters are the plain letters for a folded letter that does not
// decompose, and ' for what is used as an apostrophe; "" for all others.
func baseLetters(r rune) string {
	switch r {
	case 'æ':
		return "ae"
	case 'ə': // Azerbaijani: Əliyev is Aliyev
		return "a"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'œ':
		return "oe"
	case 'ŧ':
		return "t"
	case 'þ':
		return "th"
	case '`', '‘', '’', '‛', 'ʼ':
		return "'"
	}
	return ""
}

// isSilent reports whether r goes without parting the letters beside it: marks
// above and below, format characters (soft hyphens, joiners), and what
// transliterations write for a soft sign or an ayn. Spacing vowel signs, as
// Devanagari has, stay; those that NFKD would reorder do not, lest folding
// twice be other than folding once.
func isSilent(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return false
	case r >= 'ʹ' && r <= 'ʿ', r == '′':
		return true
	case unicode.Is(unicode.Mc, r):
		return norm.NFKD.PropertiesString(string(r)).CCC() != 0
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}

// foldWords takes the words out of folded letters and sets one space between.
func foldWords(s string) string {
	out := make([]byte, 0, len(s))
	eachWord(s, func(word string, _, _ int, joins bool) {
		if len(out) > 0 && !joins {
			out = append(out, ' ')
		}
		out = append(out, word...)
	})
	return string(out)
}

// eachWord yields the words in folded letters, and where each stands. A word joins the
// one before where both are letters of an abbreviation.
func eachWord(s string, yield func(word string, start, end int, joins bool)) {
	initial, first := false, true // the word before is a single letter; there is none
	for at := 0; ; {
		start := strings.IndexFunc(s[at:], inWord)
		if start < 0 {
			return
		}
		gap := s[at : at+start]
		start += at
		end := strings.IndexFunc(s[start:], notInWord)
		if end < 0 {
			end = len(s) - start
		}
		at = start + end
		word, lead, tail := bareWord(s[start:at])
		if word == "" {
			continue
		}
		before := initial
		initial = isLetter(word)
		yield(word, start+lead, at-tail, !first && gap == "." && before && initial)
		first = false
	}
}

// Word is a word of a text as it folds, and where it stands in the text, in bytes.
type Word struct {
	Fold       string
	Start, End int
}

// Words are the words of Fold(s), with their places in s: what goes at the end of a
// word, as a possessive does, is none of it.
func Words(s string) []Word {
	folded, places := foldPlaces(s)
	var words []Word
	eachWord(folded, func(word string, start, end int, joins bool) {
		w := Word{word, places[start][0], places[end-1][1]}
		if n := len(words); joins {
			words[n-1].Fold += word
			words[n-1].End = w.End
			return
		}
		words = append(words, w)
	})
	return words
}

// foldPlaces is foldLetters, and from where in s to where each byte comes.
func foldPlaces(s string) (string, [][2]int) {
	out, places := make([]byte, 0, len(s)), make([][2]int, 0, len(s))
	for i, r := range s {
		size := max(1, utf8.RuneLen(r))
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(s[i:])
		}
		letters := foldLetters(s[i : i+size])
		if letters == "" && len(places) > 0 { // it goes with the letter before
			places[len(places)-1][1] = i + size
		}
		out = append(out, letters...)
		for range len(letters) {
			places = append(places, [2]int{i, i + size})
		}
	}
	return string(out), places
}

// bareWord is a word without its possessive and its apostrophes, and how many bytes
// of these lead it and come after it.
func bareWord(word string) (bare string, lead, tail int) {
	if strings.IndexByte(word, '\'') < 0 {
		return word, 0, 0
	}
	kept := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(word, "'"), "'s"), "'")
	tail = len(word) - len(kept)
	bare = strings.TrimLeft(kept, "'")
	return strings.ReplaceAll(bare, "'", ""), len(kept) - len(bare), tail
}

// isLetter reports whether word is one letter, as the parts of U.S. are.
func isLetter(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsLetter(r)
}

func inWord(r rune) bool {
	return r == '\'' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r)
}

func notInWord(r rune) bool { return !inWord(r) }

// HasWords reports whether a folded text has all words, the last of them as the
// beginning of a word. It is what a search means by finding.
func HasWords(folded string, words []string) bool {
	for i, word := range words {
		if !hasWord(folded, word, i == len(words)-1) {
			return false
		}
	}
	return len(words) > 0
}

func hasWord(folded, word string, prefix bool) bool {
	for at := 0; ; at++ {
		i := strings.Index(folded[at:], word)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(word)
		if (at == 0 || folded[at-1] == ' ') && (prefix || end == len(folded) || folded[end] == ' ') {
			return true
		}
	}
}
