package web

import (
	"net/http"

	"parley/server/web/front"
	"parley/server/web/graphiql"
	"parley/server/web/guide"
	"parley/server/web/questions"
)

// route is a page or a service.
type route struct {
	pattern string
	handler http.Handler
	open    bool // also for who may not read
}

// routes are all that there are. What is hidden where the server is hardened is
// not among them.
func (s *site) routes() ([]route, error) {
	answered := questions.Answered(s.Schema)
	home, err := front.New(s.Schema, s.store, answered, s.Log, front.Shown{Explorer: !s.Hardened, Fiction: s.Fiction})
	if err != nil {
		return nil, err
	}
	manual, err := guide.New(guide.Shown{Explorer: !s.Hardened, Fiction: s.Fiction})
	if err != nil {
		return nil, err
	}
	all := []route{
		{"GET /livez", http.HandlerFunc(live), true},
		{"GET /readyz", http.HandlerFunc(s.readyz), true},
		{"GET /metrics", s.metrics.Handler(), false},
		{"/graphql", s.whole(s.handle(s.graphql)), false},
		{"GET /export", s.whole(s.handle(s.exportGet)), false},
		{"POST /export", s.whole(s.handle(s.exportPost)), false},
		{"POST /import", s.whole(s.handle(newImporter(s.Schema.Model(), s.store, s.Log, s.mayImport).bring)), false},
		{"GET /{$}", s.wholePage(home), false},
		{"GET /static/", home, false},
		{"GET /guide", manual, false},
		{"GET /guide/", manual, false},
	}
	if s.Readers != nil {
		all = append(all, route{"GET /login", s.handle(s.loginPage), true}, route{"POST /login", s.handle(s.login), true})
	}
	if s.Hardened {
		return all, nil
	}
	examples, err := guide.Questions()
	if err != nil {
		return nil, err
	}
	explorer, err := graphiql.New(answered, examples, s.Fiction)
	return append(all,
		route{"GET /graphiql", explorer, false}, route{"GET /graphiql/", explorer, false},
		route{"GET /schema.graphql", sdl(s.Schema), false}), err
}

// pages is what stands where. Whatever is not open, and what there is not, is
// behind private.
func (s *site) pages() (http.Handler, error) {
	routes, err := s.routes()
	if err != nil {
		return nil, err
	}
	outside, inside := http.NewServeMux(), http.NewServeMux()
	for _, r := range routes {
		if r.open {
			outside.Handle(r.pattern, r.handler)
		} else {
			inside.Handle(r.pattern, r.handler)
		}
	}
	outside.Handle("/", s.private(inside))
	return outside, nil
}
