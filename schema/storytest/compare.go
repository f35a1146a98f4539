package storytest

import (
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Comparison is some of what is held against the evaluator, once the schema has what it
// needs: fields of types, and fields or arguments of these.
type Comparison struct {
	Name  string
	Facts []string // the names of facts; one that ends with a point is the first part of names
	Needs []string
}

// Comparisons lists all of them.
func Comparisons() []Comparison {
	const weighed = "PositionHoldersEdge.verification" // says that the rules are followed at all
	return []Comparison{
		{"what is there", []string{"there"}, []string{weighed}},
		{"values", []string{"value."}, []string{weighed}},
		{"verification", []string{"verification"}, []string{weighed, "Meeting.verification"}},
		{"support", []string{"support."}, []string{"Meeting.support.affirmed", "PositionHoldersEdge.support.affirmed"}},
		{"periods", []string{"periods"}, []string{"PositionHoldersEdge.periods.start"}},
		{"current states", []string{"current"}, []string{"PositionHoldersEdge.current"}},
		{"hulls of states", []string{"hull"}, []string{weighed}},
		{"which evidence counts", []string{"counts."}, []string{"Evidence.counts"}},
		{"polarity", []string{"polarity."}, []string{"Evidence.polarity"}},
		{"corrections", []string{"correctedBy."}, []string{"Evidence.correctedBy"}},
		{"why a value", []string{"reason."}, []string{"Meeting.reasons"}},
		{"who votes", []string{"vote."}, []string{"Meeting.reasons"}},
		{"order of evidence", []string{"evidence"}, []string{weighed}},
	}
}

// comparisons lists those that the schema has all for.
func (a *asker) comparisons() (list []Comparison) {
	for _, c := range Comparisons() {
		if !slices.ContainsFunc(c.Needs, func(coordinate string) bool { return !a.has(coordinate) }) {
			list = append(list, c)
		}
	}
	return list
}

// diff returns how a store differs from what is wanted, as far as compared; "" if it
// does not. Of what only one of them shows, nothing but that is told.
func diff(want, got Graph, compared []Comparison) string {
	var out strings.Builder
	for _, c := range compared {
		if d := cmp.Diff(c.of(want, got), c.of(got, want)); d != "" {
			out.WriteString(c.Name + " (-want +got):\n" + d)
		}
	}
	return out.String()
}

// of returns the facts of a graph that are compared with another's.
func (c Comparison) of(g, other Graph) Graph {
	some := Graph{}
	for id, facts := range g {
		for name, value := range facts {
			if c.has(name) && (name == "there" || other[id] != nil) {
				if some[id] == nil {
					some[id] = map[string]string{}
				}
				some[id][name] = value
			}
		}
	}
	return some
}

func (c Comparison) has(fact string) bool {
	return slices.ContainsFunc(c.Facts, func(name string) bool {
		return fact == name || strings.HasSuffix(name, ".") && strings.HasPrefix(fact, name)
	})
}
