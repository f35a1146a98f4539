package layout

import (
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// This file has what follows from statements: a support is a number for each of its
// parts, periods and a course are lists side by side, as the database has no lists
// of lists. A day that is open is the calendar's first or last, so that it can be
// compared as all others.

// tallyParts are the parts of a support as they are stored.
func tallyParts() []storedPart {
	return []storedPart{
		{"Affirmed", graph.Affirming}, {"Denied", graph.Denying}, {"Silent", graph.Staying}, {"Publishers", graph.Publishing},
	}
}

// spanParts are the lists of days of periods, and which bound each has.
func spanParts() []storedPart {
	return []storedPart{
		{"StartEarliest", graph.StartEarliest}, {"StartLatest", graph.StartLatest}, {"EndEarliest", graph.EndEarliest}, {"EndLatest", graph.EndLatest},
	}
}

// The lists of a course and of periods beside those.
const (
	statementsSuffix   = "Statements" // of periods: the places, as a text
	fromSuffix         = "From"       // of a course: days
	verificationSuffix = "Verification"
)

// TallyProperties lists the properties of a support, in the order in which
// [Support] takes their values.
func TallyProperties(name string) []string { return named(name, tallyParts()) }

// SpanProperties lists the properties of periods, in the order in which [Spans]
// takes their values.
func SpanProperties(name string) []string {
	return append(named(name, spanParts()), name+statementsSuffix)
}

// CourseProperties lists the properties of a course: the days, then what the votes
// came to from each of them on.
func CourseProperties(name string) []string {
	return append([]string{name + fromSuffix, name + verificationSuffix}, named(name, tallyParts())...)
}

func named(name string, parts []storedPart) []string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = name + p.suffix
	}
	return list
}

// TallyProperty names the property of a part of a support.
func TallyProperty(name string, part graph.Part) string {
	return partProperty(name, tallyParts(), part)
}

func storeTally(name string, v graph.Value, into map[string]any) {
	s, _ := v.(*graph.Support)
	for _, p := range tallyParts() {
		if into[name+p.suffix] = nil; s != nil {
			into[name+p.suffix] = s.Part(p.part)
		}
	}
}

func storeSpans(name string, v graph.Value, into map[string]any) {
	periods, _ := v.([]graph.Period)
	var days [4][]dbtype.Date
	var statements []string
	for _, p := range periods {
		for i, day := range []graph.Day{ifOpen(p.StartEarliest, openStart()), ifOpen(p.StartLatest, openStart()), ifOpen(p.EndEarliest, openEnd()), ifOpen(p.EndLatest, openEnd())} {
			days[i] = append(days[i], dateOf(day))
		}
		statements = append(statements, placesText(p.Statements))
	}
	for i, p := range spanParts() {
		into[name+p.suffix] = orNone(days[i])
	}
	into[name+statementsSuffix] = orNone(statements)
}

func storeCourse(name string, v graph.Value, into map[string]any) {
	steps, _ := v.([]graph.Step)
	var from []dbtype.Date
	var verification []string
	var counts [4][]int64
	for _, s := range steps {
		from, verification = append(from, dateOf(ifOpen(s.From, openStart()))), append(verification, s.Verification)
		for i, n := range []int64{s.Affirmed, s.Denied, s.Silent, s.Publishers} {
			counts[i] = append(counts[i], n)
		}
	}
	into[name+fromSuffix], into[name+verificationSuffix] = orNone(from), orNone(verification)
	for i, p := range tallyParts() {
		into[name+p.suffix] = orNone(counts[i])
	}
}

// Support makes a support of the values of its [TallyProperties].
func Support(parts []any) *graph.Support {
	return &graph.Support{
		Affirmed: int64(Number(parts[0])), Denied: int64(Number(parts[1])), Silent: int64(Number(parts[2])), Publishers: int64(Number(parts[3])),
	}
}

// Spans makes periods of the values of their [SpanProperties].
func Spans(parts []any) (periods []graph.Period) {
	for i := range List(parts[0]) {
		day := func(part int, open graph.Day) graph.Day { return openIf(Day(List(parts[part])[i]), open) }
		p := graph.Period{Bounds: graph.Bounds{
			StartEarliest: day(0, openStart()), StartLatest: day(1, openStart()), EndEarliest: day(2, openEnd()), EndLatest: day(3, openEnd()),
		}}
		p.Statements = placesOf(Text(List(parts[4])[i]))
		periods = append(periods, p)
	}
	return periods
}

// What is stored of a piece of evidence beside what the model has of it, as it is
// weighed with all for its subject.
const (
	Place       = "place"
	CorrectedBy = "correctedBy"
	Principal   = "principal" // for whom it votes on what it is for
	Claimant    = "claimant"  // of what is said of a claim: for whom it votes on that
)

// JudgedProperties lists the properties of evidence that follow from all for its subject.
func JudgedProperties(m *graph.Model) []string {
	list := append(judgedPast(), Place, CorrectedBy, Principal, Claimant)
	for _, p := range m.Evidence {
		if p.Weighed {
			list = append(list, p.Name)
		}
	}
	return list
}

// openStart and openEnd are the days that stand for a start and an end that are open.
func openStart() graph.Day { return graph.MakeDay(-9999, 1, 1) }
func openEnd() graph.Day   { return graph.MakeDay(9999, 12, 31) }

// ifOpen returns a day, or another where it is open.
func ifOpen(d, otherwise graph.Day) graph.Day {
	if d.Known() {
		return d
	}
	return otherwise
}

// openIf returns a day, or that it is open where it is the one that stands for that.
func openIf(d, open graph.Day) graph.Day {
	if d == open {
		return graph.NoDay
	}
	return d
}

func placesText(places []int) string {
	words := make([]string, len(places))
	for i, n := range places {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, " ")
}

// placesOf reads what placesText wrote.
func placesOf(text string) []int {
	words := strings.Fields(text)
	places := make([]int, len(words))
	for i, word := range words {
		places[i], _ = strconv.Atoi(word)
	}
	return places
}

// valuesOf returns the values of some properties.
func valuesOf(names []string, props map[string]any) []any {
	list := make([]any, len(names))
	for i, name := range names {
		list[i] = props[name]
	}
	return list
}
