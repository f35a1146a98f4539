package table

import "strings"

// suggest names what was probably meant, or else all there is to choose from.
func suggest(word string, words []string) string {
	const longest = 100 // what is longer is no slip
	best, found := 3, ""
	for _, w := range words {
		if len(word) > longest || len(w) > longest {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(w)); d < best && 2*d < len(w) {
			best, found = d, w
		}
	}
	if found != "" {
		return "did you mean " + found + "?"
	}
	return "there is " + strings.Join(words, ", ")
}

// distance counts the bytes to put in, take out or replace to make b of a
// (Levenshtein).
func distance(a, b string) int {
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
