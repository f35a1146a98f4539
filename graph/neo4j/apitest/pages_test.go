package apitest

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j/storetest"
	"parley/schema"
	"parley/seed"
	"parley/server/web"
)

// TestPages reads pages of each sort: they are byte for byte those of the store in memory.
func TestPages(t *testing.T) {
	m := storetest.Model(t)
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	embedded, store := memory.New(m), storetest.Open(t, m)
	var handlers []http.Handler
	for _, s := range []graph.Store{embedded, store} {
		for _, folder := range append(seed.Invented(), seed.Shipped()) {
			load(t, m, s, folder)
		}
		handler, err := web.New(web.Config{Schema: api, Store: s, Log: slog.New(slog.DiscardHandler), Limits: web.Limits{WorkTime: 5 * time.Minute}}) // Neo4j plans what is new to it
		if err != nil {
			t.Fatal(err)
		}
		handlers = append(handlers, handler)
	}
	for _, path := range []string{
		"/entity/person:steve-witkoff", "/entity/person:mara-lindqvist", "/entity/person:mara-lindqvist?knownOn=2031-03-05&asOf=2031-03-04", "/entity/meeting:2031-03-02-vell",
		"/entity/country:ua?all=meetings", "/entity/topic:territory", "/source/source:fiction-harbour-report?at=100", "/source/source:peace-talks?of=HOLDS", "/sources",
		"/search?q=zelensky", "/search?kind=Meeting", "/compare?a=country:ru&b=country:ua", "/stances", "/stances?topic=all&asOf=2031-03-10&since=2031-03-03", "/disputed",
		"/ask?kind=met&x=Witkoff&from=2025-11-01&to=2025-12-31", "/ask.csv?kind=known&x=Tor+Hale&day=2031-03-05", "/entity/person:nobody",
	} {
		t.Run(path, func(t *testing.T) {
			var pages []string
			for _, handler := range handlers {
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				pages = append(pages, w.Result().Status+"\n"+w.Body.String())
			}
			if diff := cmp.Diff(pages[0], pages[1]); diff != "" {
				t.Errorf("(-memory +neo4j):\n%s", diff)
			}
		})
	}
}
