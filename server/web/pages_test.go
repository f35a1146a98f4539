package web_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"parley/server/web/browsertest"
	"parley/server/web/questions"
)

// What a person looks at in GraphiQL, for tab.Wait.
const (
	answerHas  = `document.querySelector('.result-window .view-lines')?.innerText.includes(%q)`
	editorHas  = `document.querySelector('%s .view-lines')?.innerText.replaceAll('\u00a0', ' ').includes(%q)`
	isOpen     = `document.querySelector('%s .overflow-guard')?.clientHeight > 50`
	activeTab  = `document.querySelector('.graphiql-tab-active')?.innerText.includes(%q)`
	schemaRead = `performance.getEntriesByType('resource').some(asked => asked.name.endsWith('/graphql') && asked.responseEnd) &&
		!document.querySelector('.graphiql-spin') && document.querySelector('.graphiql-query-editor .view-lines')`
	hasFocus = `document.activeElement.matches('%s textarea')`
)

func css(selector string) chromedp.CSS { return chromedp.CSS(selector) }

// GraphiQL's editors.
const (
	queryEditor    = ".graphiql-query-editor"
	variableEditor = ".graphiql-editor-tool .graphiql-editor:not(.hidden)"
)

// write puts text in place of what stands in one of GraphiQL's editors, as a
// person who types it. Brackets close themselves.
func write(tab *browsertest.Tab, editor, text string) {
	tab.Wait(fmt.Sprintf(isOpen, editor))
	focus(tab, editor)
	tab.Do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent(kb.Backspace), chromedp.KeyEvent(text))
	tab.Wait(fmt.Sprintf(editorHas, editor, text))
}

// focus clicks into an editor until it has the focus. A click is lost where the
// editor is laid out anew between finding its place and pressing there, as a
// person would click again.
func focus(tab *browsertest.Tab, editor string) {
	has := fmt.Sprintf(hasFocus, editor)
	for range 20 {
		tab.Do(chromedp.Click(css(editor + " .view-lines")))
		time.Sleep(250 * time.Millisecond)
		if browsertest.Get(tab, chromedp.Evaluate[bool](has)) {
			return
		}
	}
	tab.Wait(has)
}

// TestGraphiQL asks, completes and errs in GraphiQL.
func TestGraphiQL(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)

	t.Run("the questions stand ready in tabs", func(t *testing.T) {
		tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
		tab.Wait(schemaRead)
		got := browsertest.Get(tab, chromedp.Evaluate[[]string](`[...document.querySelectorAll('.graphiql-tab')].map(tab => tab.innerText.trim())`))
		var want []string
		for _, q := range questions.Answered(a.schema, questions.All()) {
			want = append(want, q.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("tabs (-want +got):\n%s", diff)
		}
		tab.Do(chromedp.Click(css(".graphiql-execute-button")))
		tab.Wait(fmt.Sprintf(answerHas, "HOLDER"))
	})

	t.Run("a mistake is underlined", func(t *testing.T) {
		tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
		tab.Wait(schemaRead)
		if browsertest.Get(tab, chromedp.Evaluate[bool](`document.querySelector('.squiggly-error') !== null`)) {
			t.Error("a question is underlined")
		}
		write(tab, queryEditor, "{ people { nodes { nickname ")
		tab.Wait(`document.querySelector('.graphiql-query-editor .squiggly-error')`)
	})

	t.Run("a field's name is completed", func(t *testing.T) {
		tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
		tab.Wait(schemaRead)
		write(tab, queryEditor, "{ peop")
		tab.Wait(`[...document.querySelectorAll('.suggest-widget .monaco-list-row')].some(row => row.ariaLabel.startsWith('people'))`)
		tab.Do(chromedp.KeyEvent(kb.Enter))
		tab.Wait(fmt.Sprintf(editorHas, queryEditor, "{ people"))
	})

	t.Run("variables, the explorer and the history", func(t *testing.T) {
		tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
		tab.Wait(schemaRead)
		write(tab, queryEditor, "query ByName($name: String) { person(name: $name) { id ")
		tab.Wait(fmt.Sprintf(activeTab, "ByName")) // GraphiQL takes a moment to see the operation's name
		tab.Do(chromedp.Click(css(`button[data-name="variables"]`)))
		write(tab, variableEditor, `{"name": "zelenskyy"`)
		tab.Do(chromedp.Click(css(".graphiql-execute-button")))
		tab.Wait(fmt.Sprintf(answerHas, "person:volodymyr-zelensky"))
		tab.Do(chromedp.Click(css(`button[aria-label="Show Documentation Explorer"]`)))
		tab.Wait(`document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query')`)
		tab.Do(chromedp.Click(css(`button[aria-label="Show History"]`)))
		tab.Wait(`document.querySelector('.graphiql-history-item')?.innerText.includes('ByName')`)
	})
}

