package front

import "slices"

// ahead returns the edges to meetings that are yet to come, then the others, and of
// each the last first.
func ahead(edges []any) []any {
	sorted := slices.Clone(edges)
	slices.Reverse(sorted)
	held := func(edge any) int {
		switch valueAt(edge, "node", "status") {
		case "SCHEDULED", "EXPECTED":
			return 0
		default:
			return 1
		}
	}
	slices.SortStableFunc(sorted, func(a, b any) int { return held(a) - held(b) })
	return sorted
}

// onceOf leaves those of the edges to participants out whom another has already.
func onceOf(edges []any) []any {
	return onceBy(edges,
		func(e any) string { return valueAt(e, "node", "id") },
		func(e any) string { return valueAt(e, "attendance") })
}

// valueAt returns the text at a path into JSON, or "".
func valueAt(v any, path ...string) string {
	for _, key := range path {
		object, _ := v.(map[string]any)
		v = object[key]
	}
	s, _ := v.(string)
	return s
}
