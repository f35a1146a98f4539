package quotes

import (
	"sort"

	"parley/graph"
	"parley/graph/prose"
)

// Unused returns the sentences that no quote touches.
func Unused(all []prose.Sentence, facts []graph.PutEvidence) []prose.Sentence {
	used := make([]bool, len(all))
	for _, f := range facts {
		first := sort.Search(len(all), func(i int) bool { return all[i].End > f.Start })
		for i := first; i < len(all) && all[i].Start < f.End; i++ {
			used[i] = true
		}
	}
	var left []prose.Sentence
	for i, s := range all {
		if !used[i] {
			left = append(left, s)
		}
	}
	return left
}
