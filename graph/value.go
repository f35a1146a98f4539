package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Value is what a slot or a property holds. Its dynamic type is nil (null),
// string, int64, bool, Day, *When, []string, []Identifier, []Said, *Support, []Period, []Step
// or *Rows.
type Value any

// Said is one property value that a piece of evidence supports.
type Said struct {
	Property string
	Value    Value
}

// Compare orders two values of one field: null is greater than all else, text
// is compared byte by byte, false comes before true.
func Compare(a, b Value) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y)
		}
	case int64:
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
	case Day:
		if y, ok := b.(Day); ok {
			return cmp.Compare(x, y)
		}
	case bool:
		if y, ok := b.(bool); ok {
			return cmp.Compare(fmt.Sprint(x), fmt.Sprint(y))
		}
	}
	return 0
}

// Equal reports whether two values are the same.
func Equal(a, b Value) bool {
	switch x := a.(type) {
	case *When:
		y, ok := b.(*When)
		return ok && x.Equal(y)
	case []string:
		y, ok := b.([]string)
		return ok && slices.Equal(x, y)
	case *Support:
		y, ok := b.(*Support)
		return ok && *x == *y
	case []Step:
		y, ok := b.([]Step)
		return ok && slices.Equal(x, y)
	case []Period:
		y, ok := b.([]Period)
		return ok && slices.EqualFunc(x, y, Period.equal)
	case []Identifier:
		y, ok := b.([]Identifier)
		return ok && slices.Equal(x, y)
	case []Said:
		y, ok := b.([]Said)
		return ok && slices.EqualFunc(x, y, func(s, t Said) bool { return s.Property == t.Property && Equal(s.Value, t.Value) })
	default:
		return a == b
	}
}

// Print returns a value as a person reads it: a date by its EDTF or its words.
func Print(v Value) string {
	switch x := v.(type) {
	case nil:
		return "null"
	case string:
		return x
	case *When:
		if x.EDTF != "" {
			return x.EDTF
		}
		return x.Text
	case []Period:
		return joined(x, func(p Period) string { return p.EDTF() })
	default:
		return fmt.Sprint(x)
	}
}

// SortGroups orders groups by count falling, then by value.
func SortGroups(counts map[Value]int64) []Group {
	groups := make([]Group, 0, len(counts))
	for v, n := range counts {
		groups = append(groups, Group{v, n})
	}
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), Compare(a.Value, b.Value))
	})
	return groups
}
