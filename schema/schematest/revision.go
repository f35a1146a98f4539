package schematest

import (
	"encoding/json"
	"testing"

	"parley/graph"
	"parley/schema"
)

// runRevision shows that the revision names the state that a request reads, as the store
// does: another one after each mutation that changes something.
func runRevision(t *testing.T, newStore func(*testing.T, *graph.Model) graph.Store) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	store := newStore(t, m)
	defer func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	ask := func(query string) (data struct{ Revision, Again string }) {
		r := s.Do(t.Context(), store, schema.Request{Query: query, Writable: true})
		if len(r.Errors) > 0 {
			t.Fatalf("%s: %v", query, r.Errors)
		}
		answer := struct{ Data any }{&data}
		if err := json.Unmarshal(r.JSON(), &answer); err != nil {
			t.Fatal(err)
		}
		return data
	}
	const put = `mutation { putSource(source: {id: "source:note", title: "A note"}) { applied { nodes } } }`
	ask(put)
	before := ask(`{ revision sources { totalCount } again: revision }`)
	if of, err := store.Snapshot().Revision(t.Context()); err != nil || of != before.Revision || of != before.Again || of == "" {
		t.Errorf("one request reads %+v of a store at %q (%v)", before, of, err)
	}
	ask(put) // which changes nothing
	if now := ask(`{ revision }`).Revision; now != before.Revision {
		t.Errorf("the revision is %q after a mutation that changes nothing, and was %q", now, before.Revision)
	}
	ask(`mutation { putSource(source: {id: "source:note", title: "Another"}) { applied { nodes } } }`)
	if now := ask(`{ revision }`).Revision; now == before.Revision {
		t.Errorf("the revision is %q still after a change", now)
	}
}
