package limits

import (
	"net/http"
	"net/netip"
	"testing"
)

// TestClientOf tells clients from one another: by the connection's address, and
// by what trusted proxies say.
func TestClientOf(t *testing.T) {
	const proxy, inner = "10.0.0.1:999", "10.0.0.2"
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24"), netip.MustParsePrefix("fd00::/8")}
	cases := []struct {
		name    string
		trusted []netip.Prefix
		from    string
		says    []string // X-Forwarded-For
		want    string
	}{
		{"an address", nil, "192.0.2.7:4711", nil, "192.0.2.7/32"},
		{"an address in IPv6's form", nil, "[::ffff:192.0.2.7]:4711", nil, "192.0.2.7/32"},
		{"a subscriber's network", nil, "[2001:db8:1:2:3:4:5:6]:4711", nil, "2001:db8:1:2::/64"},
		{"a link's address", nil, "[fe80::1%eth0]:4711", nil, "fe80::/64"},
		{"no address", nil, "@", nil, "invalid Prefix"},
		{"who is no proxy is not believed", trusted, "192.0.2.7:1", []string{"198.51.100.1"}, "192.0.2.7/32"},
		{"without trusted proxies nobody is", nil, proxy, []string{"198.51.100.1"}, "10.0.0.1/32"},
		{"a proxy is", trusted, proxy, []string{"198.51.100.1"}, "198.51.100.1/32"},
		{"what the client wrote before is not", trusted, proxy, []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1/32"},
		{"nor a header of its own", trusted, proxy, []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1/32"},
		{"behind two proxies", trusted, proxy, []string{"203.0.113.9, 198.51.100.1, " + inner}, "198.51.100.1/32"},
		{"behind proxies alone", trusted, proxy, []string{"10.0.0.3, " + inner}, "10.0.0.3/32"},
		{"with a port", trusted, proxy, []string{"198.51.100.1:4711"}, "198.51.100.1/32"},
		{"of IPv6 with a port", trusted, "[fd00::1]:1", []string{"[2001:db8::1]:4711"}, "2001:db8::/64"},
		{"of IPv6 in brackets", trusted, "[fd00::1]:1", []string{"[2001:db8::1]"}, "2001:db8::/64"},
		{"a proxy that says nothing", trusted, proxy, nil, "10.0.0.1/32"},
		{"an empty word", trusted, proxy, []string{""}, "10.0.0.1/32"},
		{"no address is said", trusted, proxy, []string{"198.51.100.1, unknown"}, "10.0.0.1/32"},
		{"behind a proxy that does not know", trusted, proxy, []string{"unknown, " + inner}, "10.0.0.2/32"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := &http.Request{RemoteAddr: c.from, Header: http.Header{"X-Forwarded-For": c.says}}
			if got := ClientOf(r, c.trusted).String(); got != c.want {
				t.Errorf("%s, not %s", got, c.want)
			}
		})
	}
}

// TestPassedOn tells requests that a proxy marked from those of this machine.
func TestPassedOn(t *testing.T) {
	for _, name := range []string{
		"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-By",
		"X-Forwarded", "X-Forward-For", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Original-Forwarded-For", "X-Original-Host", "X-Original-URL",
		"X-Originating-IP", "X-Remote-IP", "X-Remote-Addr", "X-ProxyUser-Ip", "X-Envoy-External-Address", "X-Envoy-Original-Path", "Client-IP", "True-Client-IP",
		"CF-Connecting-IP", "CF-Connecting-IPv6", "CF-Ray", "CF-Visitor", "CDN-Loop", "Fastly-Client-IP", "Fastly-FF", "Fly-Client-IP", "Akamai-Origin-Hop",
		"X-Akamai-Edgescape", "X-Azure-ClientIP", "X-Azure-FDID", "X-Amzn-Trace-Id", "X-Amz-Cf-Id", "X-Appengine-User-IP", "X-ARR-ClientCert", "X-Varnish",
		"X-Vercel-Forwarded-For", "X-NF-Client-Connection-IP", "DO-Connecting-IP", "Tailscale-User-Login", "Proxy-Client-IP", "WL-Proxy-Client-IP", "Proxy-Connection",
	} {
		for _, value := range []string{"192.0.2.7", ""} {
			h := http.Header{}
			h.Set(name, value)
			if !PassedOn(h) {
				t.Errorf("%s: %q does not count", name, value)
			}
		}
	}
	here := http.Header{}
	for _, name := range []string{
		"Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Connection", "Content-Length", "Content-Type", "Cookie", "Dnt",
		"If-None-Match", "Origin", "Parley-Extensions", "Pragma", "Priority", "Referer", "Sec-Ch-Ua", "Sec-Fetch-Site", "Sec-Gpc", "Te", "Traceparent",
		"Upgrade-Insecure-Requests", "User-Agent", "X-Apollo-Operation-Name", "X-Request-Id", "X-Requested-With",
	} {
		here.Set(name, "x")
	}
	if PassedOn(here) {
		t.Error("what browsers and tools send on this machine counts")
	}
}
