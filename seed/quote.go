package seed

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// locate finds a fact's quote in the text.
func (r *reading) locate(b block, e *graph.Evidence) {
	n := b.values["quote"]
	prefix, suffix := r.field(b, PrefixKey), r.field(b, SuffixKey)
	switch {
	case e.Quote == "" && n != nil && n.Kind != yaml.ScalarNode: // noted already
	case e.Quote == "" && e.Locator == "":
		r.problem(b.at, "a fact needs the words that say so: a quote, or a locator in a data set")
	case e.Quote == "" && prefix+suffix != "":
		r.problem(b.at, "prefix and suffix tell quotes apart, and there is no quote")
	case e.Quote == "":
	case e.Locator != "":
		r.problem(b.at, "a fact has a quote or a locator, not both")
	case r.text.String() == "":
		r.problem(at(n), "there is no %s to quote from: add it, or give a locator in place of the quote", textFile)
	default:
		start, wrong := r.find(e.Quote, prefix, suffix)
		if wrong != "" {
			r.problem(at(n), "%s", wrong)
		}
		e.Start = r.text.Runes(start)
		e.End = e.Start + utf8.RuneCountInString(e.Quote)
	}
}

// find returns the one byte at which a quote begins, or says why there is not one.
func (r *reading) find(quote, prefix, suffix string) (start int, wrong string) {
	places := r.text.All(quote)
	if len(places) == 0 {
		return 0, r.notFound(quote)
	}
	fit := slices.DeleteFunc(slices.Clone(places), func(at int) bool {
		return !r.text.Between(at, at+len(quote), prefix, suffix)
	})
	switch {
	case len(fit) == 1:
		return fit[0], ""
	case len(fit) == 0:
		return 0, fmt.Sprintf("%s has the quote on %s, but not with this prefix and suffix directly before and after it", textFile, r.lines(places))
	case prefix+suffix != "":
		return 0, fmt.Sprintf("the quote occurs %d times in %s even with this prefix and suffix, on %s: make them longer", len(fit), textFile, r.lines(fit))
	}
	return 0, fmt.Sprintf("the quote occurs %d times in %s, on %s: say which with a prefix, the words directly before it, or a suffix", len(fit), textFile, r.lines(fit))
}

// lines names the lines of some places, as a person would.
func (r *reading) lines(places []int) string {
	const most = 5
	var list []string
	for _, at := range places[:min(len(places), most)] {
		line := fmt.Sprint(r.text.Line(at))
		if !slices.Contains(list, line) {
			list = append(list, line)
		}
	}
	switch {
	case len(places) > most:
		return "lines " + strings.Join(list, ", ") + ", …"
	case len(list) == 1:
		return "line " + list[0]
	}
	return "lines " + strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// notFound says that a quote is not in the text, and what comes nearest.
func (r *reading) notFound(quote string) string {
	message := fmt.Sprintf("the quote is not in %s: %s", textFile, Shown(quote))
	if len(r.problems) >= maxProblems {
		return message // it will not be shown
	}
	if miss, found := r.text.NearMiss(quote); found {
		return fmt.Sprintf("%s; line %d %s: %s", message, miss.Line, miss.Has, Shown(miss.Words))
	}
	return message
}
