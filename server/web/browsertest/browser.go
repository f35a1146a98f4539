package browsertest

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Browser is a running browser.
type Browser struct{ ctx context.Context }

// How long things may take on a machine that has much else to do.
const (
	startTime = 2 * time.Minute // of the browser
	waitTime  = 2 * time.Minute // until something is so on a page
	tabTime   = 5 * time.Minute // that a tab is open
)

// Start starts a browser, which ends with the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	long(t)
	p, err := find(t.Context())
	if err != nil {
		Lacking(t, err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(p.path), chromedp.Env(p.env...), chromedp.DisableGPU, chromedp.WSURLReadTimeout(startTime))
	for name, value := range p.flags {
		options = append(options, chromedp.Flag(name, value))
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", p.path, err)
	}
	return &Browser{ctx}
}

// Look is how a page is looked at.
type Look struct {
	Width, Height int64 // CSS pixels; 1280 × 800 unless said
	Dark          bool
	Forced        bool // the reader's colours are forced on the page
}

// Tab is a page in a browser.
type Tab struct {
	t    testing.TB
	ctx  context.Context
	home *url.URL

	mu       sync.Mutex
	problems []string
}

// Open opens a page in a profile of its own. What goes wrong on it until the
// test ends fails the test.
func (b *Browser) Open(t testing.TB, address string, look Look) *Tab {
	t.Helper()
	tab := b.open(t, address, look)
	t.Cleanup(func() {
		for _, problem := range tab.seen() {
			t.Error(problem)
		}
	})
	return tab
}

func (b *Browser) open(t testing.TB, address string, look Look) *Tab {
	t.Helper()
	home, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, tabTime)
	t.Cleanup(cancel)
	tab := &Tab{t: t, ctx: ctx, home: home}
	if err := chromedp.Listen(ctx, tab.listen); err != nil {
		t.Fatal(err)
	}
	tab.Look(look)
	tab.Do(chromedp.Navigate(address))
	return tab
}

// Look changes how the page is looked at.
func (tab *Tab) Look(look Look) {
	tab.t.Helper()
	if look.Width == 0 {
		look.Width, look.Height = 1280, 800
	}
	scheme := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: "light"}
	if look.Dark {
		scheme.Value = "dark"
	}
	still := &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"}
	features := []*emulation.MediaFeature{scheme, still}
	if look.Forced {
		features = append(features, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	}
	media := emulation.SetEmulatedMediaParams{Features: features}
	tab.Do(chromedp.EmulateViewport(look.Width, look.Height))
	if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, media); err != nil {
		tab.t.Fatal(err)
	}
}

// Do does things on the page.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	if err := chromedp.Do(tab.ctx, steps...); err != nil {
		tab.t.Fatal(err)
	}
}

// Follow clicks on a link and waits for the page that it leads to.
func (tab *Tab) Follow(link chromedp.CSS) {
	tab.t.Helper()
	if _, err := chromedp.RunResponse(tab.ctx, chromedp.Click(link)); err != nil {
		tab.t.Fatal(err)
	}
}

// Wait waits, for [waitTime] at most, until a JavaScript expression is true.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	if _, err := chromedp.Run(tab.ctx, chromedp.Poll[bool]("Boolean("+expression+")", chromedp.WithPollingTimeout(waitTime))); err != nil {
		text, _ := chromedp.Run(tab.ctx, chromedp.Evaluate[string]("document.body.innerText.slice(0, 1000)"))
		tab.t.Fatalf("waited for %s: %v\nthe page says:\n%s\n%s", expression, err, text, strings.Join(tab.seen(), "\n"))
	}
}

// Get does something on the page that gives a value.
func Get[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	got, err := chromedp.Run(tab.ctx, action)
	if err != nil {
		tab.t.Fatal(err)
	}
	return got
}

// listen notes what goes wrong.
func (tab *Tab) listen(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		to, err := url.Parse(e.Request.URL)
		if err != nil || to.Scheme != "data" && to.Scheme != "blob" && to.Host != tab.home.Host {
			tab.note("it asked another origin: " + e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		tab.note("exception: " + thrown(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			tab.note("console error: " + words(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			tab.note("console error: " + e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

func thrown(d *runtime.ExceptionDetails) string {
	if d.Exception != nil {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

func words(args []*runtime.RemoteObject) string {
	var out []string
	for _, a := range args {
		out = append(out, string(a.Value)+a.Description)
	}
	return strings.Join(out, " ")
}

func (tab *Tab) note(problem string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.problems = append(tab.problems, problem)
}

// seen returns what has gone wrong so far.
func (tab *Tab) seen() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return append([]string(nil), tab.problems...)
}

// Touch has a finger touch the page ("touchStart"), move ("touchMove") or leave it
// ("touchEnd").
func (tab *Tab) Touch(kind string, x, y float64) {
	tab.t.Helper()
	event := input.DispatchTouchEventParams{Type: input.DispatchTouchEventType(kind), TouchPoints: []*input.TouchPoint{}}
	if kind != "touchEnd" {
		event.TouchPoints = []*input.TouchPoint{{X: x, Y: y}}
	}
	if _, err := chromedp.Call(tab.ctx, input.DispatchTouchEvent, event); err != nil {
		tab.t.Fatal(err)
	}
}
