package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// client is who shares the server's slots with others: an address, or of IPv6
// the /64 that one subscriber has. The zero client is one whose address is not
// known.
type client = netip.Prefix

// clientOf returns whose request it is: that of the connection, or, where that
// is a trusted proxy's, of the last address in X-Forwarded-For that is not. What
// stands before it is whatever that client wrote. Where the proxies name nobody
// else, it is the furthest of them.
func (s *site) clientOf(r *http.Request) client {
	at := addressOf(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !s.trusts(at) {
			break
		}
		next := addressOf(strings.TrimSpace(hop))
		if !next.IsValid() {
			break
		}
		at = next
	}
	return networkOf(at)
}

// trusts reports whether an address is a trusted proxy's.
func (s *site) trusts(at netip.Addr) bool {
	return slices.ContainsFunc(s.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(at) })
}

// addressOf reads an address with or without a port. It is not valid where there
// is none.
func addressOf(text string) netip.Addr {
	if with, err := netip.ParseAddrPort(text); err == nil {
		return with.Addr().Unmap().WithZone("")
	}
	at, _ := netip.ParseAddr(strings.Trim(text, "[]"))
	return at.Unmap().WithZone("")
}

// networkOf returns the client that an address belongs to.
func networkOf(at netip.Addr) client {
	bits := 64
	if at.Is4() {
		bits = 32
	}
	p, _ := at.Prefix(bits) // it fails for an address that is not valid
	return p
}

// marks are how the names of headers begin that proxies and content delivery
// networks add to what they pass on, whatever their values are.
var marks = []string{
	"Forwarded", "Via", "Cdn-", "Client-Ip", "True-Client-", "Proxy-",
	"X-Forward", "X-Client-", "X-Cluster-", "X-Envoy-", "X-Original", "X-Originating-", "X-Proxy", "X-Real-", "X-Remote-",
	"Akamai-", "Cf-", "Do-Connecting-", "Fastly-", "Fly-", "Tailscale-", "Wl-Proxy-",
	"X-Akamai-", "X-Amz", "X-Appengine-", "X-Arr-", "X-Azure-", "X-Nf-", "X-Varnish", "X-Vercel-",
}

// passedOn reports whether a proxy has marked a request: it comes from further
// away than its connection does.
func passedOn(h http.Header) bool {
	for name := range h {
		if slices.ContainsFunc(marks, func(mark string) bool { return strings.HasPrefix(name, mark) }) {
			return true
		}
	}
	return false
}
