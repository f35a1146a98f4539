package seed

import (
	"strings"
)

// Suggest names what was probably meant, or else all there is to choose from.
func Suggest(word string, words []string) string {
	if near := Nearest(word, words); near != "" {
		return "did you mean " + near + "?"
	}
	return "there is " + strings.Join(words, ", ")
}

// Nearest returns the word that a slip of two letters at most makes of another,
// or "".
func Nearest(word string, words []string) string {
	const longest = 100 // what is longer is no slip
	if len(word) > longest {
		return ""
	}
	best, found := 3, ""
	for _, w := range words {
		if d := distance(strings.ToLower(word), strings.ToLower(w)); d < best && 2*d < len(w) {
			best, found = d, w
		}
	}
	return found
}

// distance counts the bytes to put in, take out or replace to make b of a
// (Levenshtein).
func distance(a, b string) int {
	if d := len(a) - len(b); d > 2 || d < -2 {
		return 3 // far enough for Nearest
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
