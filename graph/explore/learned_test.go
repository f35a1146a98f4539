package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
)

// told is what a source says: a line for each statement, with the subject, then the
// values that it gives as property=value, and what else there is to tell: act=, by=,
// for= and corrects=.
type told struct {
	published, withdrawn, publisher string
	says                            []string
}

// telling returns an explorer of a store into which sources were loaded, the first as
// source:1.
func telling(t *testing.T, sources ...told) *explore.Explorer {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(m)
	for n, of := range sources {
		if _, err := store.Apply(t.Context(), of.changes(t, m, fmt.Sprintf("source:%d", n+1))); err != nil {
			t.Fatal(err)
		}
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}
}

func (s told) changes(t *testing.T, m *graph.Model, id string) []graph.Change {
	t.Helper()
	props := map[string]graph.Value{"name": id}
	for name, text := range map[string]string{"published": s.published, "withdrawn": s.withdrawn, "publisher": s.publisher} {
		if text != "" {
			props[name] = valueOf(t, m.Publication.Prop(name), text)
		}
	}
	batch := []graph.Change{graph.PutNode{Source: id, ID: id, Props: props}}
	for n, line := range s.says {
		f, evidence := parsed(t, m, line)
		evidence.Locator = fmt.Sprint(n + 1)
		for _, node := range []string{f.Node, f.From, f.To, evidence.SaidBy, evidence.SaidFor} {
			if node != "" {
				batch = append(batch, graph.PutNode{Source: id, ID: node, Props: map[string]graph.Value{"name": node}})
			}
		}
		batch = append(batch, graph.PutEvidence{Source: id, Fact: f, Evidence: evidence})
	}
	return batch
}

// parsed reads a line.
func parsed(t *testing.T, m *graph.Model, line string) (graph.Fact, graph.Evidence) {
	t.Helper()
	words := strings.Fields(line)
	f, props := graph.Fact{Node: words[0]}, m.NodeProp
	if e := m.Edge(words[0]); e != nil {
		f, props = graph.Fact{Edge: e.Name, From: words[1], To: words[2]}, e.Prop
		words = words[2:]
	}
	evidence := graph.Evidence{Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{}}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "act":
			evidence.Act = value
		case "by":
			evidence.SaidBy = value
		case "for":
			evidence.SaidFor = value
		case "corrects":
			evidence.Corrects = []string{value}
		default:
			if p := props(name); p.Identity {
				f.Identity = map[string]graph.Value{name: value}
			} else {
				evidence.Says[name] = valueOf(t, p, value)
			}
		}
	}
	return f, evidence
}

