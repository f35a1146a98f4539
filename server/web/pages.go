package web

import (
	"log/slog"
	"net/http"

	"parley/graph"
	"parley/schema"
	"parley/server/web/front"
	"parley/server/web/graphiql"
	"parley/server/web/questions"
)

// showPages puts the pages that people look at on a mux: / and /graphiql, with
// what they take.
func showPages(mux *http.ServeMux, s *schema.Schema, store graph.Store, log *slog.Logger) error {
	answered := questions.Answered(s)
	home, err := front.New(s, store, answered, log)
	if err != nil {
		return err
	}
	explorer, err := graphiql.New(answered)
	if err != nil {
		return err
	}
	mux.Handle("GET /{$}", home)
	mux.Handle("GET /static/", home)
	mux.Handle("GET /graphiql", explorer)
	mux.Handle("GET /graphiql/", explorer)
	return nil
}
