package clienttest

import "testing"

// TestUrql asks a query with urql.
func TestUrql(t *testing.T) {
	long(t)
	p := newProject(t, "urql.mjs")
	p.withPackages()
	if got, want := p.run("node", "urql.mjs"), "Person: Volodymyr Zelensky\n"; got != want {
		t.Errorf("it prints\n%s\nnot\n%s", got, want)
	}
}
