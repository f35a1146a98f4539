package editor

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// voiceless warns of what somebody says who speaks for others by the data, and not
// for one alone, where it is not told for whom.
func (e *eye) voiceless() {
	bodies := e.spokenFor()
	for _, f := range e.facts {
		its := bodies[f.SaidBy]
		if its == nil || len(its) == 1 || f.SaidFor != "" {
			continue
		}
		message := fmt.Sprintf("%s speaks for others, but the data does not say whose post that is: give saidFor", f.SaidBy)
		if len(its) > 1 {
			message = fmt.Sprintf("%s speaks for %s: give saidFor, or it counts as said for nobody but the speaker",
				f.SaidBy, strings.Join(slices.Sorted(maps.Keys(its)), " and "))
		}
		e.warn(f.at, message)
	}
}

// spokenFor returns for whom those speak who hold a post to speak for others, by
// whoever speaks.
func (e *eye) spokenFor() map[string]map[string]bool {
	m := e.model
	if m.Speaking == nil || m.Occupies == nil || m.OfficeOf == nil {
		return nil
	}
	of := map[string][]string{} // bodies, by post
	for _, f := range e.facts {
		if f.edge == m.OfficeOf && f.polarity == graph.Affirms {
			of[f.Fact.From] = append(of[f.Fact.From], f.Fact.To)
		}
	}
	bodies := map[string]map[string]bool{}
	for _, f := range e.facts {
		post := f.Fact.To
		if f.edge != m.Occupies || f.polarity != graph.Affirms || !m.Speaking.Enum.Of(e.has[post][m.Speaking.Name]).Speaks {
			continue
		}
		if bodies[f.Fact.From] == nil {
			bodies[f.Fact.From] = map[string]bool{}
		}
		for _, body := range of[post] {
			bodies[f.Fact.From][body] = true
		}
	}
	return bodies
}
