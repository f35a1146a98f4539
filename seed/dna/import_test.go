package dna

import (
	"io"
	"os"
	"testing"

	"parley/graph/memory"
	"parley/seed"
)

// A file comes in as a whole, each document a source that is loaded.
func TestAFileIsImported(t *testing.T) {
	m := standard(t)
	path := makeFile(t, []string{harbour, harbour}, twoCodings)
	f := mustOpen(t, path)
	s := memory.New(m)
	i := &seed.Import{Data: f, Digest: seed.DigestOf(func() (io.ReadCloser, error) { return os.Open(path) })}
	for _, loaded := range []bool{false, true} {
		checked, err := i.Check(t.Context(), m, s.Snapshot())
		if err != nil || checked.Loaded != loaded || len(checked.Sources) != 2 {
			t.Fatalf("%+v %v", checked, err)
		}
		if done, err := checked.Apply(t.Context(), s); err != nil || done.Applied.Any() == loaded {
			t.Errorf("%+v %v", done, err)
		}
	}
	if load, err := s.Snapshot().Loaded(t.Context(), f.sourceID("2")); load == "" || err != nil {
		t.Errorf("%q %v", load, err)
	}
}
