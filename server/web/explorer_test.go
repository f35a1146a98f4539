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

	"parley/server/web"
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

	press(tab, ".ties button", "attended")
	tab.Wait(`document.querySelector('.panel blockquote mark')?.innerText === 'negotiations in Florida involving Ukrainian and U.S. officials, including Witkoff and Kushner'`)
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
	for _, look := range []browsertest.Look{{}, {Dark: true}, {Width: 320, Height: 700}} {
		t.Run(fmt.Sprintf("%d %v", look.Width, look.Dark), func(t *testing.T) {
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

// measure finds, in the picture of a map as SVG, the lines that come too near to a
// node which is not their end, and the labels that cover each other. The circles
// of nodes are those that are cleared around each.
const measure = `(svg => {
	const halo = 3.5, clear = 14;
	const numbers = text => text.match(/-?[\d.]+/g).map(Number);
	const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
	const paths = [...page.querySelectorAll('path')];
	const paper = page.querySelector('rect').getAttribute('fill');
	const rounds = paths.filter(p => p.getAttribute('fill') === paper && !p.hasAttribute('stroke')).flatMap(p => p.getAttribute('d').match(/M[^MQL]*a[^MQL]*/g) ?? [])
		.map(numbers).map(([x, y, r]) => ({ x: x - r, y, r: r - halo }));
	const lines = paths.filter(p => p.getAttribute('fill') === 'none').flatMap(p => p.getAttribute('d').match(/M[-\d. ]+[QL][-\d. ]+(?![^M])/g) ?? []).map(numbers)
		.map(line => line.length === 6 ? line : [line[0], line[1], (line[0] + line[2]) / 2, (line[1] + line[3]) / 2, line[2], line[3]]);
	const found = [];
	for (const [x1, y1, cx, cy, x2, y2] of lines) {
		for (const { x, y, r } of rounds) {
			const ends = [[x1, y1], [x2, y2]].some(([ex, ey]) => Math.hypot(ex - x, ey - y) < r + 6);
			if (ends) continue;
			let least = Infinity;
			for (let i = 0; i <= 200; i++) {
				const t = i / 200, u = 1 - t;
				least = Math.min(least, Math.hypot(u * u * x1 + 2 * u * t * cx + t * t * x2 - x, u * u * y1 + 2 * u * t * cy + t * t * y2 - y) - r);
			}
			if (least < clear) found.push('a line passes ' + least.toFixed(1) + ' px from the node at ' + x.toFixed() + ' ' + y.toFixed());
		}
	}
	document.body.insertAdjacentHTML('beforeend', svg);
	const drawn = document.body.lastElementChild;
	const boxes = [...drawn.querySelectorAll('text')].map(text => ({ words: text.textContent, ...text.getBBox().toJSON?.() ?? {}, box: text.getBBox() }));
	drawn.remove();
	boxes.forEach(({ words, box: a }, i) => boxes.slice(i + 1).forEach(({ words: other, box: b }) => {
		const [w, h] = [Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)];
		if (w > 1 && h > 4) found.push('"' + words + '" and "' + other + '" cover each other');
	}));
	return { nodes: rounds.length, lines: lines.length, labels: boxes.length, found };
})`

// TestExplorerDrawsNoFalseTie measures the picture of a map that was expanded step by
// step, and of one that was drawn at once.
func TestExplorerDrawsNoFalseTie(t *testing.T) {
	browser, a := browsertest.Start(t), newAPI(t)
	measured := func(t *testing.T, tab *browsertest.Tab, least int) {
		t.Helper()
		browsertest.Get(tab, chromedp.Evaluate[bool](`(document.querySelector('.zoom [aria-label^="All"]').click(), true)`))
		svg, err := json.Marshal(svgOf(t, tab))
		if err != nil {
			t.Fatal(err)
		}
		type result struct {
			Nodes, Lines, Labels int
			Found                []string
		}
		got := browsertest.Get(tab, chromedp.Evaluate[result](measure+"("+string(svg)+")"))
		t.Logf("%d nodes, %d lines, %d labels", got.Nodes, got.Lines, got.Labels)
		if got.Nodes < least {
			t.Errorf("only %d nodes are drawn", got.Nodes)
		}
		for _, problem := range got.Found {
			t.Error(problem)
		}
	}
	t.Run("grown", func(t *testing.T) {
		tab := browser.Open(t, a.URL+"/explore?root=person:steve-witkoff", browsertest.Look{Width: 3000, Height: 2400})
		tab.Wait(`document.querySelector('.counts li')`)
		for i, state := 0, stateOf(t, tab); len(state.Places) < 75; i++ {
			selectNode(tab, state.Places[i][0].(string))
			press(tab, ".tools button", "Expand")
			next := stateOf(t, tab)
			still(t, state, next)
			state = next
		}
		measured(t, tab, 75)
	})
	t.Run("at once", func(t *testing.T) {
		ids := url.Values{}
		for _, kind := range []string{"people", "countries", "organizations", "meetings", "positions"} {
			ids["root"] = append(ids["root"], a.ids(t, kind)...)
		}
		tab := browser.Open(t, a.URL+"/explore?"+ids.Encode(), browsertest.Look{Width: 3000, Height: 2400})
		tab.Wait(`document.querySelector('.counts li')`)
		measured(t, tab, 40)
	})
}

// selectNode selects a node of the map by its row in the table.
func selectNode(tab *browsertest.Tab, id string) {
	press(tab, ".views button", "Table")
	tab.Wait(`document.querySelector('table')`)
	browsertest.Get(tab, chromedp.Evaluate[bool](fmt.Sprintf(`([...document.querySelectorAll('tbody tr')].find(row => row.innerText.includes(%q))?.querySelector('button').click(), true)`, id)))
	press(tab, ".views button", "Graph")
	tab.Wait(`document.querySelector('.counts li')`)
}

// ids are those of the nodes of a kind.
func (a *api) ids(t *testing.T, plural string) []string {
	t.Helper()
	var answer struct {
		Data map[string]struct{ Nodes []struct{ ID string } }
	}
	reply := a.send(t, "GET", asked("{ "+plural+"(first: 60) { nodes { id } } }"), "", nil)
	if err := json.Unmarshal([]byte(reply.body), &answer); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, node := range answer.Data[plural].Nodes {
		ids = append(ids, node.ID)
	}
	return ids
}

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
