package editor

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/seed"
)

const (
	fewWords = 3 // a quote has at least
	manyUses = 3 // of a quote are not too many
)

// short warns of a quote that can hardly carry what a fact says.
func (e *eye) short(f *fact) {
	says := f.edge == nil || len(f.Says)+len(f.Fact.Identity) > 0
	if n := len(strings.Fields(graph.Fold(f.Quote))); f.Quote != "" && says && n < fewWords && !unspaced(f.Quote) {
		e.warn(f.at, fmt.Sprintf("the quote %s has fewer than %d words: quote enough to carry what the fact says", seed.Shown(f.Quote), fewWords))
	}
}

// notSo warns of words that speak against what is said to have occurred.
func (e *eye) notSo(f *fact) {
	if !f.leading.Occurred || f.leading.Negative || f.polarity != graph.Affirms {
		return
	}
	if word := signal(graph.Fold(f.Quote)); word != "" {
		e.warn(f.at, fmt.Sprintf("the quote for %s has the word %q: does it say that this took place?", f.leading.Name, word))
	}
}

// lost warns of values that nobody will see, since the verb does not affirm them.
func (e *eye) lost(f *fact) {
	if f.polarity == graph.Affirms || len(f.Says) == 0 {
		return
	}
	var names []string
	for _, p := range e.model.PropsOf(f.Fact) {
		if f.Says[p.Name] != nil {
			names = append(names, p.Name)
		}
	}
	e.warn(f.at, fmt.Sprintf("act %s sets no value, and %s is lost: leave it out, or give the act that affirms it", f.Act, strings.Join(names, ", ")))
}

// words are those of a quote at its place.
type words struct {
	source, quote string
	start         int
}

// worn warns of quotes that carry more than one should.
func (e *eye) worn() {
	all := map[words]*uses{}
	for _, f := range e.facts {
		if f.Quote == "" {
			continue
		}
		key := words{f.Source, f.Quote, f.Start}
		if all[key] == nil {
			all[key] = &uses{of: map[string]bool{}, at: map[seed.Position]bool{}}
		}
		all[key].add(f)
	}
	for key, u := range all {
		if u.count > manyUses {
			e.warn(u.tooMany.at, fmt.Sprintf("the quote %s is used for %d different things, first on line %d: quote for each the words that say it",
				seed.Shown(key.quote), u.count, u.first.at.Line))
		}
	}
}

// uses are those of a quote: of each node and edge one, and of each block one.
type uses struct {
	of             map[string]bool
	at             map[seed.Position]bool
	count          int
	first, tooMany *fact
}

func (u *uses) add(f *fact) {
	again := u.of[f.subject] || u.at[f.at]
	u.of[f.subject], u.at[f.at] = true, true
	if again {
		return
	}
	u.count++
	switch u.count {
	case 1:
		u.first = f
	case manyUses + 1:
		u.tooMany = f
	}
}
