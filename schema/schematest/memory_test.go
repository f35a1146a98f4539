package schematest

import (
	"flag"
	"os"
	"testing"

	"parley/graph"
	"parley/graph/memory"
)

var update = flag.Bool("update", false, "write the answers anew")

func inMemory(_ *testing.T, m *graph.Model) graph.Store { return memory.New(m) }

func TestMemory(t *testing.T) {
	if *update {
		for _, c := range conversations(t) {
			if err := os.WriteFile("testdata/"+c.name+".txt", []byte(c.held(t, inMemory).text()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(idAnswers, []byte(testIDs(t, inMemory)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	Run(t, inMemory)
}

// TestAgree holds two stores in memory against each other, which shows that
// enough of the documents are of use.
func TestAgree(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	Agree(t, m, 500, memory.New(m), memory.New(m))
}
