package storytest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rank ranks a statement by rules 2 to 6: stated, the day said, the day known, the
// order of loading, the order in the source.
func (p *said) rank() []string {
	return []string{p.Basis, p.day, p.known, fmt.Sprintf("%03d", p.source), fmt.Sprintf("%03d", p.seq)} // STATED sorts after INFERRED
}

// compareRank is positive if p ranks above q.
func compareRank(p, q *said) int { return slices.Compare(p.rank(), q.rank()) }

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
	set := map[string]string{}
	for name, best := range bests(affirming) {
		set[name] = best[0].Says[name]
	}
	return set
}

// bests lists, for each property, the best statement of each value, the winner first.
func bests(affirming []*said) map[string][]*said {
	set, lead := map[string][]*said{}, ""
	for _, name := range []string{"status", "attendance", "mode", "role", "when"} { // what leads comes first
		say := filter(affirming, func(p *said) bool { return p.Says[name] != "" && !exclude(p.lead(), lead) })
		if len(say) == 0 || name == "when" && isState(say[0].edge) || name == "mode" && (lead == "ABSENT" || lead == "DECLINED") {
			continue
		}
		slices.SortFunc(say, func(p, q *said) int { return slices.Compare(q.weight(name, lead), p.weight(name, lead)) })
		for _, p := range say {
			if !slices.ContainsFunc(set[name], func(q *said) bool { return q.Says[name] == p.Says[name] }) {
				set[name] = append(set[name], p)
			}
		}
		if name == leading[say[0].edge] {
			lead = say[0].lead()
		}
	}
	return set
}

// rules name what tells two weights apart, by the places in these.
var rules = []string{"NOT_UNKNOWN", "AGREES", "PHASE", "STATED", "LATER_SAID", "LATER_KNOWN", "LOADING", "ORDER"}

// weight returns what a statement weighs for a property, where a value leads.
func (p *said) weight(name, lead string) []string {
	is := []bool{p.Says[name] != "UNKNOWN", lead != "" && p.lead() == lead, name == leading[p.edge] && occurred(p.lead())}
	return append([]string{strconv.FormatBool(is[0]), strconv.FormatBool(is[1]), strconv.FormatBool(is[2])}, p.rank()...)
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
