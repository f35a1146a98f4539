package guide_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestGlossary holds the tables of the glossary against the model, of which they are
// made.
func TestGlossary(t *testing.T) {
	const file = "glossary.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	terms, _, _ := strings.Cut(string(text), "## Kinds\n")
	want := terms + modelTables(graph.Standard())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("go test ./server/web/guide -update (-model +page):\n%s", diff)
	}
}

// TestTermsInOrder looks whether terms are found where one looks for them.
func TestTermsInOrder(t *testing.T) {
	text, err := os.ReadFile("glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	var terms []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "## Kinds") {
			break
		}
		if cells := strings.Split(line, "|"); len(cells) == 4 && !strings.Contains(line, "---") {
			terms = append(terms, strings.TrimSpace(cells[1]))
		}
	}
	if terms = terms[1:]; !slices.IsSorted(terms) || len(terms) < 40 {
		t.Errorf("the terms are %q", terms)
	}
}

// modelTables are the kinds, edges and properties of a model as tables.
func modelTables(s graph.Spec) string {
	var out strings.Builder
	out.WriteString("## Kinds\n\n| kind | meaning | beside name, aliases, description, identifiers |\n|---|---|---|\n")
	for _, k := range s.Kinds {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", k.Name, k.Doc, properties(k.Properties))
	}
	out.WriteString("\n## Edges\n\n| edge | from → to | meaning | properties |\n|---|---|---|---|\n")
	for _, e := range s.Edges {
		fmt.Fprintf(&out, "| %s | %s → %s | %s | %s |\n", e.Name, ends(e.From), ends(e.To), e.Doc, properties(e.Properties))
	}
	out.WriteString("\n## Evidence\n\n| property | meaning |\n|---|---|\n")
	for _, p := range s.Evidence {
		fmt.Fprintf(&out, "| `%s` | %s%s |\n", p.Name, p.Doc, values(p))
	}
	return out.String()
}

func ends(kinds []string) string {
	if slices.Contains(kinds, graph.AnyKind) {
		return "any entity"
	}
	return strings.Join(kinds, ", ")
}

func properties(all []graph.Property) string {
	lines := make([]string, len(all))
	for i, p := range all {
		lines[i] = fmt.Sprintf("`%s`: %s%s", p.Name, p.Doc, values(p))
	}
	return strings.Join(lines, " ")
}

// values are those that a property can have, if it is an enum.
func values(p graph.Property) string {
	if p.Enum == nil {
		return ""
	}
	return " " + p.Enum.Names() + "."
}
