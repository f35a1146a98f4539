package graph

import "testing"

// TestIsLink tells what may be followed from what a browser would run, show or
// open in its own name.
func TestIsLink(t *testing.T) {
	cases := []struct {
		name, text string
		want       bool
	}{
		{"https", "https://example.org/a?b=c#d", true},
		{"http with a port", "http://example.org:8080", true},
		{"in capitals", "HTTPS://EXAMPLE.ORG/", true},
		{"beyond ASCII", "https://пример.example/Straße", true},
		{"a doi", "doi:10.1000/182", true},
		{"a urn", "urn:isbn:0451450523", true},
		{"nothing", "", false},
		{"no scheme", "example.org/a", false},
		{"a path", "/etc/passwd", false},
		{"another host without a scheme", "//example.org/a", false},
		{"https without a host", "https:///a", false},
		{"https with a port alone", "https://:80/a", false},
		{"https as an opaque text", "https:example.org", false},
		{"a doi without anything", "doi:", false},
		{"javascript", "javascript:alert(1)", false},
		{"javascript in capitals", "JavaScript:alert(1)", false},
		{"javascript with a comment that looks like a host", "javascript://example.org/%0aalert(1)", false},
		{"javascript with a tab, which browsers leave out", "java\tscript:alert(1)", false},
		{"javascript with a line break", "java\nscript:alert(1)", false},
		{"javascript behind a space", " javascript:alert(1)", false},
		{"javascript behind a control character", "\x01javascript:alert(1)", false},
		{"https behind a space", " https://example.org", false},
		{"https with a space", "https://example.org/a b", false},
		{"https with a backslash, which browsers take for a slash", `https:\\example.org`, false},
		{"https with a line break", "https://example.org/\n", false},
		{"data", "data:text/html,<script>alert(1)</script>", false},
		{"a file", "file:///etc/passwd", false},
		{"vbscript", "vbscript:msgbox(1)", false},
		{"blob", "blob:https://example.org/1", false},
		{"mail", "mailto:a@example.org", false},
		{"ftp", "ftp://example.org/a", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := IsLink(c.text); got != c.want {
				t.Errorf("%q: %t", c.text, got)
			}
		})
	}
}

// TestCheckURL puts a source with an address into a change.
func TestCheckURL(t *testing.T) {
	m, err := NewModel(Standard())
	if err != nil {
		t.Fatal(err)
	}
	put := func(url string) error {
		_, err := m.Check(PutNode{Source: "source:a", ID: "source:a", Props: map[string]Value{"name": "A", "url": url}})
		return err
	}
	if err := put("https://example.org"); err != nil {
		t.Error(err)
	}
	if err := put("javascript:alert(1)"); CodeOf(err) != BadInput {
		t.Errorf("%v", err)
	}
}
