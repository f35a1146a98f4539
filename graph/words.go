package graph

import "strings"

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
