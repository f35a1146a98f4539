package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/server/web/browsertest"
)

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
	browsertest.Get(tab, chromedp.Evaluate[bool](fmt.Sprintf(`(document.querySelector('tr[data-id=%q] button').click(), true)`, id)))
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
