package clienttest

import (
	"strings"
	"testing"
)

// TestCodegen lets GraphQL Code Generator make types of a query, by which tsc
// checks the program that asks it.
func TestCodegen(t *testing.T) {
	long(t)
	p := newProject(t, "codegen.ts", "contested.ts")
	p.withPackages()
	p.fetchSchema()
	p.write("package.json", `{"type": "module"}`)
	tsc := []string{"--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", "--noEmitOnError", "contested.ts"}
	p.run(bin("graphql-codegen"), "--config", "codegen.ts")
	p.run(bin("tsc"), tsc...)
	if got, want := p.run("node", "contested.js"), "CONTESTED: Russia has captured Pokrovsk\n"; got != want {
		t.Errorf("it prints\n%s\nnot\n%s", got, want)
	}
	p.alter("contested.ts", "claim.statement", "claim.name")
	if out, err := p.try(bin("tsc"), tsc...); err == nil || !strings.Contains(out, "Property 'name' does not exist") {
		t.Errorf("a field that was not asked for: %v\n%s", err, out)
	}
}
