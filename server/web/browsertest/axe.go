package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"sort"

	"github.com/chromedp/chromedp"
)

// axe is Deque's accessibility engine.
var axe = pack{
	name: "axe-core", version: "4.14.1",
	integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
}

// wcag runs the rules for WCAG 2.2, levels A and AA.
const wcag = `axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}).then(
	found => found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.target.join(' '))))`

// Axe returns what breaks WCAG 2.2 AA on the page, as "rule: element", sorted.
func (tab *Tab) Axe() []string {
	tab.t.Helper()
	folder, err := Filled(tab.ctx, "axe-"+axe.version, func(ctx context.Context, folder string) error {
		files, err := axe.fetch(ctx, folder, "axe.min.js")
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, "axe.min.js"), files["axe.min.js"], 0o644)
	})
	if err != nil {
		Lacking(tab.t, err)
	}
	engine, err := os.ReadFile(filepath.Join(folder, "axe.min.js"))
	if err != nil {
		tab.t.Fatal(err)
	}
	Get(tab, chromedp.Evaluate[bool](string(engine)+";true"))
	found := Get(tab, chromedp.Evaluate[[]string](wcag, chromedp.EvalAwaitPromise))
	sort.Strings(found)
	return found
}
