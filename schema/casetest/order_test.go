package casetest

import (
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// fallsBack are the cases whose answers the order of loading changes, and why.
var fallsBack = map[string]string{
	"equal-days":         "what was published on the same day is told apart by the order of loading",
	"undated-correction": "where one side has no date, a correction corrects what was loaded before it",
}

// TestOrderOfLoading loads the sources of each case in the opposite order: what is
// asked of it has the same answers, but where a rule falls back on the order of
// loading.
func TestOrderOfLoading(t *testing.T) {
	m, api, cases := open(t)
	same := 0
	for _, c := range cases {
		if len(Sources(t, c.Name())) < 2 {
			continue
		}
		store, differs := opposite(t, m, c.Name()), ""
		for _, q := range sheetOf(t, c.Name()).Questions {
			if strings.HasPrefix(q.Ask, "mutation") {
				break
			}
			if diff := q.differs(t, api, store); diff != "" {
				differs += q.Ask + "\n" + diff
			}
		}
		switch _, may := fallsBack[c.Name()]; {
		case differs == "" && may:
			t.Errorf("%s has the same answers", c.Name())
		case differs == "":
			same++
		case !may:
			t.Errorf("%s, its sources loaded in the opposite order: %s", c.Name(), differs)
		}
	}
	t.Logf("%d cases have the same answers, %d others", same, len(fallsBack))
}

// opposite returns a store with the sources of a case, the last one loaded first.
// Nodes are stated before the evidence that names them.
func opposite(t *testing.T, m *graph.Model, name string) graph.Store {
	t.Helper()
	inOrder, store := memory.New(m), memory.New(m)
	var sources, nodes, evidence [][]graph.Change
	for _, folder := range Sources(t, name) {
		corpus, err := seed.Load(t.Context(), m, folder, inOrder.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seed.Apply(t.Context(), inOrder, corpus); err != nil {
			t.Fatal(err)
		}
		rest := slices.IndexFunc(corpus.Changes, func(c graph.Change) bool { _, put := c.(graph.PutNode); return !put })
		sources, nodes, evidence = append(sources, corpus.Changes[:1]), append(nodes, corpus.Changes[1:rest]), append(evidence, corpus.Changes[rest:])
	}
	slices.Reverse(sources)
	slices.Reverse(evidence)
	if _, err := store.Apply(t.Context(), slices.Concat(append(append(sources, nodes...), evidence...)...)); err != nil {
		t.Fatal(err)
	}
	return store
}
