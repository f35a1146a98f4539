package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/rs/cors"

	"parley/schema/gate"
	"parley/server/web/observe"
)

// checkOrigins refuses what is no origin, as the value of a flag.
func checkOrigins(flag string, origins []string) error {
	for _, origin := range origins {
		if u, err := url.Parse(origin); err != nil || u.Scheme == "" || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || strings.ContainsAny(origin, "*;, ") {
			return fmt.Errorf("%s %q is not an origin; write it as https://example.org", flag, origin)
		}
	}
	return nil
}

// shared lets the pages of the named origins ask and read the answers.
func (s *site) shared(next http.Handler) http.Handler {
	if len(s.Origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: s.Origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Content-Type", "Accept", "Authorization", observe.RequestID, extensions},
		ExposedHeaders: []string{observe.RequestID, "Retry-After"},
	}).Handler(next)
}

// crossOrigin turns away what pages of other sites have a browser send: by
// POST, and by GET what makes the server work. The named origins pass, and so
// does who follows a link.
func crossOrigin(origins []string) (middleware, error) {
	guard := http.NewCrossOriginProtection()
	for _, origin := range origins {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("-cors-origin %q: %w", origin, err)
		}
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if guard.Check(guarding(r)) != nil {
				refuse(w, r, &refusal{
					status: http.StatusForbidden, code: gate.Forbidden, reason: "cross_site",
					message: "pages of other sites may not send requests here; start the server with -cors-origin to allow them",
				})
				return
			}
			next.ServeHTTP(w, r)
		})
	}, nil
}

// guarding returns a request as the guard is to judge it. What is asked by GET
// changes nothing, but takes as much work as by POST, and a page can ask it with
// many pictures that it need not be able to read.
func guarding(r *http.Request) *http.Request {
	works := r.URL.Path == "/graphql" || r.URL.Path == "/export"
	if !works || r.Method != http.MethodGet && r.Method != http.MethodHead || followed(r.Header) {
		return r
	}
	r = r.WithContext(r.Context())
	r.Method = http.MethodPost
	return r
}

// followed reports whether a browser goes to a page as a whole: by a link, say. A
// frame within another page is not that.
func followed(h http.Header) bool {
	return h.Get("Sec-Fetch-Mode") == "navigate" && h.Get("Sec-Fetch-Dest") == "document"
}
