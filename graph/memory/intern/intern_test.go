package intern

import (
	"fmt"
	"testing"

	"parley/graph"
)

func TestListsAreSharedWhereEqual(t *testing.T) {
	tests := []struct {
		name string
		a, b []graph.Value
		same bool
	}{
		{"equal", []graph.Value{"YES", nil, int64(1)}, []graph.Value{"YES", nil, int64(1)}, true},
		{"another value", []graph.Value{"YES"}, []graph.Value{"NO"}, false},
		{"another length", []graph.Value{"YES"}, []graph.Value{"YES", nil}, false},
		{"an equal list in a list", []graph.Value{[]string{"a"}}, []graph.Value{[]string{"a"}}, true},
		{"lists that hash alike", []graph.Value{[]string{"a"}}, []graph.Value{[]string{"b"}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lists := New()
			a, b := lists.Values(tt.a), lists.Values(tt.b)
			if same := &a[0] == &b[0]; same != tt.same {
				t.Errorf("shared = %v, want %v", same, tt.same)
			}
			if fmt.Sprint(a, b) != fmt.Sprint(tt.a, tt.b) {
				t.Errorf("got %v and %v, want %v and %v", a, b, tt.a, tt.b)
			}
		})
	}
}

func TestSaidIsSharedWhereEqual(t *testing.T) {
	lists := New()
	say := func(property, value string) []graph.Said {
		return lists.Said([]graph.Said{{Property: property, Value: value}})
	}
	a, b, c := say("vote", "YES"), say("vote", "YES"), say("role", "YES")
	if &a[0] != &b[0] || &a[0] == &c[0] {
		t.Error("equal lists are not shared, or others are")
	}
	if lists.Said(nil) != nil || lists.Values(nil) != nil {
		t.Error("what is empty is not nil")
	}
}

func TestListsAreBounded(t *testing.T) {
	lists := New()
	for i := range maxLists + 10 {
		lists.Values([]graph.Value{int64(i)})
	}
	if n := len(lists.vals); n > maxLists {
		t.Errorf("%d lists are remembered, more than %d", n, maxLists)
	}
}
