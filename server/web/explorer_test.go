package web_test

import (
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"parley/server/web/browsertest"
)

// chartState is what the address of a map holds.
type chartState struct {
	Places   [][]any   `json:"p"`
	Camera   []float64 `json:"c"`
	Selected string    `json:"s"`
}

// stateOf reads the map out of the page's address, once it is written.
func stateOf(t *testing.T, tab *browsertest.Tab) (s chartState) {
	t.Helper()
	got := browsertest.Get(tab, chromedp.Evaluate[string](`new Promise(later => setTimeout(() => later(location.hash.slice(1)), 700))`, chromedp.EvalAwaitPromise))
	packed, err := base64.RawURLEncoding.DecodeString(got)
	if err != nil {
		t.Fatalf("%q: %v", got, err)
	}
	if err := json.NewDecoder(flate.NewReader(strings.NewReader(string(packed)))).Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// at are the places by id.
func (s chartState) at() map[string][2]float64 {
	all := map[string][2]float64{}
	for _, p := range s.Places {
		all[p[0].(string)] = [2]float64{p[1].(float64), p[2].(float64)}
	}
	return all
}

const (
	panelSays = `document.querySelector('.panel')?.innerText.includes(%q)`
	shows     = `document.querySelector('.side .label')?.textContent === '%[1]d of %[1]d shown'`
	idle      = `!/…$/.test(document.querySelector('.notices')?.innerText ?? '')`
)

// maxEvidence is how many bytes an answer with the words behind an edge may have.
const maxEvidence = 8 << 10

// requests returns how many bytes each answer to a question had so far.
func requests(tab *browsertest.Tab) []float64 {
	return browsertest.Get(tab, chromedp.Evaluate[[]float64](`performance.getEntriesByType('resource').filter(e => e.name.endsWith('/graphql')).map(e => e.decodedBodySize)`))
}

// press clicks on the button of those words, or that begins with them.
func press(tab *browsertest.Tab, in, words string) {
	browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf(`(() => {
		const found = [...document.querySelectorAll(%q)].find(b => b.innerText.trim().startsWith(%q));
		if (!found) return 'none';
		found.click();
		return 'pressed';
	})()`, in, words)))
}

// TestExplorer does what a person would: find somebody, expand, read the quote
// behind an edge, and send the map to somebody else.
func TestExplorer(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	tab := browser.Open(t, a.URL+"/explore", browsertest.Look{})
	tab.Wait(`document.getElementById('start')`)
	tab.Do(chromedp.SendKeys(css("#start"), "witkoff"))
	tab.Wait(`document.querySelector('#start-hits li')?.innerText.includes('Steve Witkoff')`)
	tab.Do(chromedp.KeyEvent(kb.Enter))
	tab.Wait(fmt.Sprintf(panelSays, "Steve Witkoff"))
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	before := stateOf(t, tab)

	press(tab, ".tools button", "Expand")
	tab.Wait(fmt.Sprintf(shows, 8))
	first := stateOf(t, tab)
	still(t, before, first)

	asked := requests(tab)
	press(tab, ".ties button", "attended")
	tab.Wait(`document.querySelector('.panel blockquote mark')?.innerText === 'negotiations in Florida involving Ukrainian and U.S. officials, including Witkoff and Kushner'`)
	if now := requests(tab); len(now) != len(asked)+1 || now[len(asked)] > maxEvidence {
		t.Errorf("the words behind an edge took requests of %v bytes", now[len(asked):])
	}
	press(tab, ".panel .end", "U.S.–Ukrainian negotiations")
	tab.Wait(fmt.Sprintf(panelSays, "participants"))
	press(tab, ".tools button", "Expand")
	tab.Wait(`Number.parseInt(document.querySelector('.side .label').textContent) > 10`)
	second := stateOf(t, tab)
	still(t, first, second)

	t.Run("undo and redo", func(t *testing.T) {
		press(tab, "header button", "Undo")
		tab.Wait(fmt.Sprintf(shows, 8))
		still(t, stateOf(t, tab), first)
		press(tab, "header button", "Redo")
		tab.Wait(fmt.Sprintf(shows, len(second.Places)))
		still(t, second, stateOf(t, tab))
	})
	t.Run("a fresh browser shows the same", func(t *testing.T) {
		address := browsertest.Get(tab, chromedp.Evaluate[string]("location.href"))
		other := browser.Open(t, address, browsertest.Look{})
		other.Wait(fmt.Sprintf(shows, len(second.Places)))
		if diff := cmp.Diff(svgOf(t, tab), svgOf(t, other)); diff != "" {
			t.Errorf("(-here +there):\n%s", diff)
		}
	})
	t.Run("the same steps draw the same", func(t *testing.T) {
		other := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{})
		other.Wait(fmt.Sprintf(panelSays, "meetings"))
		press(other, ".tools button", "Expand")
		other.Wait(fmt.Sprintf(shows, 8))
		if diff := cmp.Diff(first.at(), stateOf(t, other).at()); diff != "" {
			t.Errorf("(-once +again):\n%s", diff)
		}
	})
}

