package dna

import (
	"io"
	"os"
	"slices"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// A file comes in as a whole, each document a source that is loaded.
func TestAFileIsImported(t *testing.T) {
	m := standard(t)
	path := makeFile(t, []string{harbour, harbour}, twoCodings)
	f := mustOpen(t, path)
	s := memory.New(m)
	i := importing(f, path)
	for _, loaded := range []bool{false, true} {
		checked, err := i.Check(t.Context(), m, s.Snapshot())
		if err != nil || checked.Loaded != loaded || len(checked.Sources) != 2 {
			t.Fatalf("%+v %v", checked, err)
		}
		if done, err := checked.Apply(t.Context(), s); err != nil || done.Applied.Changed() == loaded {
			t.Errorf("%+v %v", done, err)
		}
	}
	if load, err := s.Snapshot().LastLoad(t.Context(), f.sourceID("2")); load == "" || err != nil {
		t.Errorf("%q %v", load, err)
	}
}

func importing(f *File, path string) *seed.Import {
	return &seed.Import{Data: f, Family: f.Family(), Digest: seed.DigestOf(func() (io.ReadCloser, error) { return os.Open(path) })}
}

// A document that its file no longer has goes from the graph, and so do those of
// another file that had the same name.
func TestADocumentThatIsGoneFromItsFileGoes(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	steps := []struct {
		name      string
		documents []string
		change    string
		want      []string // in the graph
	}{
		{"two documents", []string{harbour, harbour}, "", []string{"source:harbour-1", "source:harbour-2"}},
		{"one is deleted", []string{harbour, harbour}, "DELETE FROM DOCUMENTS WHERE ID = 2", []string{"source:harbour-1"}},
		{"another file", []string{harbour}, "UPDATE DOCUMENTS SET ID = 7; DELETE FROM STATEMENTS", []string{"source:harbour-7"}},
		{"the first once more", []string{harbour, harbour}, "", []string{"source:harbour-1", "source:harbour-2"}},
	}
	for _, step := range steps {
		path := makeFile(t, step.documents, twoCodings, step.change)
		checked, err := importing(mustOpen(t, path), path).Check(t.Context(), m, s.Snapshot())
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if _, err := checked.Apply(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		var got []string
		for c, err := range s.Snapshot().Changes(t.Context()) {
			if n, ok := c.(graph.PutNode); ok && n.ID == n.Source {
				got = append(got, n.ID)
			} else if err != nil {
				t.Fatal(err)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, step.want) {
			t.Errorf("%s: the graph has %v, not %v", step.name, got, step.want)
		}
	}
}
