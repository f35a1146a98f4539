package graph

import "strings"

// HasWords says whether a folded text has all words, the last of them as the
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
	for rest := folded; ; {
		i := strings.Index(rest, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if (i == 0 || rest[i-1] == ' ') && (prefix || end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[i+1:]
	}
}
