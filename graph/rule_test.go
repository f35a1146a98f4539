package graph

import (
	"strings"
	"testing"
)

func TestVerification(t *testing.T) {
	tests := []struct {
		name     string
		verdicts string // who:verdict …
		want     string
	}{
		{"nobody speaks to it", "", "UNVERIFIED"},
		{"only claimed", "a:CLAIMED b:CLAIMED", "UNVERIFIED"},
		{"claimed, and not confirmed", "a:CLAIMED b:NOT_CONFIRMED", "UNVERIFIED"},
		{"only not confirmed, which is no denial", "b:NOT_CONFIRMED", "UNVERIFIED"},
		{"claimed and denied", "a:CLAIMED b:DENIED", "CONTESTED"},
		{"confirmed and denied", "a:CONFIRMED b:DENIED", "CONTESTED"},
		{"claimed, confirmed and denied", "a:CLAIMED b:CONFIRMED c:DENIED", "CONTESTED"},
		{"claimed and denied by the same", "a:CLAIMED a:DENIED", "CONTESTED"},
		{"only denied", "a:DENIED", "DENIED"},
		{"denied and not confirmed", "a:DENIED b:NOT_CONFIRMED", "DENIED"},
		{"claimed by one, confirmed by another", "a:CLAIMED b:CONFIRMED", "CONFIRMED"},
		{"claimed and confirmed by the same", "a:CLAIMED a:CONFIRMED", "UNVERIFIED"},
		{"claimed and confirmed by the same, and confirmed by another", "a:CLAIMED a:CONFIRMED b:CONFIRMED", "CONFIRMED"},
		{"both claim and both confirm", "a:CLAIMED a:CONFIRMED b:CLAIMED b:CONFIRMED", "UNVERIFIED"},
		{"confirmed, though nobody claims it", "b:CONFIRMED", "CONFIRMED"},
	}
	rule := standard(t).NodeProp("verification").Rule
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var verdicts []Verdict
			for _, word := range strings.Fields(tt.verdicts) {
				from, value, _ := strings.Cut(word, ":")
				verdicts = append(verdicts, Verdict{from, value})
			}
			if got := rule.Derive(verdicts); got != tt.want {
				t.Errorf("%s is %s, not %s", tt.verdicts, got, tt.want)
			}
		})
	}
}

// TestDerivedWords shows that relations and the rule speak of values that
// there are.
func TestDerivedWords(t *testing.T) {
	m := standard(t)
	has := func(e *Enum, values ...string) {
		t.Helper()
		for _, v := range values {
			if !e.Has(v) {
				t.Errorf("%s has no %s", e.Name, v)
			}
		}
	}
	for _, d := range m.Derived {
		if d.Pair == nil {
			continue
		}
		on := d.EdgeType(d.Pair.Edge).Prop(d.Pair.On).Enum
		for _, c := range d.Pair.Combos {
			has(on, append(c.A, c.B...)...)
			if d.Pair.Hub != "" {
				has(m.NodeProp(d.Pair.Hub).Enum, c.Hub...)
			}
		}
		if d.Pair.Hub != "" {
			has(m.NodeProp(d.Pair.Hub).Enum, d.Pair.Default...)
		}
		if x := d.Pair.Except; x != nil {
			has(m.NodeProp(x.Property).Enum, x.Values...)
		}
	}
	rule := m.NodeProp("verification").Rule
	for _, c := range rule.Cases {
		has(m.NodeProp("verification").Enum, c.Is, rule.Else)
		for _, values := range c.Some {
			has(m.Edge(rule.Edge).Prop(rule.Property).Enum, values...)
		}
	}
	has(m.Kind("Meeting").Prop("status").Enum, m.Kind("Meeting").Begun.Values...)
}
