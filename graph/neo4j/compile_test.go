package neo4j

import (
	"context"
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
	"parley/schema"
)

var update = flag.Bool("update", false, "write golden files anew")

// recorder is a store that keeps what it is asked and answers nothing.
type recorder struct {
	graph.Store
	graph.Reader
	plans    []*graph.Plan
	searches []*graph.Search
}

func (r *recorder) Snapshot() graph.Reader { return r }

func (r *recorder) Whole() bool { return true }

func (r *recorder) Select(_ context.Context, p *graph.Plan) (*graph.Rows, error) {
	r.plans = append(r.plans, p)
	return &graph.Rows{}, nil
}

func (r *recorder) Search(_ context.Context, s *graph.Search) (*graph.Rows, error) {
	r.searches = append(r.searches, s)
	return &graph.Rows{}, nil
}

// asked returns what GraphQL asks of a store.
func asked(t testing.TB, m *graph.Model, query string) *recorder {
	t.Helper()
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{}
	for _, e := range s.Do(t.Context(), r, schema.Request{Query: query}).Errors {
		if e.Code != graph.Internal { // an empty answer is not what was planned for
			t.Fatal(e)
		}
	}
	return r
}

// TestCompile shows GraphQL, the plan that it becomes, and the statement that
// answers it. testdata/compile holds a file a question; what follows the first
// line of dashes is written by -update.
func TestCompile(t *testing.T) {
	m := standardModel(t)
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
			got := strings.TrimRight(query, "\n") + "\n" + explained(m, asked(t, m, query))
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

// explained prints plans and their statements.
func explained(m *graph.Model, r *recorder) string {
	var out strings.Builder
	for _, p := range r.plans {
		fmt.Fprintf(&out, "--- plan\n%s\n--- cypher\n%s", p.Text(m), printed(Compile(m, p)))
	}
	for _, s := range r.searches {
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

func standardModel(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}
