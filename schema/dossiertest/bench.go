package dossiertest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/schema"
	"parley/schema/dossier"
	"parley/schema/storytest"
)

// Bench makes dossiers of the standard model.
type Bench struct {
	*dossier.Maker
	schema *schema.Schema
}

// New returns a bench.
func New(t testing.TB) *Bench {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return &Bench{dossier.New(s), s}
}

// Written returns the dossier of a question as a file.
func (b *Bench) Written(t testing.TB, store graph.Store, r schema.Request) []byte {
	t.Helper()
	d, err := b.Make(t.Context(), store, r)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Tell loads a story into a store.
func (b *Bench) Tell(t testing.TB, store graph.Store, story storytest.Story) {
	t.Helper()
	for _, batch := range story.Changes(t, b.Model()) {
		if _, err := store.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	for _, merge := range story.Merges {
		r := b.schema.Do(t.Context(), store, schema.Request{Writable: true, Query: fmt.Sprintf("mutation { merge(id: %q, into: %q) { __typename } }", merge.ID, merge.Into)})
		if len(r.Errors) > 0 {
			t.Fatal(r.Errors[0])
		}
		r.Close()
	}
}

// Agree makes dossiers of some random stories on two sorts of stores, which are empty:
// they are the same byte for byte, and verify.
func (b *Bench) Agree(t *testing.T, stories int, one, other func(testing.TB, *graph.Model) graph.Store) {
	t.Helper()
	seed := graphtest.Seed(t)
	for n := range uint64(stories) {
		story := storytest.Generate(seed+n, storytest.FeaturesOf(b.Model()))
		r := Ask(rand.New(rand.NewPCG(seed+n, 7)), &story)
		var files [2][]byte
		for i, open := range []func(testing.TB, *graph.Model) graph.Store{one, other} {
			store := open(t, b.Model())
			b.Tell(t, store, story)
			files[i] = b.Written(t, store, r)
			if err := store.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(files[0], files[1]) {
			t.Fatalf("%s=%d: the stores do not write the same of %s %v\n%s", graphtest.SeedVariable, seed+n, r.Query, r.Variables, parting(files[0], files[1]))
		}
		report, err := b.Verify(t.Context(), files[0])
		if err != nil || len(report.Problems) > 0 {
			t.Fatalf("%s=%d: %v, %v", graphtest.SeedVariable, seed+n, err, report)
		}
	}
}

// parting returns what two files have where they part.
func parting(a, b []byte) string {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	around := func(file []byte) []byte { return file[max(0, at-200):min(len(file), at+200)] }
	return fmt.Sprintf("%s\n\n%s", around(a), around(b))
}
