package limits

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Client is who shares the server's slots with others: an address, or of IPv6
// the /64 that one subscriber has. The zero client is one whose address is not
// known.
type Client = netip.Prefix

// ClientOf returns whose request it is: that of the connection, or, where that
// is a trusted proxy's, of the last address in X-Forwarded-For that is not. What
// stands before it is whatever that client wrote. Where the proxies name nobody
// else, it is the furthest of them.
func ClientOf(r *http.Request, proxies []netip.Prefix) Client {
	at := addressOf(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !trusts(proxies, at) {
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
func trusts(proxies []netip.Prefix, at netip.Addr) bool {
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(at) })
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
func networkOf(at netip.Addr) Client {
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

// PassedOn reports whether a proxy has marked a request: it comes from further
// away than its connection does.
func PassedOn(h http.Header) bool {
	for name := range h {
		if slices.ContainsFunc(marks, func(mark string) bool { return strings.HasPrefix(name, mark) }) {
			return true
		}
	}
	return false
}
