package pages

import "testing"

// TestSpelled writes dates as one says them.
func TestSpelled(t *testing.T) {
	for edtf, want := range map[string]string{
		"2025-12-02": "2025-12-02", "2025-11": "2025-11", "": "",
		"2025-11-30/2025-12-01": "2025-11-30 – 2025-12-01", "2025-12-08/..": "since 2025-12-08", "2025-12-08/": "since 2025-12-08", "../2025-12-08": "until 2025-12-08",
		"[2025-02-17..2025-02-19]": "between 2025-02-17 and 2025-02-19", "[..2025-02-19]": "2025-02-19 or before", "[2025-02-17..]": "2025-02-17 or later",
	} {
		if got := spelled(edtf); got != want {
			t.Errorf("%s is %q, not %q", edtf, got, want)
		}
	}
}
