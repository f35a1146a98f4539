package ndjson

import (
	"bytes"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/graph"
	"parley/seed"
)

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const head = `{"format":"parley changes","version":1}` + "\n"

func each(changes []graph.Change) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for _, c := range changes {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// written returns changes as a file.
func written(t testing.TB, m *graph.Model, changes []graph.Change) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, m, each(changes)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// reading reads a file: the changes, and the problems as they are printed.
func reading(t testing.TB, m *graph.Model, text string) (changes []graph.Change, problems []string, err error) {
	t.Helper()
	f := New(m, "her.ndjson", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil })
	err = f.Rows(t.Context(), func(r seed.Row) bool {
		if r.Problem != nil {
			problems = append(problems, r.Problem.String())
		}
		changes = append(changes, r.Changes...)
		return true
	})
	return changes, problems, err
}

// alike says how changes differ; a map or a list that is empty is none.
func alike(want, got []graph.Change) string { return cmp.Diff(want, got, cmpopts.EquateEmpty()) }
