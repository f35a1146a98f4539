package storytest

import (
	"cmp"
	"slices"
	"strings"
)

// compareRank is positive if p ranks above q by rules 2 to 6: stated, the day
// said, the day known, the order of loading, the order in the source.
func compareRank(p, q *said) int {
	return cmp.Or(cmp.Compare(p.Basis, q.Basis), // STATED sorts after INFERRED
		cmp.Compare(p.day, q.day), cmp.Compare(p.known, q.known), cmp.Compare(p.source, q.source), cmp.Compare(p.seq, q.seq))
}

// leading names the property that the others of a node, or of an edge, follow.
var leading = map[string]string{"": "status", "PARTICIPATED_IN": "attendance"}

// lead returns what a statement says of the leading property.
func (p *said) lead() string { return told(p.Says[leading[p.edge]]) }

// told returns a value, "" for UNKNOWN, which tells nothing.
func told(value string) string { return strings.TrimSuffix(value, "UNKNOWN") }

func occurred(lead string) bool {
	return slices.Contains([]string{"HELD", "ONGOING", "ATTENDED", "ABSENT"}, lead)
}

// exclude reports whether two values cannot be true together.
func exclude(a, b string) bool {
	came, not := []string{"EXPECTED", "CONFIRMED", "ATTENDED"}, []string{"DECLINED", "ABSENT"}
	return slices.Contains(came, a) && slices.Contains(not, b) || slices.Contains(came, b) && slices.Contains(not, a)
}

// values returns the values that affirming statements on one subject set.
func values(affirming []*said) map[string]string {
	set, lead := map[string]string{}, ""
	for _, name := range []string{"status", "attendance", "mode", "role", "when"} { // what leads comes first
		say := filter(affirming, func(p *said) bool { return p.Says[name] != "" && !exclude(p.lead(), lead) })
		if len(say) == 0 || name == "when" && isState(say[0].edge) || name == "mode" && (lead == "ABSENT" || lead == "DECLINED") {
			continue
		}
		weight := func(p *said) []int {
			return []int{one(p.Says[name] != "UNKNOWN"), one(name == leading[p.edge] && occurred(p.lead())), one(lead != "" && p.lead() == lead)}
		}
		best := slices.MaxFunc(say, func(p, q *said) int { return cmp.Or(slices.Compare(weight(p), weight(q)), compareRank(p, q)) })
		set[name] = best.Says[name]
		if name == leading[best.edge] {
			lead = best.lead()
		}
	}
	return set
}

// inOrder lists the evidence on a subject in its order, where a value has won.
func inOrder(all []*said, winner string) []*said {
	weight := func(p *said) int {
		return one(p.counts) + one(p.counts && p.polarity() == affirms && p.Says[leading[p.edge]] == winner)
	}
	return slices.SortedFunc(slices.Values(all), func(p, q *said) int { return cmp.Or(cmp.Compare(weight(q), weight(p)), compareRank(q, p)) })
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func filter(all []*said, of func(*said) bool) (list []*said) {
	for _, p := range all {
		if of(p) {
			list = append(list, p)
		}
	}
	return list
}
