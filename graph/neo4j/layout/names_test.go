package layout

import "testing"

// TestNamesAreQuoted writes names of the model that are no plain words so that
// they stay names.
func TestNamesAreQuoted(t *testing.T) {
	for in, want := range map[string]string{"HOLDS_POST": "HOLDS_POST", "a b": "`a b`", "a`b": "`a``b`", "é": "`é`"} {
		if got := Name(in); got != want {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
}
