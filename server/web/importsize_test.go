package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parley/graph"
	store "parley/graph/memory"
)

// A file that is larger than is taken has a status that says so, and the next
// one has its turn.
func TestImportOfALargeFile(t *testing.T) {
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	i := newImporter(m, store.New(m), slog.New(slog.DiscardHandler), func(*http.Request) error { return nil })
	i.largest = 1 << 20
	for _, c := range []struct{ size, status int }{{1<<20 + 1, http.StatusRequestEntityTooLarge}, {1 << 20, http.StatusOK}} {
		r := httptest.NewRequest(http.MethodPost, "/import?format=ndjson", strings.NewReader(strings.Repeat("\n", c.size)))
		r.Header.Set("Content-Type", ndjsonLines)
		w := httptest.NewRecorder()
		if err := i.bring(w, r); err != nil {
			w.Code = refusalOf(err).status
		}
		if w.Code != c.status {
			t.Errorf("%d bytes: %d %s", c.size, w.Code, w.Body)
		}
	}
}
