package web

import (
	"net/http"
	"strings"

	"parley/server/web/access"
)

// private lets in who may read.
func (s *site) private(next http.Handler) http.Handler {
	if s.Readers == nil {
		return next
	}
	return s.handle(func(w http.ResponseWriter, r *http.Request) error {
		err := s.mayRead(r)
		switch {
		case err == nil:
			next.ServeHTTP(w, r)
			return nil
		case wantsPage(r):
			return s.showLogin(w, r, http.StatusUnauthorized, "")
		}
		return err
	})
}

// mayRead says why a request may not read, or nothing. Who may change the graph
// may read it.
func (s *site) mayRead(r *http.Request) error {
	if token, given := access.Bearer(r); given {
		if s.Readers.Know(token) || s.Writers.Know(token) {
			return nil
		}
		return unauthorized(invalidToken, "the token is not one of this server's")
	}
	if s.Readers.SignedIn(r) {
		return nil
	}
	return unauthorized(noToken, "to read here, send a reader's token: Authorization: Bearer …; in a browser, go to /login")
}

// wantsPage reports whether a request is a browser's for a page.
func wantsPage(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
}
