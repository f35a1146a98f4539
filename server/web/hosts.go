package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"parley/schema/gate"
)

// LoopbackHosts are the names under which a machine reaches itself.
func LoopbackHosts() []string { return []string{"localhost", "127.0.0.1", "::1"} }

// named lets in only requests for a host that this server is. A page that has
// its own name resolve to this machine (DNS rebinding) asks for that name, and is
// turned away.
func (s *site) named(next http.Handler) http.Handler {
	if len(s.Hosts) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.goesBy(hostName(r.Host), r.URL.Path) {
			refuse(w, r, &refusal{
				status: http.StatusMisdirectedRequest, code: gate.Forbidden, reason: "host",
				message: "this server does not answer to that host name; start it with -host NAME to allow it",
			})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// goesBy reports whether a page may be asked for under a host. What probes ask for
// says nothing worth a trick, and they know this server by its address alone, as
// do those who read the metrics. An address is no name that could be made to
// point here.
func (s *site) goesBy(host, path string) bool {
	switch path {
	case "/livez", "/readyz":
		return true
	case "/metrics":
		if net.ParseIP(host) != nil {
			return true
		}
	}
	return slices.Contains(s.Hosts, host)
}

// hostName returns a host without its port, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
