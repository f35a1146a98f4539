package schema

import (
	"encoding/json"
	"math"
)

// integer reads a whole number of a literal or a variable.
func integer(v any) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return v, true
	case int:
		return int64(v), true
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n, true
		}
		f, err := v.Float64() // 1.0 and 1e3 are whole numbers too
		if err != nil {
			return 0, false
		}
		return integer(f)
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	}
	return 0, false
}

// listOf makes a list of one of what is not a list.
func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// textsOf returns a list of texts; null is none, which stands for the default.
func textsOf(v any) []string {
	if v == nil {
		return nil
	}
	out := []string{}
	for _, item := range listOf(v) {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// object returns the fields of an input object; none for what is not one.
func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// anyOf returns a list of anything.
func anyOf[T any](list []T) []any {
	out := make([]any, len(list))
	for i, it := range list {
		out[i] = it
	}
	return out
}
