package layout

import (
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// Store puts a value into the properties that it is stored as. A null value is null
// under the same names, which takes them away.
func Store(p *graph.Property, v graph.Value, into map[string]any) {
	switch p.Type {
	case graph.Date:
		storeDate(p.Name, v, into)
	case graph.Identifiers:
		list, _ := v.([]graph.Identifier)
		texts := make([]string, len(list))
		for i, id := range list {
			texts[i] = identifierText(id)
		}
		into[p.Name] = orNone(texts)
	case graph.TextList:
		list, _ := v.([]string)
		into[p.Name] = orNone(list)
	case graph.Tally:
		storeTally(p.Name, v, into)
	case graph.Spans:
		storeSpans(p.Name, v, into)
	case graph.Course:
		storeCourse(p.Name, v, into)
	default:
		into[p.Name] = v
	}
}

// orNone returns a list, or null for one that is empty.
func orNone[T any](list []T) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// Parameter returns a value as the driver sends it.
func Parameter(v graph.Value) any {
	switch v := v.(type) {
	case graph.Day:
		return dateOf(v)
	case graph.Identifier:
		return identifierText(v)
	case []graph.Value:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = Parameter(x)
		}
		return out
	}
	return v
}

func dateOf(d graph.Day) dbtype.Date { return dbtype.Date(time.Unix(int64(d)*86400, 0).UTC()) }

func identifierText(id graph.Identifier) string { return id.Scheme + ":" + id.Value }

func identifierOf(text string) graph.Identifier {
	scheme, value, _ := strings.Cut(text, ":")
	return graph.Identifier{Scheme: scheme, Value: value}
}

// Number reads a number that the driver brought; one that is not there is 0.
func Number(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// Text reads a text; one that is not there is "".
func Text(v any) string {
	s, _ := v.(string)
	return s
}

// List reads a list; one that is not there is empty.
func List(v any) []any {
	list, _ := v.([]any)
	return list
}

// Texts reads a list of texts.
func Texts(v any) []string {
	list := List(v)
	out := make([]string, len(list))
	for i, item := range list {
		out[i], _ = item.(string)
	}
	return out
}

// Identifiers reads a list of identifiers.
func Identifiers(v any) []graph.Identifier {
	var out []graph.Identifier
	for _, text := range Texts(v) {
		out = append(out, identifierOf(text))
	}
	return out
}

// Value reads a value of the properties that it is stored as. A course is only read as
// of days, where it is stored.
func Value(p *graph.Property, props map[string]any) graph.Value {
	v := props[p.Name]
	switch {
	case p.Type == graph.Tally && props[TallyProperties(p.Name)[0]] != nil:
		return Support(valuesOf(TallyProperties(p.Name), props))
	case p.Type == graph.Spans && (!p.Internal || props[SpanProperties(p.Name)[0]] != nil):
		return Spans(valuesOf(SpanProperties(p.Name), props))
	case v == nil:
		return nil
	case p.Type == graph.Date:
		return Date(p.Name, props)
	case p.Type == graph.TextList:
		return Texts(v)
	case p.Type == graph.Identifiers:
		return Identifiers(v)
	}
	return v
}
