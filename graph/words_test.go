package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHasWords(t *testing.T) {
	tests := []struct {
		name, text, words string
		want              bool
	}{
		{"a word", "the black sea", "black", true},
		{"the whole text", "the black sea", "the black sea", true},
		{"in another order", "the black sea", "sea the", true},
		{"the last begun", "the black sea", "the bl", true},
		{"another begun", "the black sea", "bl the", false},
		{"the inside of a word", "the black sea", "lack", false},
		{"the end of a word, then the word", "seas overseas sea", "sea", true},
		{"only the end of a word", "overseas", "seas", false},
		{"found late", "seal seas sea ice", "sea ice", true},
		{"a letter that stands twice inside a word", "frozen assets", "s", false},
		{"a word that is not there", "the black sea", "the red", false},
		{"no words", "the black sea", "", false},
		{"no text", "", "sea", false},
		{"letters of several bytes", "ярош ярослав", "ярос", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := HasWords(tt.text, Tokens(tt.words)); got != tt.want {
				t.Errorf("%q has %q: %t", tt.text, tt.words, got)
			}
		})
	}
}

func TestSortGroups(t *testing.T) {
	tests := []struct {
		name   string
		counts map[Value]int64
		want   []Group
	}{
		{"none", nil, []Group{}},
		{"by count falling", map[Value]int64{"a": 1, "b": 3, "c": 2}, []Group{{"b", 3}, {"c", 2}, {"a", 1}}},
		{"then by value, null last", map[Value]int64{nil: 1, "b": 1, "B": 1, "é": 1}, []Group{{"B", 1}, {"b", 1}, {"é", 1}, {nil, 1}}},
		{"null by its count", map[Value]int64{nil: 2, "b": 1}, []Group{{nil, 2}, {"b", 1}}},
		{"numbers as numbers", map[Value]int64{int64(10): 1, int64(9): 1, int64(-1): 1}, []Group{{int64(-1), 1}, {int64(9), 1}, {int64(10), 1}}},
		{"days", map[Value]int64{Day(2): 1, Day(-1): 1}, []Group{{Day(-1), 1}, {Day(2), 1}}},
		{"flags", map[Value]int64{true: 1, false: 1}, []Group{{false, 1}, {true, 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, SortGroups(tt.counts)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCompare shows that each list is in order, null last.
func TestCompare(t *testing.T) {
	lists := [][]Value{
		{"", "B", "a", "ab", "z", "é", nil},
		{int64(-2), int64(0), int64(10), nil},
		{Day(-1), Day(0), Day(20_000), nil},
		{false, true, nil},
	}
	for _, list := range lists {
		for i, a := range list {
			for j, b := range list {
				if got := Compare(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
					t.Errorf("%v against %v is %d", a, b, got)
				}
			}
		}
	}
}

func TestEqual(t *testing.T) {
	date := func() *When {
		w, err := NewWhen("", "2025", "")
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	values := func() []Value {
		return []Value{nil, "x", "y", int64(1), true, Day(1), date(), []string{"x"}, []string{"x", "y"},
			[]Identifier{{"a", "b"}}, []Identifier{}, []Said{{"when", date()}}, []Said{{"when", nil}}}
	}
	for i, a := range values() {
		for j, b := range values() {
			if Equal(a, b) != (i == j) {
				t.Errorf("%v equals %v: %t", a, b, Equal(a, b))
			}
		}
	}
}
