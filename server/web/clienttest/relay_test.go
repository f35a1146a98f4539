package clienttest

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRelay lets relay-compiler compile fragments against the schema, one that is
// refetched by its node and two that page, and lets Relay's runtime run them.
func TestRelay(t *testing.T) {
	long(t)
	p := newProject(t, "relay.config.js", "environment.mjs", "src/Person.js")
	p.withPackages()
	p.fetchSchema()
	if err := os.CopyFS(p.dir, os.DirFS("testdata/relay")); err != nil {
		t.Fatal(err)
	}
	p.run(bin("relay-compiler"), "--output", "quiet-with-errors")
	const want = `refetched: Steve Witkoff, who met 5
Person_meetings: 2, more behind
Person_meetings: 4, more behind
Person_meetings: 5
ATTENDED U.S.–Ukrainian negotiations in Florida (asOf=2025-12-01)
CONFIRMED Witkoff–Putin meeting in Moscow (asOf=2025-12-01)
ATTENDED Witkoff–Starmer talks (asOf=2025-12-01)
ATTENDED Witkoff–Umerov talks (asOf=2025-12-01)
ATTENDED Witkoff–Zelensky talks (asOf=2025-12-01)
documents_timeline: 4, more before
documents_timeline: 8, more before
documents_timeline: 11
`
	if diff := cmp.Diff(want, p.run("node", "run.mjs")); diff != "" {
		t.Errorf("(-want +printed):\n%s", diff)
	}
}
