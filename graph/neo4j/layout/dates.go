package layout

import (
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// storedPart is a property that a value takes, behind the value's own name.
type storedPart struct {
	suffix string
	part   graph.Part
}

// dateParts are the parts of a date as they are stored.
func dateParts() []storedPart {
	return []storedPart{
		{"Text", graph.WhenText}, {"Edtf", graph.WhenEDTF}, {"Basis", graph.WhenBasis},
		{"StartEarliest", graph.StartEarliest}, {"StartLatest", graph.StartLatest},
		{"EndEarliest", graph.EndEarliest}, {"EndLatest", graph.EndLatest},
	}
}

// afterSuffix is the part of a date that is a list of ids.
const afterSuffix = "After"

// DateProperties lists the properties of all parts of a date, in the order in which
// [When] takes their values.
func DateProperties(name string) []string {
	return append(named(name, dateParts()), name+afterSuffix)
}

// DateProperty names the property of a part of a date, or is "" if none is stored.
func DateProperty(name string, part graph.Part) string { return partProperty(name, dateParts(), part) }

func partProperty(name string, parts []storedPart, part graph.Part) string {
	for _, p := range parts {
		if p.part == part {
			return name + p.suffix
		}
	}
	return ""
}

func storeDate(name string, v graph.Value, into map[string]any) {
	for _, property := range append(DateProperties(name), name) {
		into[property] = nil
	}
	w, _ := v.(*graph.When)
	if w == nil {
		return
	}
	into[name], into[name+afterSuffix] = w.Token(), orNone(w.After)
	for _, part := range dateParts() {
		into[name+part.suffix] = Parameter(w.Part(part.part))
	}
}

// Date reads a date of its parts; nil where there is none.
func Date(name string, props map[string]any) *graph.When {
	if props[name+"Basis"] == nil {
		return nil
	}
	var parts []any
	for _, property := range DateProperties(name) {
		parts = append(parts, props[property])
	}
	return When(parts)
}

// When makes a date of the values of its [DateProperties].
func When(parts []any) *graph.When {
	w := &graph.When{Text: Text(parts[0]), EDTF: Text(parts[1]), Basis: Text(parts[2]), Bounds: graph.Bounds{
		StartEarliest: Day(parts[3]), StartLatest: Day(parts[4]), EndEarliest: Day(parts[5]), EndLatest: Day(parts[6]),
	}}
	if parts[7] != nil {
		w.After = Texts(parts[7])
	}
	return w
}

// Day reads a day that the driver brought.
func Day(v any) graph.Day {
	d, ok := v.(dbtype.Date)
	if !ok {
		return graph.NoDay
	}
	t := d.Time()
	return graph.MakeDay(t.Year(), int(t.Month()), t.Day())
}
