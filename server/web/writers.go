package web

import (
	"net/http"

	"parley/graph"
	"parley/schema/gate"
	"parley/server/web/access"
	"parley/server/web/limits"
)

// mayWrite reports whether a request may change the graph. A token that is none is
// an error.
func (s *site) mayWrite(r *http.Request) (bool, error) {
	if s.Writers == nil {
		return s.WritableHere && s.Readers == nil && atHome(r), nil
	}
	token, given := access.Bearer(r)
	switch {
	case !given || s.reads(token):
		return false, nil
	case !s.Writers.Know(token):
		return false, unauthorized(invalidToken, "the token is not one of this server's writers")
	}
	return true, nil
}

// reads reports whether a token allows to read and no more.
func (s *site) reads(token string) bool {
	return s.Readers != nil && s.Readers.Know(token) && !s.Writers.Know(token)
}

// atHome reports whether a request was made on this machine, by no page of another
// site and through no proxy.
func atHome(r *http.Request) bool {
	return !limits.PassedOn(r.Header) && http.NewCrossOriginProtection().Check(r) == nil
}

// The challenges of RFC 6750, section 3.
const (
	noToken      = `Bearer realm="parley"`
	invalidToken = `Bearer realm="parley", error="invalid_token"`
	tooLittle    = `Bearer realm="parley", error="insufficient_scope"`
)

func unauthorized(challenge, message string) *refusal {
	return &refusal{
		status: http.StatusUnauthorized, code: unauthenticated, reason: "unauthenticated",
		message: message, header: [2]string{"WWW-Authenticate", challenge},
	}
}

// needsToken turns away a request that would change the graph and brings no
// token.
func needsToken() error {
	return unauthorized(noToken, "to change the graph, send a writer's token: Authorization: Bearer …")
}

// readsOnly turns away a request that would change the graph and brings a reader's
// token.
func readsOnly() error {
	return &refusal{
		status: http.StatusForbidden, code: gate.Forbidden, reason: "forbidden",
		message: "a reader's token cannot change the graph; send a writer's token", header: [2]string{"WWW-Authenticate", tooLittle},
	}
}

// onlyPost turns away a mutation by GET (GraphQL over HTTP, section 5.2).
func onlyPost() error {
	return &refusal{
		status: http.StatusMethodNotAllowed, code: graph.BadInput, reason: "method",
		message: "a mutation needs POST", header: [2]string{"Allow", http.MethodPost},
	}
}
