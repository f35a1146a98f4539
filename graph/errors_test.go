package graph_test

import (
	"errors"
	"fmt"
	"testing"

	"parley/graph"
)

// TestWithin says where in an argument something is wrong, from the inside out.
func TestWithin(t *testing.T) {
	leaf := graph.Errorf(graph.BadInput, "day", "no day")
	tests := []struct {
		name string
		err  error
		want string // "" where it is no error of Parley's
	}{
		{"of what has none", graph.Within("from", leaf), "from"},
		{"of what has one", graph.Within("where", graph.Within("when", leaf)), "where.when"},
		{"of what says it itself", graph.Within("where", graph.Errorf(graph.BadInput, "where", "null").In("name")), "where.name"},
		{"of what is wrapped", graph.Within("from", fmt.Errorf("outside: %w", leaf)), "from"},
		{"of another error", graph.Within("from", errors.New("no")), ""},
		{"of none", graph.Within("from", nil), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			var e *graph.Error
			if errors.As(tt.err, &e) {
				got = e.Argument
			}
			if got != tt.want {
				t.Errorf("%q, not %q", got, tt.want)
			}
		})
	}
	if leaf.Argument != "" {
		t.Error("the inner error has changed")
	}
}
