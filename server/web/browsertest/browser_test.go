package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestWatching opens pages on which something goes wrong, and one on which
// nothing does.
func TestWatching(t *testing.T) {
	browser := Start(t)
	cases := []struct{ name, csp, body, want string }{
		{"nothing", "", `<p>Hello</p>`, ""},
		{"an error on the console", "", `<script>console.error("it broke")</script>`, "it broke"},
		{"an exception", "", `<script>undefinedFunction()</script>`, "undefinedFunction is not defined"},
		{"a file that is not there", "", `<img alt="" src="/missing">`, "404"},
		{"another origin", "", `<img alt="" src="http://127.0.0.1:9/">`, "another origin: http://127.0.0.1:9/"},
		{"what the policy forbids", "script-src 'none'", `<script>1</script>`, "Content Security Policy"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/" {
					http.NotFound(w, r)
					return
				}
				w.Header().Set("Content-Security-Policy", c.csp)
				fmt.Fprintf(w, `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">%s`, c.body)
			}))
			defer site.Close()
			tab := browser.open(t, site.URL, Look{})
			tab.Wait("document.readyState === 'complete'")
			got := strings.Join(tab.seen(), "\n")
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("seen %q, want %q", got, c.want)
			}
		})
	}
}

// TestAxe finds what is wrong with a page, and in which element.
func TestAxe(t *testing.T) {
	browser := Start(t)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><main><button id="mute"></button></main>`)
	}))
	defer site.Close()
	if got := strings.Join(browser.Open(t, site.URL, Look{}).Axe(), "\n"); got != "button-name: #mute" {
		t.Errorf("found %q", got)
	}
}