func valueOf(t *testing.T, p *graph.Property, text string) graph.Value {
	t.Helper()
	if p.Type != graph.Date {
		return text
	}
	w, err := graph.NewWhen("", text, "STATED")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// day reads a day.
func day(t *testing.T, text string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lineOf returns a thing that became known as a line, with the sources and locators of
// its evidence.
func lineOf(l explore.Learned) string {
	line := fmt.Sprintf("%s %s: %s", l.Day, l.ID, l.What)
	if l.Property != "" {
		line += fmt.Sprintf(" %s %s to %s", l.Property, graph.Print(l.Before), graph.Print(l.After))
	}
	var by []string
	for _, id := range l.Evidence {
		source, _ := graph.SourceOf(id)
		by = append(by, source)
	}
	return line + ", by " + strings.Join(by, " ")
}

func TestLearned(t *testing.T) {
	plan := told{published: "2031-05-05", publisher: "Herald", says: []string{
		"meeting:m status=SCHEDULED when=2031-05-08",
		"PARTICIPATED_IN person:a meeting:m attendance=EXPECTED",
	}}
	for _, test := range []struct {
		name    string
		sources []told
		query   explore.LearnedQuery // of the days from 7 to 20 May
		want    []string
	}{
		{"what was planned took place", []told{plan, {published: "2031-05-09", publisher: "Mail", says: []string{
			"meeting:m status=HELD",
			"PARTICIPATED_IN person:a meeting:m attendance=ATTENDED",
			"PARTICIPATED_IN person:b meeting:m attendance=ATTENDED",
		}}}, explore.LearnedQuery{}, []string{
			"2031-05-09 PARTICIPATED_IN person:a meeting:m: VALUE attendance EXPECTED to ATTENDED, by source:2",
			"2031-05-09 PARTICIPATED_IN person:b meeting:m: APPEARED, by source:2",
			"2031-05-09 meeting:m: VALUE status SCHEDULED to HELD, by source:2",
		}},
		{"nothing was published in time", []told{plan, {published: "2031-05-21", says: []string{"meeting:m status=HELD"}}}, explore.LearnedQuery{}, nil},
		{"the last day of a month counts", []told{plan, {published: "2031-05", says: []string{"meeting:m status=HELD"}}}, explore.LearnedQuery{}, nil},
		{"what has no date was always known", []told{{says: []string{"meeting:m status=HELD"}}}, explore.LearnedQuery{}, nil},
		{"a denial", []told{plan, {published: "2031-05-09", publisher: "Mail", says: []string{
			"PARTICIPATED_IN person:a meeting:m act=DENIED by=person:a",
		}}}, explore.LearnedQuery{}, []string{
			"2031-05-09 PARTICIPATED_IN person:a meeting:m: DENIED, by source:2",
			"2031-05-09 PARTICIPATED_IN person:a meeting:m: VERIFICATION verification UNVERIFIED to CONTESTED, by source:2",
		}},
		{"a claim is denied by those who speak to it", []told{
			{published: "2031-05-01", says: []string{"claim:c", "ASSERTS person:a claim:c verdict=CLAIMED act=CLAIMED by=person:a"}},
			{published: "2031-05-10", says: []string{"ASSERTS person:b claim:c verdict=DENIED act=DENIED by=person:b"}},
		}, explore.LearnedQuery{}, []string{
			"2031-05-10 ASSERTS person:b claim:c DENIED: APPEARED, by source:2",
			"2031-05-10 claim:c: DENIED, by source:2",
			"2031-05-10 claim:c: VERIFICATION verification UNVERIFIED to CONTESTED, by source:2",
		}},
		{"a correction", []told{plan, {published: "2031-05-10", publisher: "Herald", says: []string{
			"meeting:m status=CANCELLED corrects=source:1",
		}}}, explore.LearnedQuery{}, []string{
			"2031-05-10 meeting:m: CORRECTED, by source:2",
			"2031-05-10 meeting:m: VALUE status SCHEDULED to CANCELLED, by source:2",
			"2031-05-10 meeting:m: VALUE when 2031-05-08 to null, by source:2",
		}},
		{"a withdrawal", []told{
			{published: "2031-05-01", says: []string{"meeting:m status=HELD"}},
			{published: "2031-05-02", withdrawn: "2031-05-11", says: []string{"meeting:m status=HELD act=CONFIRMED", "PARTICIPATED_IN person:a meeting:m attendance=ATTENDED"}},
		}, explore.LearnedQuery{}, []string{
			"2031-05-11 PARTICIPATED_IN person:a meeting:m: WITHDRAWN, by source:2",
			"2031-05-11 meeting:m: VERIFICATION verification CONFIRMED to UNVERIFIED, by source:2",
			"2031-05-11 meeting:m: WITHDRAWN, by source:2",
		}},
		{"a state ends where a contrary one begins", []told{
			{published: "2031-05-01", says: []string{"position:p", "HOLDS person:a position:p stance=OPPOSES when=2031-04-01/.."}},
			{published: "2031-05-12", says: []string{"HOLDS person:a position:p stance=SUPPORTS when=2031-05-10/.."}},
		}, explore.LearnedQuery{}, []string{
			"2031-05-12 HOLDS person:a position:p OPPOSES: VALUE current true to false, by source:2",
			"2031-05-12 HOLDS person:a position:p OPPOSES: VALUE periods 2031-04-01…2031-04-01/… to 2031-04-01…2031-04-01/2031-05-09…2031-05-09, by source:2",
			"2031-05-12 HOLDS person:a position:p SUPPORTS: APPEARED, by source:2",
		}},
		{"a meeting was on another day than its denial says", []told{
			{published: "2031-05-01", publisher: "Herald", says: []string{"meeting:m status=HELD when=2031-04-20", "PARTICIPATED_IN person:a meeting:m attendance=ATTENDED"}},
			{published: "2031-04-25", publisher: "Mail", says: []string{"PARTICIPATED_IN person:a meeting:m act=DENIED by=person:a"}},
			{published: "2031-05-12", publisher: "Times", says: []string{"meeting:m status=HELD when=2031-04-28"}},
		}, explore.LearnedQuery{}, []string{
			"2031-05-12 PARTICIPATED_IN person:a meeting:m: VERIFICATION verification CONTESTED to UNVERIFIED, by source:3",
			"2031-05-12 meeting:m: VALUE when 2031-04-20 to 2031-04-28, by source:3",
		}},
		{"of some kinds", []told{plan, {published: "2031-05-09", says: []string{
			"meeting:m status=HELD", "PARTICIPATED_IN person:b meeting:m attendance=ATTENDED",
		}}}, explore.LearnedQuery{Kinds: []string{"Meeting"}}, []string{
			"2031-05-09 meeting:m: VALUE status SCHEDULED to HELD, by source:2",
		}},
		{"of an actor", []told{plan, {published: "2031-05-09", says: []string{
			"meeting:m status=HELD", "meeting:n status=HELD",
			"PARTICIPATED_IN person:a meeting:n attendance=ATTENDED", "PARTICIPATED_IN person:b meeting:m attendance=ATTENDED",
		}}}, explore.LearnedQuery{Actor: "person:b"}, []string{
			"2031-05-09 PARTICIPATED_IN person:b meeting:m: APPEARED, by source:2",
			"2031-05-09 meeting:m: VALUE status SCHEDULED to HELD, by source:2",
		}},
		{"of a topic", []told{plan, {published: "2031-05-09", says: []string{
			"meeting:m status=HELD", "meeting:n status=HELD", "ABOUT meeting:n topic:t",
			"PARTICIPATED_IN person:b meeting:n attendance=ATTENDED",
		}}}, explore.LearnedQuery{Topic: "topic:t"}, []string{
			"2031-05-09 ABOUT meeting:n topic:t: APPEARED, by source:2",
			"2031-05-09 PARTICIPATED_IN person:b meeting:n: APPEARED, by source:2",
			"2031-05-09 meeting:n: APPEARED, by source:2",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.query.From, test.query.To = day(t, "2031-05-07"), day(t, "2031-05-20")
			page, err := telling(t, test.sources...).Learned(t.Context(), test.query, explore.Cut[explore.LearnedKey]{Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			sameItems(t, test.want, page, lineOf)
		})
	}
}

// sameItems holds the items of a page, each as a line, against lines.
func sameItems[T any](t *testing.T, want []string, page *explore.Page[T], line func(T) string) {
	t.Helper()
	var got []string
	for _, is := range page.Items {
		got = append(got, line(is))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
