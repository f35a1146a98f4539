package seed

import (
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
)

func TestEverySentenceOfTheArticleYieldsFacts(t *testing.T) {
	c := mustLoad(t, standard(t), Shipped(), nil)
	if c.Sentences != 19 {
		t.Errorf("the article has %d sentences, want 19", c.Sentences)
	}
	for _, s := range c.Unused {
		t.Errorf("line %d: no fact from %q", s.Line, s.Text)
	}
}

func TestTheArticleIsOfTheSizeItSays(t *testing.T) {
	c := mustLoad(t, standard(t), Shipped(), nil)
	for _, n := range []struct {
		what          string
		is, low, high int
	}{
		{"nodes", c.Nodes, 80, 100},
		{"edges", c.Edges, 130, 170},
		{"facts", c.Facts, 150, 250},
	} {
		if n.is < n.low || n.is > n.high {
			t.Errorf("%d %s, want %d to %d", n.is, n.what, n.low, n.high)
		}
	}
}

// The article prints no date; these are what its words come to.
func TestRelativeDatesResolve(t *testing.T) {
	m := standard(t)
	all := dump(t, m, withArticle(t, m))
	for _, line := range []string{
		"meeting:2025-11-30-florida.when two days | 2025-11-30/2025-12-01 | INFERRED | ",
		"meeting:2025-12-01-paris.when Monday | 2025-12-01 | INFERRED | ",
		"meeting:2025-12-02-moscow.when Tuesday afternoon | 2025-12-02 | INFERRED | ",
		"proposal:us-russia-draft.when November | 2025-11 | INFERRED | ",
		"source:peace-talks.published  | 2025-12-01 | INFERRED | ",
	} {
		has(t, all, line)
	}
	said := map[string]bool{}
	for _, c := range mustLoad(t, m, Shipped(), nil).Changes {
		if f, ok := c.(graph.PutEvidence); ok && f.SaidWhen != nil && f.SaidBy == "person:vladimir-putin" {
			said[printed(f.SaidWhen)] = true
		}
	}
	if want := "last week | 2025-11-24/2025-11-30 | INFERRED | "; len(said) != 1 || !said[want] {
		t.Errorf("Putin spoke %v, want %s", said, want)
	}
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	c := mustLoad(t, m, Shipped(), nil)
	if got, want := mustApply(t, s, c), (graph.Applied{Nodes: c.Nodes, Edges: c.Edges, Evidence: c.Facts}); got != want {
		t.Errorf("the first load changed %+v, want %+v", got, want)
	}
	again := mustLoad(t, m, Shipped(), s.Snapshot())
	if again.Load != c.Load {
		t.Errorf("the same files give the loads %s and %s", c.Load, again.Load)
	}
	if got := mustApply(t, s, again); got.Changed() {
		t.Errorf("the second load changed %+v", got)
	}
}

// A source that says less than before takes the rest away.
func TestLoadingReplaces(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	const head = "source: {id: source:s, title: S}\nentities:\n- {id: person:a, name: Ann}\n- {id: person:b, name: Bo}\nfacts:\n"
	mustApply(t, s, mustLoad(t, m, her(head+"- {fact: person:a RELATED_TO person:b, quote: Ann is Bo's aunt}\n", "Ann is Bo's aunt."), nil))
	mustApply(t, s, mustLoad(t, m, her(head+"- {fact: person:b RELATED_TO person:a, quote: Ann is Bo's wife}\n", "Ann is Bo's wife."), nil))
	all := dump(t, m, s)
	has(t, all, "RELATED_TO person:b person:a")
	if slices.Contains(all, "RELATED_TO person:a person:b") {
		t.Error("what the source no longer says is still there")
	}
	has(t, all, "source:s.text Ann is Bo's wife.")
}

// A correction of a word leaves the quote as long as it was, and is seen.
func TestLoadingCorrectsAQuote(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	const facts = "source: {id: source:s, title: S}\nentities:\n- {id: person:a, name: Ann}\n- {id: person:b, name: Bo}\nfacts:\n- {fact: person:a RELATED_TO person:b, quote: "
	mustApply(t, s, mustLoad(t, m, her(facts+"Ann is Bo's aunt}\n", "Ann is Bo's aunt."), nil))
	mustApply(t, s, mustLoad(t, m, her(facts+"Ann is Bo's wife}\n", "Ann is Bo's wife."), nil))
	for _, line := range rows(t, s, graph.From{Evidence: true}, evidenceFields(m)) {
		if id, quote, ok := strings.Cut(line, ".quote "); ok && quote != "Ann is Bo's wife" {
			t.Errorf("%s still quotes %q", id, quote)
		}
	}
}
