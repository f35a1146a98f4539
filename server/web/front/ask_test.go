package front

import (
	"testing"

	"parley/graph"
)

func standard(t *testing.T) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOnlyDisputesAreSaid(t *testing.T) {
	for verification, want := range map[string]string{"CONTESTED": "contested", "DENIED": "denied", "CONFIRMED": "", "UNVERIFIED": "", "": ""} {
		if got := disputed(verification); got != want {
			t.Errorf("%q of %q, not %q", got, verification, want)
		}
	}
}

func TestLabel(t *testing.T) {
	m := standard(t)
	tests := []struct{ name, kind, label, want string }{
		{"a planned participation", "PARTICIPATED_IN", "Ann PARTICIPATED_IN (EXPECTED) Talks", "Ann · expected · Talks"},
		{"a verdict of two words", "ASSERTS", "Ann ASSERTS (NOT_CONFIRMED) Leak", "Ann · not confirmed · Leak"},
		{"a participation of which nothing is said", "PARTICIPATED_IN", "Ann PARTICIPATED_IN Talks", "Ann · participated in · Talks"},
		{"an edge that has no telling value", "MEMBER_OF", "Ann MEMBER_OF Pact", "Ann · member of · Pact"},
		{"a name in brackets", "HOLDS", "Ann HOLDS (OPPOSES) (Draft) law", "Ann · opposes · (Draft) law"},
		{"a name in brackets without a value before it", "PARTICIPATED_IN", "Ann PARTICIPATED_IN (Draft) talks", "Ann · participated in · (Draft) talks"},
		{"a node", "Meeting", "Second Meeting in Rome", "Second Meeting in Rome"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := label(m, map[string]any{"kind": tt.kind, "label": tt.label}); got != tt.want {
				t.Errorf("%q, not %q", got, tt.want)
			}
		})
	}
}
