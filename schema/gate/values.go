package gate

import (
	"encoding/json"
	"math"
)

// Integer returns the whole number that a literal or a variable is.
func Integer(v any) (int64, bool) {
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
		return Integer(f)
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	}
	return 0, false
}

// ListOf returns a list; of what is not one, a list of one.
func ListOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// TextsOf returns a list of texts; nil for null, which stands for the default.
func TextsOf(v any) []string {
	if v == nil {
		return nil
	}
	out := []string{}
	for _, item := range ListOf(v) {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// Fields returns the fields of an input object; none for what is not one.
func Fields(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// Only returns the one field of an input object that takes exactly one.
func Only(v any) (name string, value any) {
	for name, value = range Fields(v) {
		break
	}
	return name, value
}

// AnyOf returns a list as one of values of any type.
func AnyOf[T any](list []T) []any {
	out := make([]any, len(list))
	for i, it := range list {
		out[i] = it
	}
	return out
}
