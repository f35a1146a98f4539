package table

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/schema"
)

// Questions to the shipped tables, as far as their first rows hold answers.
func TestQuestionsToTheSample(t *testing.T) {
	checkAnswers(t, sample(t), "sample")
}

// The same questions to the whole tables.
func TestQuestionsToTheWholeTables(t *testing.T) {
	checkAnswers(t, full(t), "full")
}

// checkAnswers holds the answer to each question that has one of a kind against
// its golden file.
func checkAnswers(t *testing.T, d *Mapping, kind string) {
	t.Helper()
	m := standard(t)
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store, _, problems := load(t, m, d)
	if problems != nil {
		t.Fatal(problems)
	}
	golden, err := filepath.Glob("testdata/questions/*." + kind + ".json")
	if err != nil || len(golden) == 0 {
		t.Fatal(golden, err)
	}
	for _, file := range golden {
		t.Run(filepath.Base(file), func(t *testing.T) {
			query, err := os.ReadFile(strings.TrimSuffix(file, kind+".json") + "graphql")
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(s.Do(t.Context(), store, schema.Request{Query: string(query)}), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
