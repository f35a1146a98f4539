package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/memory"
)

// TestActs shows that each dated act is an entry of its own. Edges are written
// as "from EDGE to identity date", nodes as "id date"; a date may be missing, and
// so may the identity of an edge that has none.
func TestActs(t *testing.T) {
	const c = "claim:c"
	const zed = "person:zed HOLDS_POST post:pm HOLDER 2000/2004, post:pm POST_OF country:zz"
	tests := []struct {
		sentence string
		graph    string
		ask      explore.TimelineQuery
		want     string
	}{
		{
			"what one actor says of a claim on two days is two entries", "person:anna ASSERTS claim:c CLAIMED 2025-01-03, person:anna ASSERTS claim:c DENIED 2025-03-05",
			ask("person:anna"), "ASSERTS c CLAIMED 2025-01-03 by anna, ASSERTS c DENIED 2025-03-05 by anna",
		},
		{
			"a window finds the later act", "person:anna ASSERTS claim:c CLAIMED 2025-01-03, person:anna ASSERTS claim:c DENIED 2025-03-05",
			since("2025-03-01", "person:anna"), "ASSERTS c DENIED 2025-03-05 by anna",
		},
		{
			"each of two actors keeps its day", "person:anna ASSERTS claim:c CLAIMED 2025-01-03, person:bo ASSERTS claim:c CLAIMED 2024-12-24",
			ask("person:anna", "person:bo"), "ASSERTS c CLAIMED 2024-12-24 by bo, ASSERTS c CLAIMED 2025-01-03 by anna",
		},
		{
			"the day of the claim is not that of who confirms it", "claim:c 2019, person:bo ASSERTS claim:c CONFIRMED 2025-02-02",
			ask("person:bo"), "ASSERTS c CONFIRMED 2025-02-02 by bo",
		},
		{
			"an act without a date is part of its claim's entry", "claim:c 2019, person:bo ASSERTS claim:c CONFIRMED, person:bo ASSERTS claim:c CLAIMED 2020",
			ask("person:bo"), "Claim c 2019 by bo, ASSERTS c CLAIMED 2020 by bo",
		},
		{
			"contributions to one proposal on two days are two entries", "country:x CONTRIBUTED_TO proposal:p DRAFTED 2025-01, country:x CONTRIBUTED_TO proposal:p AMENDED 2025-03",
			ask("country:x"), "CONTRIBUTED_TO p DRAFTED 2025-01 by x, CONTRIBUTED_TO p AMENDED 2025-03 by x",
		},
		{
			"a proposal without a date comes after the first act on the one that it revises",
			"proposal:q, country:x CONTRIBUTED_TO proposal:p DRAFTED 2025-01, country:x CONTRIBUTED_TO proposal:q REVIEWED, proposal:q REVISES proposal:p, country:x CONTRIBUTED_TO proposal:r DRAFTED 2025-02",
			ask("country:x"), "CONTRIBUTED_TO p DRAFTED 2025-01 by x, Proposal q by x, CONTRIBUTED_TO r DRAFTED 2025-02 by x",
		},
		{
			"a kind of node lets through what is done to it", "claim:c 2019, person:bo ASSERTS claim:c CONFIRMED 2025-02-02, person:bo HOLDS position:y SUPPORTS 2025-01",
			explore.TimelineQuery{Entities: []string{"person:bo"}, Kinds: []string{"Claim"}}, "ASSERTS c CONFIRMED 2025-02-02 by bo",
		},
		{
			"a claim's own timeline lists the acts too", "claim:c 2019, person:anna ASSERTS claim:c CLAIMED 2025-01-03, person:bo ASSERTS claim:c DENIED 2024-12-24",
			ask(c), "ASSERTS bo DENIED 2024-12-24 by c, ASSERTS anna CLAIMED 2025-01-03 by c",
		},
		{
			"what somebody did while holding a post is the country's, what is dated before and after is not", zed + ", claim:a 1999, claim:b 2001, claim:c 2020, " +
				"person:zed ASSERTS claim:a CLAIMED, person:zed ASSERTS claim:b CLAIMED, person:zed ASSERTS claim:c CLAIMED",
			ask("country:zz"), "HOLDS_POST pm HOLDER 2000/2004 by zed, Claim b 2001 by zed",
		},
		{
			"what may lie in the time of a post may be the country's, and so what has no date", zed + ", person:zed ASSERTS claim:a CLAIMED 200X, person:zed ASSERTS claim:b CLAIMED ../2003, person:zed ASSERTS claim:c CLAIMED",
			ask("country:zz"), "ASSERTS a CLAIMED 200X by zed, HOLDS_POST pm HOLDER 2000/2004 by zed, ASSERTS b CLAIMED ../2003 by zed, Claim c by zed",
		},
		{
			"a post without a date is open", "person:zed HOLDS_POST post:pm HOLDER, post:pm POST_OF country:zz, person:zed ASSERTS claim:a CLAIMED 2020",
			ask("country:zz"), "ASSERTS a CLAIMED 2020 by zed",
		},
		{
			"a membership has its time too, and each of several counts", "person:zed MEMBER_OF organization:o 2001/2001, " + zed + ", post:pm POST_OF organization:o, " +
				"person:zed ASSERTS claim:a CLAIMED 2001, person:zed ASSERTS claim:b CLAIMED 2003, person:zed ASSERTS claim:c CLAIMED 2005",
			ask("organization:o"), "HOLDS_POST pm HOLDER 2000/2004 by zed, ASSERTS a CLAIMED 2001 by zed, MEMBER_OF o 2001/2001 by zed, ASSERTS b CLAIMED 2003 by zed",
		},
		{
			"who is asked for too is so at any time", zed + ", person:zed ASSERTS claim:c CLAIMED 2020",
			ask("country:zz", "person:zed"), "HOLDS_POST pm HOLDER 2000/2004 by zed, ASSERTS c CLAIMED 2020 by zed",
		},
		{
			"what somebody took part in for a country is the country's, post or not", "country:zz, meeting:m 2020, meeting:n 2021, person:yan PARTICIPATED_IN meeting:m country:zz, person:yan PARTICIPATED_IN meeting:n",
			ask("country:zz"), "Meeting m 2020 by yan",
		},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			entries, err := acted(t, tt.graph).Timeline(context.Background(), tt.ask)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range entries {
				got = append(got, entryText(e))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.graph, diff)
			}
		})
	}
}

