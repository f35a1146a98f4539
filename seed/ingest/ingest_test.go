package ingest

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// entities is a file of FollowTheMoney: a person, and a thing for which Parley has
// no place.
const entities = `{"id":"a","schema":"Person","properties":{"name":["Ann Öberg"]}}
{"id":"b","schema":"Vessel","properties":{"name":["Gull"]}}
`

func opener(text string) seed.Opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

func standard(t *testing.T) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func revision(t *testing.T, s graph.Store) string {
	t.Helper()
	r, err := s.Snapshot().Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRun(t *testing.T) {
	m := standard(t)
	store := memory.New(m)
	in := FtM("people.json", opener(entities), "")
	got, err := in.Run(t.Context(), m, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Rows != 2 || got.Applied.Nodes != 2 || !slices.Equal(got.Sources, []string{"source:people"}) || got.Skipped["Vessel"] != 1 {
		t.Errorf("what came of it is %+v", got)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
}

// Sources that are not admitted leave the store as it is.
func TestRunIsAdmitted(t *testing.T) {
	m := standard(t)
	store := memory.New(m)
	before, not := revision(t, store), errors.New("not this one")
	_, err := FtM("people.json", opener(entities), "").Run(t.Context(), m, store, func(sources []string) error {
		if !slices.Equal(sources, []string{"source:people"}) {
			t.Errorf("it speaks for %v", sources)
		}
		return not
	})
	if err != not || revision(t, store) != before {
		t.Errorf("the error is %v, the store at %s, before at %s", err, revision(t, store), before)
	}
}

// failing is a store that makes no change.
type failing struct{ graph.Store }

func (failing) Apply(context.Context, []graph.Change) (graph.Applied, error) {
	return graph.Applied{}, graph.Errorf(graph.Unavailable, "apply", "gone")
}

// What is wrong with a file is told from what is wrong with the store.
func TestRunThatFails(t *testing.T) {
	m := standard(t)
	store := failing{memory.New(m)}
	var unfinished *Unfinished
	if _, err := FtM("people.json", opener(entities), "").Run(t.Context(), m, store, nil); !errors.As(err, &unfinished) || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a store that is gone: %v", err)
	}
	var refusal *seed.Refusal
	if _, err := Changes(m, "a.ndjson", opener("nonsense")).Run(t.Context(), m, store, nil); !errors.As(err, &refusal) || errors.As(err, &unfinished) {
		t.Errorf("a file of nonsense: %v", err)
	}
}
