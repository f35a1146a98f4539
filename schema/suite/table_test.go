package suite

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	update = flag.Bool("update", false, "write testdata/table.txt anew")
	given  = flag.String("answers", "", "a file with the answers of another tool, to be judged: {\"id\": answer, …}")
)

// TestTable prints who answers what. What is answered otherwise than
// testdata/table.txt says is an error.
func TestTable(t *testing.T) {
	tools := []Tool{
		{"merged", askPlain(t, lastLoaded)}, // or skip all of it
		{"stated", askPlain(t, eachStatement)},
		{"memory", Ask(t, inMemory)},
		{"sqlite", Ask(t, inFile)},
	}
	golden(t, report(t, tools))
}

// TestAnswers prints which answers of another tool are right, beside Parley's.
func TestAnswers(t *testing.T) {
	if *given == "" {
		t.Skip("no -answers to judge")
	}
	report(t, []Tool{{filepath.Base(*given), readAnswers(t, *given)}, {"memory", Ask(t, inMemory)}})
}

// report logs the table of some tools and their wrong answers, and returns the
// table.
func report(t *testing.T, tools []Tool) string {
	t.Helper()
	table := Table(Questions(t), tools)
	t.Logf("\n%s", table)
	for _, q := range Questions(t) {
		for _, tool := range tools {
			if q.Judge(tool.Answers) == Wrong {
				t.Logf("%s, %s\n%s\nanswered %s\nright is %s", tool.Name, q.ID, q.Ask, q.text(tool.Answers[q.ID]), q.text(q.Answer))
			}
		}
	}
	return table
}

func golden(t *testing.T, table string) {
	t.Helper()
	const name = "testdata/table.txt"
	if *update {
		if err := os.WriteFile(name, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), table); diff != "" {
		t.Errorf("(-%s +now):\n%s", name, diff)
	}
}

func readAnswers(t *testing.T, name string) (answers Answers) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &answers); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	known := ids(t)
	for id := range answers {
		if !known[id] {
			t.Errorf("%s answers %q, which is no question", name, id)
		}
	}
	return answers
}