// still holds that what was on the map has not moved, nor the camera.
func still(t *testing.T, before, after chartState) {
	t.Helper()
	now := after.at()
	for id, place := range before.at() {
		if now[id] != place {
			t.Errorf("%s stood at %v, and stands at %v", id, place, now[id])
		}
	}
	if diff := cmp.Diff(before.Camera, after.Camera); diff != "" {
		t.Errorf("the camera moved (-before +after):\n%s", diff)
	}
}

// svgOf is the map as SVG, as it is saved.
func svgOf(t *testing.T, tab *browsertest.Tab) string {
	t.Helper()
	return browsertest.Get(tab, chromedp.Evaluate[string](`new Promise(later => {
		const { createObjectURL } = URL, { click } = HTMLAnchorElement.prototype;
		URL.createObjectURL = blob => { blob.text().then(later); return ''; };
		HTMLAnchorElement.prototype.click = () => {};
		[...document.querySelectorAll('.menu button')].find(b => b.textContent === 'SVG').click();
		URL.createObjectURL = createObjectURL;
		HTMLAnchorElement.prototype.click = click;
	})`, chromedp.EvalAwaitPromise))
}

// TestExplorerByKeyboard finds somebody, expands, goes along an edge, and reads
// what is said, without a pointer.
func TestExplorerByKeyboard(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	tab := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{})
	tab.Wait(fmt.Sprintf(panelSays, "meetings"))
	focused := func(id string) bool {
		return browsertest.Get(tab, chromedp.Evaluate[bool](fmt.Sprintf(`document.activeElement?.id === %q`, id)))
	}
	for range 40 {
		if focused("map") {
			break
		}
		tab.Do(chromedp.KeyEvent(kb.Tab))
	}
	if !focused("map") {
		t.Fatal("forty times Tab do not lead to the map")
	}
	tab.Do(chromedp.KeyEvent("e"))
	tab.Wait(fmt.Sprintf(shows, 8))
	const announced = `document.querySelector('[role=status]').textContent`
	tab.Do(chromedp.KeyEvent(kb.ArrowRight))
	tab.Wait(announced + `.includes('talks, meeting, ')`)
	tab.Do(chromedp.KeyEvent("l"))
	tab.Wait(announced + `.includes('attended')`)
	tab.Do(chromedp.KeyEvent(kb.Enter))
	tab.Wait(`document.querySelector('.panel blockquote mark')`)
	tab.Do(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("n"), chromedp.KeyEvent("h"))
	tab.Wait(announced + `.endsWith(' hidden')`)
}

// TestExplorerAccessible finds nothing that breaks WCAG 2.2 AA.
func TestExplorerAccessible(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	for _, look := range []browsertest.Look{{}, {Dark: true}, {Forced: true}, {Width: 320, Height: 700}} {
		t.Run(fmt.Sprintf("%d %v %v", look.Width, look.Dark, look.Forced), func(t *testing.T) {
			tab := browser.Open(t, a.URL+"/explore", look)
			tab.Wait(`document.getElementById('start')`)
			accessible(t, tab, "the start")
			tab.Do(chromedp.Navigate(a.URL + "/explore?root=country:ua"))
			tab.Wait(fmt.Sprintf(panelSays, "mentioned by"))
			press(tab, ".tools button", "Expand")
			tab.Wait(`document.querySelector('.ties button')`)
			accessible(t, tab, "a node")
			press(tab, ".ties button", "opposes")
			tab.Wait(`document.querySelector('.panel blockquote mark')`)
			accessible(t, tab, "an edge")
			press(tab, ".views button", "Table")
			tab.Wait(`document.querySelector('table')`)
			accessible(t, tab, "the table")
		})
	}
}

func accessible(t *testing.T, tab *browsertest.Tab, what string) {
	t.Helper()
	if found := tab.Axe(); len(found) > 0 {
		t.Errorf("%s: %s", what, strings.Join(found, "\n"))
	}
	if over := browsertest.Get(tab, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
		t.Errorf("%s is %v px too wide", what, over)
	}
}

// TestExplorerUnknown asks for what there is not, and opens an address that is none.
func TestExplorerUnknown(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	tab := browser.Open(t, a.URL+"/explore?root="+url.QueryEscape("person:nobody"), browsertest.Look{})
	tab.Wait(`document.querySelector('.notices')?.innerText.includes('The graph has no person:nobody.')`)
	tab = browser.Open(t, a.URL+"/explore#nonsense", browsertest.Look{})
	tab.Wait(`document.querySelector('.notices')?.innerText.includes('The address holds no map')`)
}
