package web_test

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/server/web/browsertest"
)

func TestTmp(t *testing.T) {
	a := newAPI(t)
	b := browsertest.Start(t)
	for name, look := range map[string]browsertest.Look{"wide": {}, "dark": {Dark: true}, "narrow": {Width: 320, Height: 800}} {
		tab := b.Open(t, a.URL+"/", look)
		os.WriteFile("/tmp/pg/front-"+name+".png", browsertest.Get(tab, chromedp.FullScreenshot(100)), 0o644)
		t.Log(tab.Fetched(), tab.Axe())
	}
	tab := b.Open(t, a.URL+"/#person:steve-witkoff", browsertest.Look{})
	os.WriteFile("/tmp/pg/front-card.png", browsertest.Get(tab, chromedp.CaptureScreenshot()), 0o644)
	t.Log(tab.Axe())
}
