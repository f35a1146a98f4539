package cypher

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"parley/graph"
	"parley/schema/schematest"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestCompile shows GraphQL, the plan that it becomes, and the statement that
// answers it. testdata/compile holds a file a question; what follows the first
// line of dashes is written by -update.
func TestCompile(t *testing.T) {
	m := standard(t)
	files, err := filepath.Glob("testdata/compile/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no questions: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			query, _, _ := strings.Cut(string(text), "\n---")
			got := strings.TrimRight(query, "\n") + "\n" + explained(t, m, query)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(text), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// explained prints the plans of a query and their statements.
func explained(t *testing.T, m *graph.Model, query string) string {
	var out strings.Builder
	plans, searches := schematest.Asked(t, m, query)
	for _, p := range plans {
		fmt.Fprintf(&out, "--- plan\n%s\n--- cypher\n%s", p.Text(m), printed(Compile(m, p)))
	}
	for _, s := range searches {
		fmt.Fprintf(&out, "--- plan\nsearch %q\n%s\n--- cypher\n%s", s.Words, s.Plan.Text(m), printed(CompileSearch(m, s)))
	}
	return out.String()
}

func printed(s *Statement) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n--- parameters\n", s.Text)
	names := make([]string, 0, len(s.Params))
	for name := range s.Params {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		return len(names[i]) < len(names[j]) || len(names[i]) == len(names[j]) && names[i] < names[j]
	})
	for _, name := range names {
		if day, ok := s.Params[name].(dbtype.Date); ok {
			fmt.Fprintf(&out, "%s = %s\n", name, day)
			continue
		}
		fmt.Fprintf(&out, "%s = %#v\n", name, s.Params[name])
	}
	return out.String()
}

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}