func ask(entities ...string) explore.TimelineQuery { return explore.TimelineQuery{Entities: entities} }

// since asks for what was on a day or later.
func since(day string, entities ...string) explore.TimelineQuery {
	q := ask(entities...)
	bounds, err := graph.ParseEDTF(day + "/..")
	if err != nil {
		panic(err) // the tests' days are days
	}
	q.During = &bounds
	return q
}

// entryText writes an entry without the kinds that ids begin with.
func entryText(e explore.Entry) string {
	words := []string{e.Kind, bare(e.Entity)}
	if parts := strings.Fields(e.ID); len(parts) > 3 {
		words = append(words, parts[3])
	}
	if e.When != nil {
		words = append(words, e.When.EDTF)
	}
	words = append(words, "by")
	for _, id := range e.Actors {
		words = append(words, bare(id))
	}
	return strings.Join(words, " ")
}

func bare(id string) string { return id[strings.Index(id, ":")+1:] }

// acted makes a graph of what is written.
func acted(t *testing.T, text string) *explore.Explorer {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	const source = "source:s"
	put := func(id string) graph.Change {
		return graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": id}}
	}
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "text": "x"}}}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{
			Locator: fmt.Sprint("row ", len(changes)), Act: "REPORTED", Basis: "STATED", Says: says,
		}})
	}
	for part := range strings.SplitSeq(text, ", ") {
		words := strings.Fields(part)
		says := map[string]graph.Value{}
		if e := edgeOf(m, words); e != nil {
			f := graph.Fact{Edge: e.Name, From: words[0], To: words[2], Identity: map[string]graph.Value{}}
			values(t, e, words[3:], f.Identity, says)
			changes = append(changes, put(f.From), put(f.To))
			fact(f, says)
			continue
		}
		if len(words) > 1 {
			says["when"] = whenOf(t, words[1])
		}
		changes = append(changes, put(words[0]))
		fact(graph.Fact{Node: words[0]}, says)
	}
	store := memory.New(m)
	if _, err := store.Apply(context.Background(), changes); err != nil {
		t.Fatal(err)
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}
}

func edgeOf(m *graph.Model, words []string) *graph.Edge {
	if len(words) < 3 {
		return nil
	}
	return m.Edge(words[1])
}

// values reads what stands behind an edge: the part of its identity that it must
// have, if there is one, and a date or for whom it was.
func values(t *testing.T, e *graph.Edge, words []string, identity, says map[string]graph.Value) {
	t.Helper()
	for _, p := range e.Props() {
		to := says
		if p.Identity {
			to = identity
		}
		switch {
		case len(words) == 0:
		case p.Required:
			to[p.Name], words = words[0], words[1:]
		case p.Name == "when":
			to[p.Name], words = whenOf(t, words[0]), words[1:]
		case p.Name == "onBehalfOf":
			to[p.Name], words = words[0], words[1:]
		}
	}
}
