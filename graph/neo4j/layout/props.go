package layout

import (
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
)

// folds lists the folded name and aliases, the name first.
func folds(values map[string]graph.Value) []string {
	list := []string{graph.Fold(Text(values["name"]))}
	aliases, _ := values["aliases"].([]string)
	for _, alias := range aliases {
		list = append(list, graph.Fold(alias))
	}
	return list
}

// Props are the values of some properties as they are stored.
func Props(props []*graph.Property, values map[string]graph.Value) map[string]any {
	out := map[string]any{}
	for _, p := range props {
		Store(p, values[p.Name], out)
	}
	return out
}

// Searched are the properties by which a node is found by words.
func Searched(values map[string]graph.Value) map[string]any {
	list := folds(values)
	out := map[string]any{"folds": list, "statementFold": nil}
	words := slices.Clone(list)
	if s, ok := values["statement"].(string); ok {
		fold := graph.Fold(s)
		out["statementFold"] = fold
		words = append(words, fold)
	}
	out["words"] = strings.Join(words, " ")
	return out
}

// Changed returns those of the wanted properties that are stored otherwise.
func Changed(stored, wanted map[string]any) map[string]any {
	out := map[string]any{}
	for name, v := range wanted {
		if !sameStored(stored[name], v) {
			out[name] = v
		}
	}
	return out
}

// sameStored reports whether what the driver brought is what we would store.
func sameStored(is, want any) bool {
	list, isList := is.([]any)
	switch want := want.(type) {
	case []string:
		return slices.EqualFunc(list, want, func(a any, b string) bool { return a == b })
	case []int64:
		return slices.EqualFunc(list, want, func(a any, b int64) bool { return a == b })
	case []bool:
		return slices.EqualFunc(list, want, func(a any, b bool) bool { return a == b })
	case []dbtype.Date:
		return slices.EqualFunc(list, want, func(a any, b dbtype.Date) bool { return Day(a) == Day(b) })
	case dbtype.Date:
		return Day(is) == Day(want)
	}
	return !isList && is == want
}
