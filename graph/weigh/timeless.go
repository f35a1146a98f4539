package weigh

import (
	"cmp"
	"slices"

	"parley/graph"
)

// filled returns the periods of a value that is said without a date too: beside
// those of its dates, all that no dated statement of another value takes.
func (t *timeline) filled(spells []Spell, at int) []Period {
	var taken []graph.Bounds
	for i := range spells {
		if i != at {
			for _, p := range t.dated(spells[i].Value) {
				taken = append(taken, p.Bounds)
			}
		}
	}
	slices.SortFunc(taken, func(a, b graph.Bounds) int { return cmp.Compare(a.StartEarliest, b.StartEarliest) })
	var rests []int
	for _, x := range t.timeless {
		if x.Value.Name == spells[at].Value {
			rests = append(rests, x.index)
		}
	}
	periods := slices.Clone(spells[at].Periods)
	for _, gap := range gaps(taken) {
		periods = append(periods, Period{Bounds: gap, Statements: rests})
	}
	slices.SortStableFunc(periods, func(a, b Period) int { return cmp.Compare(a.StartEarliest, b.StartEarliest) })
	return periods
}

// gaps returns what lies between spans, which come by their starts.
func gaps(taken []graph.Bounds) []graph.Bounds {
	var free []graph.Bounds
	from := graph.NoDay // open
	for i, span := range taken {
		if span.StartEarliest.Known() && (i == 0 || from < span.StartEarliest) {
			until := span.StartEarliest - 1
			free = append(free, graph.Bounds{StartEarliest: from, StartLatest: from, EndEarliest: until, EndLatest: until})
		}
		if !span.EndLatest.Known() {
			return free
		}
		from = max(from, span.EndLatest+1)
	}
	return append(free, graph.Bounds{StartEarliest: from, StartLatest: from, EndEarliest: graph.NoDay, EndLatest: graph.NoDay})
}
