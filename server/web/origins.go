package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/rs/cors"

	"parley/schema"
)

// checkOrigins refuses what is no origin.
func checkOrigins(origins []string) error {
	for _, origin := range origins {
		if u, err := url.Parse(origin); err != nil || u.Scheme == "" || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || strings.Contains(origin, "*") {
			return fmt.Errorf("-cors-origin %q is not an origin; write it as https://example.org", origin)
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
		AllowedHeaders: []string{"Content-Type", "Accept", "Authorization", requestID, extensions},
		ExposedHeaders: []string{requestID, "Retry-After"},
	}).Handler(next)
}

// crossOrigin makes the guard against what pages of other sites have a browser
// send. The named origins pass it.
func crossOrigin(origins []string) (*http.CrossOriginProtection, error) {
	guard := http.NewCrossOriginProtection()
	for _, origin := range origins {
		if err := guard.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("-cors-origin %q: %w", origin, err)
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, &refusal{
			status: http.StatusForbidden, code: schema.Forbidden, reason: "cross_site",
			message: "a page of another site may not ask here; start the server with -cors-origin if it should",
		})
	}))
	return guard, nil
}
