package clienttest

import (
	"strings"
	"testing"
)

// TestPython asks a query with gql, which fetches the schema and holds the query
// against it.
func TestPython(t *testing.T) {
	long(t)
	p := newProject(t, "ask.py")
	program := python(t)
	const want = "CONFIRMED: Vladimir Putin PARTICIPATED_IN (CONFIRMED) Witkoff–Putin meeting in Moscow\n" +
		"CONFIRMED: Steve Witkoff PARTICIPATED_IN (CONFIRMED) Witkoff–Putin meeting in Moscow\n"
	if got := p.run(program, "ask.py"); got != want {
		t.Errorf("it prints\n%s\nnot\n%s", got, want)
	}
	p.alter("ask.py", "{ act ", "{ deed ")
	if out, err := p.try(program, "ask.py"); err == nil || !strings.Contains(out, "Cannot query field 'deed' on type 'Evidence'.") {
		t.Errorf("a field that there is not: %v\n%s", err, out)
	}
}
