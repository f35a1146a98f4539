package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"parley/server/web"
	"parley/server/web/access"
)

const (
	token   = "0123456789abcdefghijABCDEFGHIJ-._~+/="
	another = "ffffffffffffffffffffffffffffffff"
)

// tokens writes a file of tokens.
func tokens(t testing.TB, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWhoMayWrite tries to change the graph: from this machine while it is the
// only one that can, else with a token alone.
func TestWhoMayWrite(t *testing.T) {
	here := func(c *web.Config) { c.WritableHere = true }
	nowhere := func(*web.Config) {}
	withTokens := func(c *web.Config) {
		var err error
		if c.Writers, err = access.ReadTokens(tokens(t, token+"\n"+another, 0o600)); err != nil {
			t.Fatal(err)
		}
		c.WritableHere = true
	}
	cases := []struct {
		name       string
		config     func(*web.Config)
		header     map[string]string
		status     int // in GraphQL's type
		code, asks string
	}{
		{"from this machine", here, nil, 200, "", ""},
		{"through a proxy on this machine", here, map[string]string{"X-Forwarded-For": "192.0.2.7"}, 403, "FORBIDDEN", ""},
		{"through a proxy that says so as RFC 7239 has it", here, map[string]string{"Forwarded": "for=192.0.2.7"}, 403, "FORBIDDEN", ""},
		{"through a gateway", here, map[string]string{"Via": "1.1 gate"}, 403, "FORBIDDEN", ""},
		{"through a proxy that hides for whom", here, map[string]string{"X-Forwarded-For": ""}, 403, "FORBIDDEN", ""},
		{"through a content delivery network", here, map[string]string{"CF-Connecting-IP": "192.0.2.7"}, 403, "FORBIDDEN", ""},
		{"from another machine", nowhere, nil, 403, "FORBIDDEN", ""},
		{"from another machine with a token that nobody gave", nowhere, map[string]string{"Authorization": "Bearer " + token}, 403, "FORBIDDEN", ""},
		{"without a token", withTokens, nil, 401, "UNAUTHENTICATED", `Bearer realm="parley"`},
		{"with a token", withTokens, map[string]string{"Authorization": "Bearer " + token}, 200, "", ""},
		{"with the other token, through a proxy", withTokens, map[string]string{"Authorization": "bearer " + another, "X-Forwarded-For": "192.0.2.7"}, 200, "", ""},
		{"with half a token", withTokens, map[string]string{"Authorization": "Bearer " + token[:20]}, 401, "UNAUTHENTICATED", `Bearer realm="parley", error="invalid_token"`},
		{"with an empty token", withTokens, map[string]string{"Authorization": "Bearer "}, 401, "UNAUTHENTICATED", `Bearer realm="parley", error="invalid_token"`},
		{"with a password", withTokens, map[string]string{"Authorization": "Basic YTpi"}, 401, "UNAUTHENTICATED", `Bearer realm="parley"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := serve(t, c.config)
			header := map[string]string{"Content-Type": plain, "Accept": graphql}
			for name, value := range c.header {
				header[name] = value
			}
			got := a.send(t, "POST", "/graphql", asMutation("w"), header)
			if code, _ := got.code(t); got.status != c.status || code != c.code || got.header.Get("WWW-Authenticate") != c.asks {
				t.Errorf("%d %s %q", got.status, got.body, got.header.Get("WWW-Authenticate"))
			}
			wrote := a.ask(t, `{ source(id: "source:w") { id } }`) != a.ask(t, `{ source(id: "source:nowhere") { id } }`)
			if wrote != (c.status == 200) {
				t.Errorf("the source is there: %t", wrote)
			}
		})
	}
	t.Run("reading needs no token", func(t *testing.T) {
		if got := serve(t, withTokens).send(t, "GET", asked("{ __typename }"), "", nil); got.status != 200 {
			t.Errorf("%d", got.status)
		}
	})
}
