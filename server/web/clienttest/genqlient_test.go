package clienttest

import (
	"os"
	"testing"
)

// TestGenqlient lets genqlient make a Go client of a query.
func TestGenqlient(t *testing.T) {
	long(t)
	p := newProject(t, "genqlient.yaml", "conflicts.graphql", "main.go")
	p.fetchSchema()
	if err := os.CopyFS(p.dir, os.DirFS("testdata/genqlient")); err != nil {
		t.Fatal(err)
	}
	p.run("go", "tool", "genqlient")
	if got, want := p.run("go", "run", "."), "Kyiv surrenders the eastern territories it still controls\n"; got != want {
		t.Errorf("it prints\n%s\nnot\n%s", got, want)
	}
}
