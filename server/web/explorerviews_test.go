package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/seed"
	"parley/server/web"
	"parley/server/web/browsertest"
)

// TestExplorerTroubles cuts the server off, has it busy, and tries again.
func TestExplorerTroubles(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	tab := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{})
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	for _, trouble := range []struct{ fetch, says string }{
		{`() => Promise.reject(new TypeError('cut off'))`, "The server does not answer."},
		{`() => Promise.resolve(new Response('', { status: 503 }))`, "The server has much to do."},
	} {
		browsertest.Get(tab, chromedp.Evaluate[bool](`(window.really ??= fetch, window.fetch = `+trouble.fetch+`, true)`))
		press(tab, ".tools button", "Expand")
		tab.Wait(fmt.Sprintf(`document.querySelector('.notices').innerText.includes(%q)`, trouble.says))
		tab.Wait(fmt.Sprintf(shows, 1))
	}
	browsertest.Get(tab, chromedp.Evaluate[bool](`(window.fetch = really, true)`))
	press(tab, ".notices button", "Try again")
	tab.Wait(fmt.Sprintf(shows, 8))
	tab.Wait(`document.querySelector('.notices').innerText === ''`)
}

// TestExplorerViews looks at one selection as a table, in the order of time, as
// stances and as paths, and as of a day.
func TestExplorerViews(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	roots := "person:steve-witkoff&root=person:emmanuel-macron&root=person:keir-starmer&root=country:ua&root=country:ru&root=position:surrender-of-eastern-territories"
	tab := browser.Open(t, a.URL+"/explore?root="+roots, browsertest.Look{})
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	press(tab, ".tools button", "Expand")
	tab.Wait(`document.querySelector('.days')`)

	press(tab, ".views button", "Table")
	tab.Wait(`document.querySelector('.sheet').innerText.includes('Steve Witkoff')`)
	press(tab, ".views button", "Timeline")
	tab.Wait(`document.querySelector('.lanes li:last-child').innerText.includes('2025-12-02')`)
	press(tab, ".views button", "Stances")
	tab.Wait(`[...document.querySelectorAll('.matrix tbody tr')].map(row => row.innerText.split(/\s+/).join(' ').trim()).join('; ').includes('Russia')`)
	press(tab, ".views button", "Paths")
	browsertest.Get(tab, chromedp.Evaluate[bool](`([...document.querySelectorAll('.tools select')].forEach((select, i) => {
		select.value = ['person:emmanuel-macron', 'person:keir-starmer'][i];
		select.dispatchEvent(new Event('change'));
	}), true)`))
	tab.Wait(`document.querySelector('.ways')?.innerText.includes('Emmanuel Macron – Macron–Zelensky meeting in Paris – Volodymyr Zelensky')`)
	tab.Wait(`document.querySelector('.ways mark')?.innerText === 'Speaking alongside French President Emmanuel Macron in Paris'`)

	press(tab, ".views button", "Graph")
	before := browsertest.Get(tab, chromedp.Evaluate[string](`document.querySelector('.side .label').textContent`))
	browsertest.Get(tab, chromedp.Evaluate[bool](`(() => {
		const until = document.querySelectorAll('.slider input')[1];
		until.value = Date.parse('2025-12-01') / 864e5;
		until.dispatchEvent(new Event('input'));
		until.dispatchEvent(new Event('change'));
		return true;
	})()`))
	tab.Wait(fmt.Sprintf(`document.querySelector('.side .label').textContent !== %q`, before))
	tab.Wait(`/\b1 node, \d+ edges? not shown/.test(document.querySelector('.notices').innerText)`)
}

// TestExplorerSaysWhatHasChanged opens a link after the graph has changed.
func TestExplorerSaysWhatHasChanged(t *testing.T) {
	browser, a := browsertest.Start(t), serve(t, func(c *web.Config) { c.WritableHere = true })
	tab := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{})
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	press(tab, ".tools button", "Expand")
	tab.Wait(fmt.Sprintf(shows, 8))
	stateOf(t, tab)
	address := browsertest.Get(tab, chromedp.Evaluate[string]("location.href"))
	gone := a.send(t, "POST", "/graphql", `{"query": "mutation { retract(id: \"PARTICIPATED_IN person:steve-witkoff meeting:witkoff-umerov\") { __typename } }"}`, map[string]string{"Content-Type": plain, "Accept": graphql})
	if gone.status != 200 || strings.Contains(gone.body, "errors") {
		t.Fatal(gone.body)
	}
	other := browser.Open(t, address, browsertest.Look{})
	other.Wait(`document.querySelector('.notices')?.innerText.includes('The graph has changed since this link was made: there is 1 edge fewer.')`)
}

// TestExplorerByTouch finds somebody on a telephone, expands by tapping twice, and
// drags a node to where it is pinned.
func TestExplorerByTouch(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	tab := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{Width: 390, Height: 844})
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	press(tab, ".panel button", "Expand")
	tab.Wait(fmt.Sprintf(shows, 8))
	press(tab, ".panel button", "close")
	tab.Wait(`!document.querySelector('.panel.open')`)
	before := stateOf(t, tab).at()["person:steve-witkoff"]
	box := browsertest.Get(tab, chromedp.Evaluate[[]float64](`(box => [box.left + box.width / 2, box.top + box.height / 2])(document.getElementById('map').getBoundingClientRect())`))
	tab.Touch("touchStart", box[0], box[1])
	tab.Touch("touchMove", box[0]+20, box[1]+30)
	tab.Touch("touchMove", box[0]+40, box[1]+60)
	tab.Touch("touchEnd", 0, 0)
	after := stateOf(t, tab)
	if got, want := after.at()["person:steve-witkoff"], [2]float64{before[0] + 40, before[1] + 60}; got != want {
		t.Errorf("dragged from %v, it stands at %v, not %v", before, got, want)
	}
	tab.Touch("touchStart", box[0]+40, box[1]+60)
	tab.Touch("touchEnd", 0, 0)
	tab.Wait(fmt.Sprintf(panelSays, "Pinned"))
}

// TestExplorerKnownOn shows a meeting as it was known before a correction came.
func TestExplorerKnownOn(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	for _, story := range seed.Invented() {
		a.load(t, story)
	}
	tab := browser.Open(t, a.URL+"/explore?root=meeting:2031-03-02-vell", browsertest.Look{})
	tab.Wait(fmt.Sprintf(panelSays, "participants"))
	press(tab, ".tools button", "Expand")
	tab.Wait(fmt.Sprintf(panelSays, "absent Anders Bru"))
	browsertest.Get(tab, chromedp.Evaluate[bool](`(() => {
		document.querySelector('.time input[type=checkbox]').click();
		return new Promise(later => setTimeout(() => {
			const day = document.querySelector('.time input[type=date]');
			day.value = '2031-03-05';
			day.dispatchEvent(new Event('change'));
			later(true);
		}, 200));
	})()`, chromedp.EvalAwaitPromise))
	tab.Wait(fmt.Sprintf(panelSays, "attended Anders Bru"))
}
