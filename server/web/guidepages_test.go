package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parley/server/web"
	"parley/server/web/browsertest"
	"parley/server/web/guide"
)

// TestGuideAccess finds nothing on the guide's pages that keeps people out, and
// nothing that is wider than the screen.
func TestGuideAccess(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)
	pages, err := guide.Pages(true)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		look := browsertest.Look{Width: 320, Height: 800, Dark: i%2 == 0}
		tab := browser.Open(t, a.URL+p.Path(), look)
		for _, width := range []int64{320, 1280} {
			look.Width, look.Dark = width, !look.Dark
			tab.Look(look)
			for _, found := range tab.Axe() {
				t.Errorf("%s at %d, dark %v: %s", p.Path(), width, look.Dark, found)
			}
			if over := browsertest.Get(tab, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
				t.Errorf("%s at %d is %v wider than the screen", p.Path(), width, over)
			}
		}
	}
}

// TestGuideToAnswer clicks on an example's links: one opens it in GraphiQL with its
// answer, the other is the answer.
func TestGuideToAnswer(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)
	tab := browser.Open(t, a.URL+"/guide/ask", browsertest.Look{})
	tab.Follow(css(`#ask-3 + .run a[href^="/graphiql?query="]`))
	tab.Wait(schemaRead)
	tab.Do(chromedp.Click(css(".graphiql-execute-button")))
	tab.Wait(fmt.Sprintf(answerHas, "Ukrainian"))
	tab = browser.Open(t, a.URL+"/guide/ask", browsertest.Look{})
	tab.Follow(css(`#ask-3 + .run a[href^="/graphql?query="]`))
	tab.Wait(`document.body.innerText.includes('"Keir Starmer"')`)
}

// TestNothingIsAskedByAnAddress opens GraphiQL by an address that brings a change of
// the graph, where tabs are kept from before: it is shown, and not made, whatever
// stands behind #.
func TestNothingIsAskedByAnAddress(t *testing.T) {
	browser := browsertest.Start(t)
	a := serve(t, func(c *web.Config) { c.WritableHere = true })
	tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
	tab.Wait(schemaRead)
	for _, hash := range []string{"", "#Asked", "#asked%20by%20a%20link", "#asked by a link"} {
		tab.Do(chromedp.Navigate(a.URL + "/graphiql?query=" + url.QueryEscape(`mutation { retract(id: "source:peace-talks") { applied { nodes } } }`) + hash))
		tab.Do(chromedp.Reload())
		tab.Wait(schemaRead)
		tab.Wait(fmt.Sprintf(editorHas, queryEditor, "retract"))
		time.Sleep(time.Second) // GraphiQL asks what it asks at once
	}
	if got := a.data(t, "{ sources { totalCount } }", ""); !strings.Contains(got, "1") {
		t.Errorf("the source is gone: %s", got)
	}
}
