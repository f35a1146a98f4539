package neo4j

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// Names of what is stored beside the model's own.
const (
	entityLabel   = "Entity"
	evidenceLabel = "Evidence"
	metaLabel     = "ParleyMeta"
	mergedLabel   = "ParleyMerged"
	onceLabel     = "ParleyOnce"
	statesType    = "STATES"

	namesIndex = "parley_names" // full text, one term a folded name
	wordsIndex = "parley_words" // full text, the words of nodes and quotes
)

// datePart is a property that a date takes, behind the date's own name.
type datePart struct {
	suffix string
	part   graph.Part
}

// dateParts are the parts of a date as they are stored, in the order in which a
// slot holds them. The ids that it came after stand last.
func dateParts() []datePart {
	return []datePart{
		{"Text", graph.WhenText}, {"Edtf", graph.WhenEDTF}, {"Basis", graph.WhenBasis},
		{"StartEarliest", graph.StartEarliest}, {"StartLatest", graph.StartLatest},
		{"EndEarliest", graph.EndEarliest}, {"EndLatest", graph.EndLatest},
	}
}

// afterSuffix is the part of a date that is a list of ids.
const afterSuffix = "After"

// stored returns the properties that a value is stored as. A null value gives the
// same names with null, which takes them away.
func stored(p *graph.Property, v graph.Value, into map[string]any) {
	switch p.Type {
	case graph.Date:
		storeDate(p.Name, v, into)
	case graph.Identifiers:
		list, _ := v.([]graph.Identifier)
		into[p.Name] = nil
		if len(list) > 0 {
			into[p.Name] = each(list, identifierText)
		}
	case graph.TextList:
		list, _ := v.([]string)
		into[p.Name] = nil
		if len(list) > 0 {
			into[p.Name] = list
		}
	default:
		into[p.Name] = v
	}
}

func storeDate(name string, v graph.Value, into map[string]any) {
	w, _ := v.(*graph.When)
	into[name], into[name+afterSuffix] = nil, nil
	if w != nil {
		into[name] = w.Token()
		if len(w.After) > 0 {
			into[name+afterSuffix] = w.After
		}
	}
	for _, part := range dateParts() {
		into[name+part.suffix] = nil
		if w != nil {
			into[name+part.suffix] = parameter(w.Part(part.part))
		}
	}
}

// parameter returns a value as the driver sends it.
func parameter(v graph.Value) any {
	switch v := v.(type) {
	case graph.Day:
		return dbtype.Date(time.Unix(int64(v)*86400, 0).UTC())
	case graph.Identifier:
		return identifierText(v)
	case []graph.Value:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = parameter(x)
		}
		return out
	}
	return v
}

// dayOf reads a day that the driver brought.
func dayOf(v any) graph.Day {
	d, ok := v.(dbtype.Date)
	if !ok {
		return graph.NoDay
	}
	t := d.Time()
	return graph.MakeDay(t.Year(), int(t.Month()), t.Day())
}

func identifierText(id graph.Identifier) string { return id.Scheme + ":" + id.Value }

func identifierOf(text string) graph.Identifier {
	scheme, value, _ := strings.Cut(text, ":")
	return graph.Identifier{Scheme: scheme, Value: value}
}

// whenOf makes a date of its parts as a slot holds them: those of dateParts,
// then the list of what it came after.
func whenOf(parts []any) *graph.When {
	w := &graph.When{Text: text(parts[0]), EDTF: text(parts[1]), Basis: text(parts[2]), Bounds: graph.Bounds{
		StartEarliest: dayOf(parts[3]), StartLatest: dayOf(parts[4]), EndEarliest: dayOf(parts[5]), EndLatest: dayOf(parts[6]),
	}}
	after, _ := parts[7].([]any)
	for _, id := range after {
		if s, ok := id.(string); ok {
			w.After = append(w.After, s)
		}
	}
	return w
}

// saidText writes the values that a piece of evidence supports, in order, as JSON.
func saidText(says []graph.Said) (string, error) {
	list := make([][2]any, len(says))
	for i, s := range says {
		list[i] = [2]any{s.Property, jsonValue(s.Value)}
	}
	text, err := json.Marshal(list)
	return string(text), err
}

// jsonValue writes a property's value; a date as what it was made of.
func jsonValue(v graph.Value) any {
	if w, ok := v.(*graph.When); ok {
		return map[string]any{"text": w.Text, "edtf": w.EDTF, "basis": w.Basis, "after": w.After}
	}
	return v
}
