package web

import (
	"net/http"

	"parley/server/web/front"
	"parley/server/web/graphiql"
	"parley/server/web/questions"
)

// showPages puts the pages that people look at on a mux: / and /graphiql, with
// what they take.
func (s *site) showPages(mux *http.ServeMux) error {
	answered := questions.Answered(s.Schema)
	home, err := front.New(s.Schema, s.store, answered, s.Log)
	if err != nil {
		return err
	}
	explorer, err := graphiql.New(answered)
	if err != nil {
		return err
	}
	mux.Handle("GET /{$}", s.wholePage(home))
	mux.Handle("GET /static/", home)
	mux.Handle("GET /graphiql", explorer)
	mux.Handle("GET /graphiql/", explorer)
	return nil
}
