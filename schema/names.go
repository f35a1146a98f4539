package schema

import (
	"parley/graph"
	"strings"
)

// capitals writes a camelCase name as an enum value: "placeType", "PLACE_TYPE".
func capitals(s string) string {
	var out strings.Builder
	for i, r := range s {
		if r >= 'A' && r <= 'Z' && i > 0 {
			out.WriteByte('_')
		}
		out.WriteRune(r)
	}
	return strings.ToUpper(out.String())
}

// EdgeTypeName returns the name of the type of an edge: "HoldsPost" of HOLDS_POST.
func EdgeTypeName(e *graph.Edge) string {
	var out strings.Builder
	for word := range strings.SplitSeq(e.Name, "_") {
		out.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return out.String()
}