// TestGraphiQLFits opens GraphiQL where all tabs are kept from before: it takes the
// window and no more, the tab of the question that is asked is in sight, and a
// dash in an answer is not marked as if it were a trap.
func TestGraphiQLFits(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)
	tab := browser.Open(t, a.URL+"/graphiql", browsertest.Look{})
	tab.Wait(fmt.Sprintf(activeTab, "WhoMetWhom"))
	tab.Wait(schemaRead)
	if over := browsertest.Get(tab, chromedp.Evaluate[float64](`scrollTo(0, 9999), scrollY`)); over != 0 {
		t.Errorf("it scrolls by %v", over)
	}
	tab.Do(chromedp.Navigate(a.URL + "/graphiql#Timeline"))
	tab.Do(chromedp.Reload())
	tab.Wait(fmt.Sprintf(activeTab, "Timeline"))
	tab.Wait(fmt.Sprintf(answerHas, "U.S.–Ukrainian"))
	const marks = `new Promise(later => setTimeout(() => later(document.querySelectorAll('.unicode-highlight').length), 1000))`
	if marked := browsertest.Get(tab, chromedp.Evaluate[int](marks, chromedp.EvalAwaitPromise)); marked != 0 {
		t.Errorf("%d dashes are marked", marked)
	}
	tab.Wait(`(({left, right}, strip) => left >= strip.left - 1 && right <= strip.right + 1)(
		document.querySelector('.graphiql-tab-active').getBoundingClientRect(), document.querySelector('.graphiql-tabs').getBoundingClientRect())`)
}

// TestFrontToAnswer clicks from the front page to answers in GraphiQL, the second
// time where tabs are kept from the first.
func TestFrontToAnswer(t *testing.T) {
	browser := browsertest.Start(t)
	tab := browser.Open(t, newAPI(t).URL, browsertest.Look{})
	for _, step := range []struct{ question, answer string }{
		{"WhoGoesToMoscow", "meeting:2025-12-02-moscow"}, {"Compare", "conflicts"}, {"WhoGoesToMoscow", "meeting:2025-12-02-moscow"},
	} {
		tab.Follow(css(`a[href="/graphiql#` + step.question + `"]`))
		tab.Wait(fmt.Sprintf(activeTab, step.question))
		tab.Wait(fmt.Sprintf(editorHas, queryEditor, "query "+step.question))
		tab.Wait(fmt.Sprintf(answerHas, step.answer))
		tab.Follow(css("a.parley"))
	}
}

// TestFrontCards clicks on what is drawn and reads its card.
func TestFrontCards(t *testing.T) {
	browser := browsertest.Start(t)
	tab := browser.Open(t, newAPI(t).URL, browsertest.Look{})
	const shown = `[...document.querySelectorAll('.cards > *')].filter(card => card.checkVisibility()).map(card => card.innerText).join('\n')`
	if got := browsertest.Get(tab, chromedp.Evaluate[string](shown)); !regexp.MustCompile(`(?s)Choose.*Russia – Ukraine.*Witkoff–Starmer talks held`).MatchString(got) {
		t.Errorf("before a click it shows %q", got)
	}
	for _, click := range []struct{ on, want string }{
		{`a.dot[aria-label="Steve Witkoff, person"] circle`, `(?s)^Back to all\s+person\s+Steve Witkoff\s.*Witkoff–Umerov talks attended`},
		{`a.dot[aria-label="Witkoff–Putin meeting in Moscow, meeting"] rect`, `(?s)^Back to all\s+meeting · scheduled\s.*Tuesday afternoon.*Vladimir Putin confirmed`},
		{`a.tie.conflict`, `(?s)^Back to all\s+conflict\s+Russia against Ukraine\s+Kyiv surrenders.*Russia supports.*Ukraine opposes`},
	} {
		tab.Do(chromedp.Click(css(click.on)))
		if got := browsertest.Get(tab, chromedp.Evaluate[string](shown)); !regexp.MustCompile(click.want).MatchString(got) {
			t.Errorf("a click on %s shows %q", click.on, got)
		}
	}
	tab.Do(chromedp.Click(css(".card:target .back")))
	tab.Wait(`document.querySelector('.hint').checkVisibility()`)
}

