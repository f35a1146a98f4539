package prose

import "testing"

func TestSpoken(t *testing.T) {
	for name, want := range map[string]string{"NOT_CONFIRMED": "not confirmed", "conflictsWith": "conflicts with", "HELD_AT": "held at", "": ""} {
		if got := Spoken(name); got != want {
			t.Errorf("%q is %q, not %q", name, got, want)
		}
	}
	for value, want := range map[string]string{"NOT_CONFIRMED": "not confirmed", "U.S.": "U.S.", "2025-12": "2025-12", "Anna": "Anna", "": ""} {
		if got := SpokenValue(value); got != want {
			t.Errorf("%q is %q, not %q", value, got, want)
		}
	}
	for text, want := range map[string]string{"émile": "Émile", "a b": "A b", "": ""} {
		if got := Capitalized(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}
