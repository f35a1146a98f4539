package web

import (
	"slices"
	"testing"

	"parley/server/web/limits"
)

// TestNegotiate says which type a wish gives; "" is none.
func TestNegotiate(t *testing.T) {
	cases := []struct {
		name, accept, want string
	}{
		{"no wish", "", plainJSON},
		{"anything", "*/*", plainJSON},
		{"anything of application", "application/*", plainJSON},
		{"JSON", "application/json", plainJSON},
		{"GraphQL's own", "application/graphql-response+json", graphqlJSON},
		{"both alike", "application/json, application/graphql-response+json", graphqlJSON},
		{"as the spec suggests", "application/graphql-response+json, application/json;q=0.9", graphqlJSON},
		{"JSON rather", "application/graphql-response+json;q=0.5, application/json", plainJSON},
		{"JSON, else anything", "application/json, */*", plainJSON},
		{"JSON, else anything, as fetch of old libraries says", "application/json, text/plain, */*", plainJSON},
		{"GraphQL's own, else anything", "application/graphql-response+json, */*;q=0.1", graphqlJSON},
		{"anything but JSON", "*/*, application/json;q=0", graphqlJSON},
		{"a browser's wish", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", plainJSON},
		{"capitals", "Application/JSON", plainJSON},
		{"UTF-8", "application/graphql-response+json; charset=utf-8", graphqlJSON},
		{"another charset", "application/json; charset=latin1", ""},
		{"neither", "text/html", ""},
		{"nothing at all", "*/*;q=0", ""},
		{"a weight that is none", "application/json;q=much", ""},
		{"a weight over 1", "application/json;q=7", ""},
		{"not a media type", "json", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if kind, ok := negotiate([]string{c.accept}); kind != c.want && ok || ok != (c.want != "") {
				t.Errorf("%q, %t", kind, ok)
			}
		})
	}
}

// FuzzNegotiate draws wishes: what is given is one of the two types, the order of
// the ranges is all the same, and so is whether they come in one header or two.
func FuzzNegotiate(f *testing.F) {
	f.Add("application/json", "application/graphql-response+json;q=0.9")
	f.Add("*/*;q=0", "application/*")
	f.Add(`a/b;c="d,e"`, ";,;")
	f.Fuzz(func(t *testing.T, a, b string) {
		kind, ok := negotiate([]string{a, b})
		if ok && kind != plainJSON && kind != graphqlJSON {
			t.Fatalf("%q", kind)
		}
		if joined, _ := negotiate([]string{a + "," + b}); ok && joined != kind {
			t.Fatalf("%q in two headers, %q in one", kind, joined)
		}
		both := []string{b, a}
		if turned, also := negotiate(both); also != ok || ok && turned != kind {
			t.Fatalf("%q, but %q the other way round (%q)", kind, turned, slices.Clone(both))
		}
	})
}

// FuzzReadJSON draws bodies: what is read has a query and objects, or is refused
// with a status of the client's; what stands in it is neither added to nor
// guessed.
func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{
		`{"query": "{ a }"}`, `{"query": "{ a }", "variables": {"b": [1, "\"", {}]}, "operationName": null}`, `[{}]`, `{"query": 1}`, "\xff", `{} {}`, `{"variables": {"a": 1e999}}`,
	} {
		f.Add([]byte(seed))
	}
	const most = 50
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := reader{most, limits.NewByteBudget().Claim()}.body(text)
		if err == nil {
			if n := valuesIn(map[string]any(p.Variables)) - 1; n > most+envelope {
				t.Fatalf("%d values", n)
			}
			return
		}
		if known := refusalOf(err); known.status < 400 || known.status > 499 || known.err != nil {
			t.Fatalf("%d %v", known.status, known.err)
		}
	})
}

// valuesIn counts a value, and all within it.
func valuesIn(v any) int {
	n := 1
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			n += valuesIn(item)
		}
	case map[string]any:
		for _, item := range v {
			n += valuesIn(item)
		}
	}
	return n
}

// FuzzReadQuery draws what stands after the question mark: it is read, or
// refused with a status of the client's.
func FuzzReadQuery(f *testing.F) {
	f.Add("query=%7Ba%7D&variables=%7B%7D")
	f.Add("query=a&query=b&x=%zz;%ff")
	f.Fuzz(func(t *testing.T, raw string) {
		if _, err := (reader{1000, limits.NewByteBudget().Claim()}).query(raw); err != nil && refusalOf(err).status/100 != 4 {
			t.Fatal(err)
		}
	})
}
