package web_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
	"parley/server/web"
	"parley/server/web/access"
)

// TestExtensions asks what a query costs and how it was answered: who asks is
// told, but of a hardened server the cost alone.
func TestExtensions(t *testing.T) {
	cases := []struct {
		name, wish string
		hardened   bool
		want       []string
	}{
		{"no wish", "", false, nil},
		{"the cost", "cost", false, []string{"cost"}},
		{"both", "Cost, explain", false, []string{"cost", "explain"}},
		{"something else", "tracing", false, nil},
		{"both of a hardened server", "cost, explain", true, []string{"cost"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := serve(t, func(to *web.Config) { to.Hardened = c.hardened })
			got := a.send(t, "POST", "/graphql", question, map[string]string{"Content-Type": plain, "Parley-Extensions": c.wish})
			var r struct{ Extensions map[string]any }
			if err := json.Unmarshal([]byte(got.body), &r); err != nil {
				t.Fatal(err)
			}
			var names []string
			for name := range r.Extensions {
				names = append(names, name)
			}
			if slices.Sort(names); !slices.Equal(names, c.want) {
				t.Errorf("%s", got.body)
			}
		})
	}
}

func hardenedSchema(t *testing.T) *schema.Schema {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	hardened, err := schema.New(m, schema.Hardened())
	if err != nil {
		t.Fatal(err)
	}
	return hardened
}

// TestHardened hides the schema.
func TestHardened(t *testing.T) {
	hardened := hardenedSchema(t)
	a := serve(t, func(c *web.Config) { c.Schema = hardened })
	for _, query := range []string{"{ __schema { types { name } } }", "{ peopel { totalCount } }"} {
		got := a.send(t, "GET", asked(query), "", nil)
		if code, data := got.code(t); code == "" || data || strings.Contains(got.body, "Did you mean") || strings.Contains(got.body, "people") {
			t.Errorf("%s: %s", query, got.body)
		}
	}
}

// TestHardenedStatus asks a hardened server for its schema: the answer says that
// it is not shown, by whatever method and whoever may write.
func TestHardenedStatus(t *testing.T) {
	hardened := hardenedSchema(t)
	const query = "{ __schema { types { name } } }"
	for _, writers := range []*access.Tokens{nil, {}} {
		a := serve(t, func(c *web.Config) { c.Schema, c.Writers = hardened, writers })
		for kind, status := range map[string]int{plain: 200, graphql: 403} {
			for method, got := range map[string]exchange{
				"GET":  a.send(t, "GET", asked(query), "", map[string]string{"Accept": kind}),
				"POST": a.send(t, "POST", "/graphql", `{"query": "`+query+`"}`, map[string]string{"Content-Type": plain, "Accept": kind}),
			} {
				if code, _ := got.code(t); got.status != status || code != "FORBIDDEN" || !strings.Contains(got.body, "the schema is not shown here") {
					t.Errorf("%s in %s, tokens %t: %d %s", method, kind, writers != nil, got.status, got.body)
				}
			}
		}
	}
}
