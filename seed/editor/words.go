package editor

import (
	"slices"
	"strings"
	"unicode"
)

// The words that rules look for, as [graph.Fold] makes them, all in this place so
// that what a rule takes for a negation or a plan can be read and argued about.
// They are English, as the texts are that Parley is made with.

// negations turn a sentence round: who quotes one for a meeting that was held may
// have taken a denial for a report.
func negations() []string {
	return []string{
		"no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "cannot",
		"deny", "denies", "denied", "denying", "denial", "refuse", "refuses", "refused", "declined", "declines",
		"cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "wasnt", "werent", "wont", "wouldnt",
	}
}

// plans tell of what is wanted or to come: who quotes one for a meeting that was
// held may have taken a plan for the thing. "May" is left out, which is a month.
func plans() []string {
	return []string{
		"would", "will", "shall", "should", "could", "might",
		"expect", "expects", "expected", "planned", "scheduled", "intend", "intends", "intended", "hope", "hopes", "hoped", "likely",
	}
}

// asIt comes before a plan that was carried out: "as planned", "as expected".
const asIt = "as"

// fillers are in most sentences, so that a name is not told by them.
func fillers() []string {
	return []string{
		"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "by", "for", "from", "with", "as",
		"is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "that", "this", "who", "which",
		"he", "she", "they", "his", "her", "their", "not", "no", "any", "will", "would", "could", "must", "can",
	}
}

// signal returns the first word of a folded quote that denies or plans, or "".
func signal(folded string) string {
	before := ""
	for word := range strings.FieldsSeq(folded) {
		if slices.Contains(negations(), word) || slices.Contains(plans(), word) && before != asIt {
			return word
		}
		before = word
	}
	return ""
}

// unspaced reports whether a text is of a script that sets no spaces between words.
func unspaced(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}
