package web_test

import (
	"net/http"
	"strings"
	"testing"

	"parley/server/web"
)

// TestHosts asks under several names. A page that has its own name resolve to
// this machine asks under that name.
func TestHosts(t *testing.T) {
	here := append(web.LoopbackHosts(), "parley.example")
	cases := []struct {
		name  string
		hosts []string
		host  string

		status, metrics int // what probes ask for is there under any name
	}{
		{"this machine", here, "localhost:8080", 200, 200},
		{"this machine in capitals", here, "LOCALHOST:8080", 200, 200},
		{"its address", here, "127.0.0.1:8080", 200, 200},
		{"its other address", here, "[::1]:8080", 200, 200},
		{"without a port", here, "[::1]", 200, 200},
		{"the name given", here, "parley.example", 200, 200},
		{"the name given, rooted", here, "parley.example.:443", 200, 200},
		{"a name that was made to point here", here, "evil.example:8080", 421, 421},
		{"a name that begins like it", here, "localhost.evil.example", 421, 421},
		{"another address", here, "192.0.2.1", 421, 200},
		{"another address and a port", here, "[2001:db8::1]:8080", 421, 200},
		{"what looks like an address", here, "192.0.2.1.evil.example", 421, 421},
		{"any name where none is given", nil, "evil.example", 200, 200},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := serve(t, func(to *web.Config) { to.Hosts = c.hosts })
			for _, path := range []string{asked("{ __typename }"), "/", "/export?format=d3&roots=country:ua"} {
				if got := a.send(t, "GET", path, "", map[string]string{"Host": c.host}); got.status != c.status {
					t.Errorf("%s: %d", path, got.status)
				}
			}
			for _, path := range []string{"/livez", "/readyz"} {
				if got := a.send(t, "GET", path, "", map[string]string{"Host": c.host}); got.status != http.StatusOK {
					t.Errorf("%s: %d", path, got.status)
				}
			}
			if got := a.send(t, "GET", "/metrics", "", map[string]string{"Host": c.host}); got.status != c.metrics {
				t.Errorf("/metrics: %d", got.status)
			}
		})
	}
}

// TestCrossSite sends what pages of this and of other sites have a browser send.
func TestCrossSite(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.WritableHere = true })
	const query = `{"query": "{ __typename }"}`
	cases := []struct {
		name, method, body string
		header             map[string]string
		status             int
	}{
		{"no browser", "POST", query, nil, 200},
		{"this site", "POST", query, map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		{"typed by the user", "POST", query, map[string]string{"Sec-Fetch-Site": "none"}, 200},
		{"another site", "POST", query, map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403},
		{"a site beside it", "POST", query, map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"}, 403},
		{"another site in an old browser", "POST", query, map[string]string{"Origin": "https://evil.example"}, 403},
		{"a sandbox", "POST", query, map[string]string{"Origin": "null"}, 403},
		{"a site that may ask", "POST", query, map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://maps.example"}, 200},
		{"a site that may ask, changing", "POST", asMutation("site"), map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://maps.example"}, 403},
		{"no browser, changing", "POST", asMutation("none"), nil, 200},
		{"another site, changing", "POST", asMutation("evil"), map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			header := map[string]string{"Content-Type": plain, "Accept": graphql}
			for name, value := range c.header {
				header[name] = value
			}
			if got := a.send(t, c.method, "/graphql", c.body, header); got.status != c.status {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

// TestCrossSiteGet asks by GET as pages of this and of other sites have a browser
// do: with a script, a picture, a frame or a link.
func TestCrossSiteGet(t *testing.T) {
	a := newAPI(t)
	fetch := func(site, mode, dest string) map[string]string {
		return map[string]string{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
	}
	from := func(origin string, header map[string]string) map[string]string {
		header["Origin"] = origin
		return header
	}
	cases := []struct {
		name   string
		header map[string]string
		status int
	}{
		{"no browser", nil, 200},
		{"this site", fetch("same-origin", "cors", "empty"), 200},
		{"typed by the user", fetch("none", "navigate", "document"), 200},
		{"a link from another site", fetch("cross-site", "navigate", "document"), 200},
		{"a frame of another site", fetch("cross-site", "navigate", "iframe"), 403},
		{"a picture of another site", fetch("cross-site", "no-cors", "image"), 403},
		{"a picture of a site beside it", fetch("same-site", "no-cors", "image"), 403},
		{"a script of another site", from("https://evil.example", fetch("cross-site", "cors", "empty")), 403},
		{"a script of another site in an old browser", map[string]string{"Origin": "https://evil.example"}, 403},
		{"a script of a site that may ask", from("https://maps.example", fetch("cross-site", "cors", "empty")), 200},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{asked("{ __typename }"), "/export?format=d3&roots=country:ua"} {
				for _, method := range []string{"GET", "HEAD"} {
					if got := a.send(t, method, path, "", c.header); got.status != c.status {
						t.Errorf("%s %s: %d", method, path, got.status)
					}
				}
			}
			if got := a.send(t, "GET", "/livez", "", c.header); got.status != 200 {
				t.Errorf("/livez: %d", got.status)
			}
		})
	}
}

// TestSecurityHeaders looks for the headers on every kind of answer.
func TestSecurityHeaders(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.Hosts = web.LoopbackHosts() })
	want := map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Content-Security-Policy": "default-src 'none'",
	}
	for _, c := range []struct{ path, host string }{{asked("{ __typename }"), ""}, {"/graphql", ""}, {"/nowhere", ""}, {"/livez", ""}, {"/metrics", "evil.example"}} {
		got := a.send(t, "GET", c.path, "", map[string]string{"Host": c.host})
		want["Cache-Control"] = "no-store"
		if got.header.Get("ETag") != "" {
			want["Cache-Control"] = "private, no-cache" // whoever asks again is told whether it is still so
		}
		for name, value := range want {
			if has := got.header.Get(name); !strings.HasPrefix(has, value) {
				t.Errorf("%s %s: %s: %q", c.path, c.host, name, has)
			}
		}
	}
}

// TestOrigins lets the pages of a named origin ask, and no others.
func TestOrigins(t *testing.T) {
	a := newAPI(t)
	for origin, allowed := range map[string]string{"https://maps.example": "https://maps.example", "https://evil.example": ""} {
		got := a.send(t, http.MethodOptions, "/graphql", "", map[string]string{
			"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type",
		})
		if has := got.header.Get("Access-Control-Allow-Origin"); has != allowed {
			t.Errorf("%s: allowed %q", origin, has)
		}
	}
}
