package graphtest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// testSearch searches a small graph of similar names.
func (s *suite) testSearch(t *testing.T) {
	f := s.empty(t)
	f.load(lookAlikes())
	tests := []struct {
		sentence string
		words    string
		ask      *query
		want     string
	}{
		{"the exact name comes first, then an alias, the beginning of a name, a name's words, a statement, a quote",
			"sea", nodes(), `
			id topic:sea, rank 0
			id place:alias, rank 1
			id place:begins, rank 2
			id place:has, rank 3
			id position:states, rank 4
			id person:said, rank 5`},
		{"ties go by id", "stone", nodes(), `
			id person:b, rank 0
			id person:a, rank 2
			id person:c, rank 2
			id person:d, rank 3`},
		{"all words must stand in one text", "old stone", nodes(), `
			id person:a, rank 3
			id person:c, rank 3
			id person:d, rank 3`},
		{"in any order", "stone old", nodes(), `
			id person:a, rank 0
			id person:c, rank 3
			id person:d, rank 3`},
		{"words of two texts do not add up", "stone harbour", nodes(), ``},
		{"the last word may be but begun", "old sto", nodes(), `
			id person:a, rank 3
			id person:c, rank 3
			id person:d, rank 3`},
		{"the others may not", "ol stone", nodes(), ``},
		{"a word inside a word is not found", "tone", nodes(), ``},
		{"diacritics, case and possessives do not matter", "ZOË’S", nodes(), `id person:said, rank 0`},
		{"people come before countries of the same rank, whatever their ids", "twin", nodes(), `
			id person:z, rank 3
			id country:a, rank 3`},
		{"neither in the graph", "zoe", nodes(), `id person:said, rank 0`},
		{"signs are no words", "old-stone!", nodes(), `
			id person:a, rank 3
			id person:c, rank 3
			id person:d, rank 3`},
		{"a quote finds where its edge comes from", "whisper", nodes(), `id person:said, rank 5`},
		{"and the node that it is for", "gathering", nodes(), `id meeting:m, rank 5`},
		{"a description finds nothing", "described", nodes(), ``},
		{"a list has the kinds asked for", "sea", nodes("Topic", "Person"), `
			id topic:sea, rank 0
			id person:said, rank 5`},
		{"and passes the filter", "sea", nodes().where(is("id", graph.Ne, "topic:sea")), `
			id place:alias, rank 1
			id place:begins, rank 2
			id place:has, rank 3
			id position:states, rank 4
			id person:said, rank 5`},
		{"no word finds nothing", "  …", nodes(), ``},
		{"an unknown word finds nothing", "nowhere", nodes(), ``},
		{"the first page", "sea", nodes().first(2), `
			more
			id topic:sea, rank 0
			id place:alias, rank 1`},
		{"the last page", "sea", nodes().last(2), `
			more
			id position:states, rank 4
			id person:said, rank 5`},
		{"after a rank and an id", "sea", nodes().first(2).after(f.rank(graph.AliasIs, "place:alias"), "place:alias"), `
			more
			id place:begins, rank 2
			id place:has, rank 3`},
		{"after an id of the same rank", "stone", nodes().after(f.rank(graph.NameBegins, "person:a"), "person:a"), `
			id person:c, rank 2
			id person:d, rank 3`},
		{"before a rank and an id", "sea", nodes().last(1).before(f.rank(graph.NameHas, "place:has"), "place:has"), `
			more
			id place:begins, rank 2`},
		{"as of a day, what is there", "gathering", nodes().on("2020-01-01"), ``},
		{"as of a day, a quote on what is there", "whisper", nodes().on("2020-01-01"), ``},
		{"as of a later day, a quote on what is there by then", "whisper", nodes().on("2025-01-01"), `id person:said, rank 5`},
		{"the total is of all pages", "sea", nodes().first(1).count(), `
			6 in all, more
			id topic:sea, rank 0`},
	}
	for _, tt := range tests {
		f.on(tt.sentence, func(f fixture) { f.finds(tt.words, tt.ask.get("id", "rank"), tt.want) })
	}
	f.on("lists hang below what is found", func(f fixture) {
		f.finds("gathering", nodes().get("id").below("evidence", get("quote")), "id meeting:m\n  evidence: The gathering went on.")
	})
}

// finds fails the test if words do not find what a text says.
func (f fixture) finds(words string, q *query, want string) {
	f.Helper()
	p, rows := f.find(f.store.Snapshot(), words, q)
	if diff := cmp.Diff(f.ranked(dedented(want)), p.Root.Format(rows)); diff != "" {
		f.Errorf("search %q in %s\n(-want +got):\n%s", words, p.Text(f.model), diff)
	}
}

// ranked writes where rows stand, of which a text has how well each fits.
func (f fixture) ranked(text string) string {
	return rankedRow.ReplaceAllStringFunc(text, func(row string) string {
		id, rank, _ := strings.Cut(row, ", rank ")
		fits, err := strconv.Atoi(rank)
		if err != nil {
			f.Fatal(err)
		}
		return fmt.Sprintf("%s, rank %d", id, f.rank(graph.Rank(fits), strings.TrimPrefix(id, "id ")))
	})
}

var rankedRow = regexp.MustCompile(`id \S+, rank \d+`)

// rank returns where a node stands that fits so well.
func (f fixture) rank(fits graph.Rank, id string) int64 { return fits.Of(f.model.KindOf(id)) }

func lookAlikes() *article {
	a := newArticle("source:s", "")
	a.node("topic:sea", props{"name": "Sea"})
	a.node("person:z", props{"name": "The twin"})
	a.node("country:a", props{"name": "A twin"})
	a.node("place:alias", props{"name": "Ocean", "aliases": []string{"The deep", "SEA"}})
	a.node("place:begins", props{"name": "Seaside"})
	a.node("place:has", props{"name": "Black Sea"})
	a.node("position:states", props{"name": "Ban", "statement": "No whaling at sea"})
	a.node("person:said", props{"name": "Zoë", "description": "described"})
	a.node("organization:o", props{"name": "Port", "aliases": []string{"Harbour"}})
	a.node("person:a", props{"name": "Stone, old"})
	a.node("person:b", props{"name": "Stone"})
	a.node("person:c", props{"name": "Stone of old"})
	a.node("person:d", props{"name": "The old Stone"})
	a.node("meeting:m", props{"name": "Meet"})
	a.fact("meeting:m", props{"status": "HELD", "when": when("2025-05")}, quote("The gathering went on."))
	a.fact("position:states", nil)
	a.fact("HOLDS person:said position:states", props{"stance": "OPPOSES", "when": when("2025/..")}, quote("A whisper: “We need the sea’s fish.”"))
	return a
}
