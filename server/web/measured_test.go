package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"parley/graph"
)

// TestMeasured calls all that a store can do: each call is measured, and what it
// gives is the store's.
func TestMeasured(t *testing.T) {
	s := shippedSite(t)
	ctx, from := t.Context(), s.store.Snapshot()
	if _, err := s.store.Apply(ctx, nil); err != nil {
		t.Error(err)
	}
	if _, err := from.Expand(ctx, &graph.Expansion{Frontier: []string{"country:ua"}, PerNode: 1}); err != nil {
		t.Error(err)
	}
	if load, err := from.LastLoad(ctx, "source:peace-talks"); load == "" || err != nil {
		t.Errorf("%q %v", load, err)
	}
	if list, err := from.Dependents(ctx, "country:ua"); len(list) == 0 || err != nil {
		t.Errorf("%d changes, %v", len(list), err)
	}
	for change, err := range from.Changes(ctx) {
		if change == nil || err != nil {
			t.Errorf("%v %v", change, err)
		}
		break
	}
	reply := httptest.NewRecorder()
	s.metrics.Handler().ServeHTTP(reply, httptest.NewRequest("GET", "/metrics", nil))
	for _, call := range []string{"apply", "expand", "loaded", "resting", "changes"} {
		if want := `parley_store_seconds_count{call="` + call + `",outcome="OK"} 1`; !strings.Contains(reply.Body.String(), want) {
			t.Errorf("no %s", want)
		}
	}
}
