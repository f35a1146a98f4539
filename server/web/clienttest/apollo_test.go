package clienttest

import "testing"

// TestApollo reads two days of a person through one cache of Apollo Client, which
// keeps them apart by the snapshot; by the id alone the later read would overwrite
// the earlier.
func TestApollo(t *testing.T) {
	long(t)
	tests := []struct {
		name, keys string
		want       string
	}{
		{"by id and snapshot", `["id", "snapshot"]`, "Steve Witkoff had met 3 (asOf=2025-11-20)\nSteve Witkoff had met 5 (asOf=2025-12-01)\n"},
		{"by id alone", `["id"]`, "Steve Witkoff had met 5 (asOf=2025-12-01)\nSteve Witkoff had met 5 (asOf=2025-12-01)\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newProject(t, "apollo.mjs")
			p.withPackages()
			p.alter("apollo.mjs", `["id", "snapshot"]`, test.keys)
			if got := p.run("node", "apollo.mjs"); got != test.want {
				t.Errorf("it prints\n%s\nnot\n%s", got, test.want)
			}
		})
	}
}
