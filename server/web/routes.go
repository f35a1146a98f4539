package web

import (
	"net/http"
	"slices"

	"parley/schema/dossier"
	"parley/server/web/explorer"
	"parley/server/web/frame"
	"parley/server/web/front"
	"parley/server/web/graphiql"
	"parley/server/web/guide"
	"parley/server/web/pages"
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
	asked := questions.Of(s.Schema, s.store)
	shown := s.shown()
	home, err := front.New(s.Schema, s.store, asked, s.Log, shown)
	if err != nil {
		return nil, err
	}
	files, err := frame.Files()
	if err != nil {
		return nil, err
	}
	read, err := pages.New(s.Schema, s.store, shown)
	if err != nil {
		return nil, err
	}
	explore, err := explorer.New(s.Schema.Model(), explorer.Shown{Embedders: s.EmbedOrigins, Fiction: s.Fiction})
	if err != nil {
		return nil, err
	}
	manual, err := guide.New(shown)
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
		{"GET /dossier", s.whole(s.handle(s.dossier(dossier.New(s.Schema)))), false},
		{"POST /import", s.whole(s.handle(newImporter(s.Schema.Model(), s.store, s.Log, s.mayImport).bring)), false},
		{"GET /{$}", s.wholePage(home), false},
		{"GET /static/", files, false},
		{"GET /explore", s.wholePage(explore), false},
		{"GET /explore/", explore, false},
		{"GET /embed", s.wholePage(explore), false},
		{"GET /guide", manual, false},
		{"GET /guide/", manual, false},
	}
	for _, page := range read.Routes() {
		all = append(all, route{page.Pattern, s.wholePage(s.made(page)), false})
	}
	if s.Readers != nil {
		all = append(all, route{"GET /login", s.handle(s.loginPage), true}, route{"POST /login", s.handle(s.login), true})
	}
	if s.Hardened {
		return all, nil
	}
	asking, err := graphiql.New(asked, s.Fiction)
	return append(all,
		route{"GET /graphiql", asking, false}, route{"GET /graphiql/", asking, false},
		route{"GET /schema.graphql", sdl(s.Schema), false}), err
}

// shown is what all pages know of the server.
func (s *site) shown() frame.Site {
	places := slices.Concat([]frame.Place{{Path: "/explore", Name: "Explore"}}, pages.Places(), []frame.Place{guide.Place()})
	return frame.Site{Places: places, Explorer: !s.Hardened, Fiction: s.Fiction}
}

// pages is what stands where. Whatever is not open, and what there is not, is
// behind private.
func (s *site) pages() (http.Handler, error) {
	routes, err := s.routes()
	if err != nil {
		return nil, err
	}
	if s.frame, err = frame.New(s.shown(), nil, nil); err != nil {
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
	outside.Handle("/", s.private(s.found(inside)))
	return outside, nil
}
