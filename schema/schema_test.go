package schema

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

var update = flag.Bool("update", false, "write golden files anew")

func standard(t testing.TB, options ...Option) *Schema {
	t.Helper()
	return schemaOf(t, graph.Standard(), options...)
}

func schemaOf(t testing.TB, spec graph.Spec, options ...Option) *Schema {
	t.Helper()
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(m, options...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSDL holds the schema against its golden file, so that every change of the
// API shows in review.
func TestSDL(t *testing.T) {
	const file = "schema.graphql"
	got := standard(t).SDL()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema.graphql is not what the model gives (-want +got); go test ./schema -update writes it:\n%s", diff)
	}
}

// TestAllIsDescribed asks for a description of every type, field, argument and
// enum value.
func TestAllIsDescribed(t *testing.T) {
	for _, def := range standard(t).gate.Schema.Types {
		if def.BuiltIn {
			continue
		}
		described(t, def.Name, def.Description)
		for _, f := range own(def) {
			described(t, def.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(t, def.Name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
		for _, v := range def.EnumValues {
			described(t, def.Name+"."+v.Name, v.Description)
		}
	}
}

// TestRootFieldsSayWhatTheyDo finds the root fields that are described by what they
// answer with.
func TestRootFieldsSayWhatTheyDo(t *testing.T) {
	types := standard(t).gate.Schema.Types
	docs := map[string]string{}
	for name, def := range types {
		docs[def.Description] = name
	}
	for _, root := range []string{"Query", "Mutation"} {
		for _, f := range own(types[root]) {
			if name := docs[f.Description]; name != "" && types[name].Kind != ast.InputObject {
				t.Errorf("%s.%s is described as %s is", root, f.Name, name)
			}
		}
	}
}

// TestNodeIsRelays shows that node is as Relay's Object Identification has it.
func TestNodeIsRelays(t *testing.T) {
	node := standard(t).gate.Schema.Query.Fields.ForName("node")
	if len(node.Arguments) != 1 || node.Arguments[0].Name != "id" || node.Arguments[0].Type.String() != "ID!" || node.Type.String() != "Node" {
		t.Errorf("%v of %v", node.Type, node.Arguments)
	}
}

// own lists a type's fields without those of introspection.
func own(def *ast.Definition) ast.FieldList {
	var out ast.FieldList
	for _, f := range def.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			out = append(out, f)
		}
	}
	return out
}

func described(t *testing.T, what, description string) {
	t.Helper()
	if description == "" {
		t.Errorf("%s has no description", what)
	}
}

// TestEveryFieldIsPlanned finds the output fields that nobody plans.
func TestEveryFieldIsPlanned(t *testing.T) {
	s := standard(t)
	for _, def := range s.gate.Schema.Types {
		if def.BuiltIn || def.Kind != ast.Object && def.Kind != ast.Interface {
			continue
		}
		for _, f := range own(def) {
			if s.plans.Fields[f] == nil && s.plans.Roots[f] == nil && def.Name != "Mutation" {
				t.Errorf("%s.%s has no plan", def.Name, f.Name)
			}
		}
	}
}
