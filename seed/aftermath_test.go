package seed

import (
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// aftermath is a second source, which contradicts the article.
func aftermath() Folder { return Dir("testdata/aftermath") }

func TestAftermathNeedsTheArticle(t *testing.T) {
	_, err := Load(t.Context(), standard(t), aftermath(), nil)
	want := "testdata/aftermath/facts.yaml:28:11: meeting:2025-12-02-moscow is declared nowhere: add it to entities, or load the source that declares it first"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("without the article:\n%v\nwant first:\n%s", err, want)
	}
}

func TestAftermathContradictsTheArticle(t *testing.T) {
	m := standard(t)
	s := withArticle(t, m)
	before := dump(t, m, s)
	for _, line := range []string{
		"PARTICIPATED_IN person:jared-kushner meeting:2025-12-02-moscow.attendance EXPECTED",
		"meeting:2025-12-02-moscow.status SCHEDULED",
	} {
		has(t, before, line)
	}

	c := mustLoad(t, m, aftermath(), s.Snapshot())
	if len(c.Unused) > 0 {
		t.Errorf("sentences without a fact: %v", c.Unused)
	}
	if !mustApply(t, s, c).Changed() {
		t.Error("loading it changed nothing")
	}
	if again := mustApply(t, s, c); again.Changed() {
		t.Errorf("loading it again changed %+v", again)
	}
	after := dump(t, m, s)
	for _, line := range []string{
		"PARTICIPATED_IN person:jared-kushner meeting:2025-12-02-moscow.attendance ATTENDED",
		"PARTICIPATED_IN person:steve-witkoff meeting:2025-12-02-moscow.attendance ATTENDED",
		"PARTICIPATED_IN person:vladimir-putin meeting:2025-12-02-moscow.attendance ATTENDED",
		"meeting:2025-12-02-moscow.status HELD",
		"ASSERTS country:ua claim:capture-of-pokrovsk CONFIRMED",
		"ASSERTS organization:ukrainian-officials-not-confirming-captures claim:capture-of-pokrovsk NOT_CONFIRMED",
		"HOLDS country:ua position:surrender-of-eastern-territories CONDITIONAL",
		"HOLDS country:ua position:surrender-of-eastern-territories OPPOSES",
		"person:jared-kushner.aliases [Kushner Jared Corey Kushner]",
	} {
		has(t, after, line)
	}

	if _, err := s.Apply(t.Context(), []graph.Change{graph.DropSource{Source: c.Source}}); err != nil {
		t.Fatal(err)
	}
	if left := dump(t, m, s); !slices.Equal(left, before) {
		t.Errorf("dropping it does not bring back what was:\n%s", difference(before, left))
	}
}

// The edge has one value, and both pieces of evidence beside it.
func TestBothQuotesStandBeside(t *testing.T) {
	m := standard(t)
	s := withArticle(t, m)
	mustApply(t, s, mustLoad(t, m, aftermath(), s.Snapshot()))
	var quotes []string
	all := dump(t, m, s)
	for _, line := range all {
		id, fact, ok := strings.Cut(line, ".fact ")
		if ok && fact == "PARTICIPATED_IN person:jared-kushner meeting:2025-12-02-moscow" {
			quotes = append(quotes, valueOf(all, id+".quote ")+": "+valueOf(all, id+".says "))
		}
	}
	want := []string{
		"Jared Kushner joined Steve Witkoff when the U.S. envoy met President Vladimir Putin: attendance=ATTENDED",
		"is also expected to join the talks: attendance=EXPECTED",
	}
	if !slices.Equal(quotes, want) {
		t.Errorf("evidence:\n%s\nwant:\n%s", strings.Join(quotes, "\n"), strings.Join(want, "\n"))
	}
}

func has(t *testing.T, lines []string, line string) {
	t.Helper()
	if !slices.Contains(lines, line) {
		t.Errorf("the graph lacks %s", line)
	}
}

func valueOf(lines []string, start string) string {
	for _, line := range lines {
		if v, ok := strings.CutPrefix(line, start); ok {
			return v
		}
	}
	return ""
}

func difference(a, b []string) string {
	var out []string
	for _, line := range a {
		if !slices.Contains(b, line) {
			out = append(out, "- "+line)
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) {
			out = append(out, "+ "+line)
		}
	}
	return strings.Join(out, "\n")
}
