package seedtest

import (
	"bytes"
	"context"
	"io"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
	"parley/seed/ndjson"
)

// Store is a sort of store under test.
type Store struct {
	Name string
	New  func(*testing.T, *graph.Model) graph.Store // an empty one
}

// with opens an empty store, uses it and closes it.
func (s Store) with(t *testing.T, m *graph.Model, use func(graph.Store)) {
	t.Helper()
	store := s.New(t, m)
	defer func() {
		if err := store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}()
	use(store)
}

// exported returns the graph of a store as a file of changes.
func exported(t *testing.T, m *graph.Model, s graph.Store) string {
	t.Helper()
	var out bytes.Buffer
	if err := ndjson.Write(&out, m, s.Snapshot().Changes(context.Background())); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// state returns all that there is of a store, the loads of its sources too.
func state(t *testing.T, m *graph.Model, s graph.Store) string {
	t.Helper()
	return graphtest.Dump(t, m, s) + exported(t, m, s)
}

// file is an import of a file of changes, as they are.
func file(m *graph.Model, text string) *seed.Import {
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewBufferString(text)), nil }
	return &seed.Import{Data: ndjson.New(m, "export.ndjson", open), Digest: seed.DigestOf(open), AsTheyAre: true}
}

// imported makes an import to its end.
func imported(ctx context.Context, m *graph.Model, s graph.Store, i *seed.Import) error {
	checked, err := i.Check(ctx, m, s.Snapshot())
	if err != nil {
		return err
	}
	_, err = checked.Apply(ctx, s)
	return err
}

func mustImport(t *testing.T, m *graph.Model, s graph.Store, i *seed.Import) {
	t.Helper()
	if err := imported(context.Background(), m, s, i); err != nil {
		t.Fatal(err)
	}
}