// TestFrontFits holds that the whole drawing is in sight on a phone as on a screen,
// that it stays so when someone in it is chosen, and that the way back is in sight
// too.
func TestFrontFits(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)
	for _, look := range []browsertest.Look{{Width: 390, Height: 844}, {Width: 900, Height: 844}, {Width: 1280, Height: 800}} {
		t.Run(fmt.Sprint(look.Width), func(t *testing.T) {
			tab := browser.Open(t, a.URL, look)
			outside := browsertest.Get(tab, chromedp.Evaluate[[]string](`document.querySelector('#graph').scrollIntoView(),
				[...document.querySelectorAll('a.dot, a.tie')].filter(link => link.checkVisibility() && link.getBoundingClientRect().width > 0).filter(link => {
					const {left, right} = link.getBoundingClientRect(), canvas = document.querySelector('.canvas').getBoundingClientRect();
					return left < canvas.left || right > canvas.right;
				}).map(link => link.ariaLabel)`))
			if len(outside) > 0 {
				t.Errorf("outside are %q", outside)
			}
			before := browsertest.Get(tab, chromedp.Evaluate[float64]("scrollY"))
			browsertest.Get(tab, chromedp.Evaluate[bool](`[...document.querySelectorAll('a.dot[aria-label^="Steve Witkoff"]')]
				.find(dot => dot.getBoundingClientRect().width > 0).dispatchEvent(new MouseEvent('click', {bubbles: true}))`))
			tab.Wait(`document.querySelector('.card:target')`)
			if after := browsertest.Get(tab, chromedp.Evaluate[float64]("scrollY")); after < before-100 || after > before+100 {
				t.Errorf("it scrolls from %v to %v", before, after)
			}
			tab.Wait(`(({top, bottom}, cards) => top >= Math.max(cards.top, 0) && bottom <= Math.min(cards.bottom, innerHeight))(
				document.querySelector('.card:target .back').getBoundingClientRect(), document.querySelector('.cards').getBoundingClientRect())`)
		})
	}
}

// TestFrontAccess finds nothing on the front page that keeps people out, and
// nothing that is wider than the screen.
func TestFrontAccess(t *testing.T) {
	browser := browsertest.Start(t)
	tab := browser.Open(t, newAPI(t).URL, browsertest.Look{})
	for _, width := range []int64{320, 900, 1280} {
		for _, dark := range []bool{false, true} {
			tab.Look(browsertest.Look{Width: width, Height: 800, Dark: dark})
			for _, card := range []string{"graph", "person:steve-witkoff", "conflict:country:ru:country:ua"} {
				browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf("location.hash = %q", card)))
				for _, found := range tab.Axe() {
					t.Errorf("%d wide, dark %v, at %s: %s", width, dark, card, found)
				}
			}
			if over := browsertest.Get(tab, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
				t.Errorf("%d wide, it is %v too wide", width, over)
			}
		}
	}
}

// shipped is what GraphiQL 5.4's authors ship: a tab is a list item that can be
// dragged and holds buttons, the cross on it is small, and in the dark comments
// and the numbers of lines are faint.
var shipped = regexp.MustCompile(`^(nested-interactive: |target-size: \.graphiql-tab|color-contrast: .*(\.mtk\d+|\.line-numbers))`)

// TestGraphiQLAccess finds nothing in GraphiQL that keeps people out beyond what
// its authors ship.
func TestGraphiQLAccess(t *testing.T) {
	browser := browsertest.Start(t)
	a := newAPI(t)
	for _, dark := range []bool{false, true} {
		tab := browser.Open(t, a.URL+"/graphiql#Compare", browsertest.Look{Dark: dark})
		tab.Wait(fmt.Sprintf(answerHas, "conflicts"))
		for _, found := range tab.Axe() {
			if !shipped.MatchString(found) {
				t.Errorf("dark %v: %s", dark, found)
			}
		}
	}
}

// screenshots are the pictures that README shows: the page of each, and what
// is done on it.
var screenshots = map[string]struct {
	path  string
	steps func(*browsertest.Tab)
}{
	"front": {"/#person:steve-witkoff", func(tab *browsertest.Tab) {
		browsertest.Get(tab, chromedp.Evaluate[bool](`scrollTo(0, 0), true`))
	}},
	"explorer": {"/explore?root=person:steve-witkoff", func(tab *browsertest.Tab) {
		tab.Wait(`document.querySelector('.side .label')?.textContent === '1 of 1 shown'`)
		tab.Do(chromedp.Click(css("canvas")), chromedp.KeyEvent("e"))
		tab.Wait(`document.querySelector('.side .label')?.textContent === '8 of 8 shown'`)
		time.Sleep(time.Second) // until the map has grown
	}},
}

// TestScreenshots takes, with -update, the pictures, and holds that they are there.
func TestScreenshots(t *testing.T) {
	for name, of := range screenshots {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".png")
			if *update {
				tab := browsertest.Start(t).Open(t, newAPI(t).URL+of.path, browsertest.Look{Width: 1280, Height: 860})
				of.steps(tab)
				if err := os.WriteFile(file, browsertest.Get(tab, chromedp.CaptureScreenshot()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if size := picture.Bounds().Size(); size.X != 1280 || size.Y != 860 {
				t.Errorf("it is %v", size)
			}
		})
	}
}
