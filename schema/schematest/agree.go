package schematest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/schema"
	"parley/schema/requesttest"
)

// Agree asks two empty stores of one model the same random documents and has them make the
// same random mutations: the JSON is the same. So many documents are asked in
// all, of which some page through lists with the cursors of earlier answers. A
// failure says how to replay it.
func Agree(t *testing.T, m *graph.Model, documents int, want, got graph.Store) {
	t.Helper()
	api, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := gqlparser.LoadSchema(&ast.Source{Input: api.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	p := &pair{t: t, api: api, want: want, got: got}
	changes := graphtest.MadeGraph(m, seed)
	for _, s := range []graph.Store{want, got} {
		if _, err := s.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	p.generator = requesttest.New(gate, seed, append(ids(changes), planeIDs...))
	p.generator.Fits = fits(m)
	p.generator.Texts = append(p.generator.Texts, planeTexts...)
	for p.asked < documents && p.differences < 5 {
		switch n := p.generator.Rng.IntN(10); {
		case n < 2:
			text, variables := p.generator.Mutation()
			p.agree(schema.Request{Query: text, Variables: variables, Writable: true})
		case n < 5:
			p.pages()
		default:
			text, variables := p.generator.Query()
			p.agree(schema.Request{Query: text, Variables: variables})
		}
	}
	if p.refused > p.asked/2 || p.asked >= 300 && p.made == 0 {
		t.Errorf("of %d documents %d were refused, and %d mutations made: the generator is of little use", p.asked, p.refused, p.made)
	}
	t.Logf("%d documents, %d of them refused, %d mutations made", p.asked, p.refused, p.made)
}

// Texts and ids of all planes, which orders of text tell apart.
var (
	planeTexts = []string{"（株）", "𠮷野", "\ufffd", "ﬁ", "😀", "힣", "𐀀", "z𠮷", "z（"}
	planeIDs   = []string{"person:（", "person:𠮷", "person:😀", "organization:ﬁ", "organization:𐀀", "meeting:𠮷", "meeting:（", "source:𠮷"}
)

// fits tells from the model what ids may stand where.
func fits(m *graph.Model) func(input, name string) []string {
	prefixes := func(kinds graph.KindSet) (list []string) {
		for _, k := range m.KindsOf(kinds) {
			list = append(list, strings.TrimSuffix(k.Prefix(), ":"))
		}
		return list
	}
	return func(input, name string) []string {
		for _, e := range m.Edges {
			if strings.EqualFold(strings.ReplaceAll(e.Name, "_", ""), input) && name == "from" {
				return prefixes(e.FromKinds())
			} else if strings.EqualFold(strings.ReplaceAll(e.Name, "_", ""), input) && name == "to" {
				return prefixes(e.ToKinds())
			}
		}
		switch name {
		case "saidBy", "saidFor", "onBehalfOf":
			return prefixes(m.Actors)
		case "saidAt":
			return []string{"meeting"}
		case "capacity":
			return []string{"post"}
		case "source", "corrects":
			return []string{"source"}
		}
		return []string{strings.ToLower(input)}
	}
}

func ids(changes []graph.Change) (list []string) {
	for _, c := range changes {
		if n, ok := c.(graph.PutNode); ok {
			list = append(list, n.ID)
		}
	}
	return list
}

// factIDs finds the ids of evidence and edges in an answer.
var factIDs = regexp.MustCompile(`"((?:evidence:|[A-Z_]+ [a-z]+:)[^"]+)"`)

// pair is two stores that should answer the same.
type pair struct {
	t         *testing.T
	api       *schema.Schema
	want, got graph.Store
	generator *requesttest.Generator

	asked, refused, made, differences int
}

// agree asks both stores and returns what they answered.
func (p *pair) agree(r schema.Request) []byte {
	p.t.Helper()
	want := p.api.Do(p.t.Context(), p.want, r)
	text := p.unnamed(p.want, want.JSON())
	got := p.unnamed(p.got, p.api.Do(p.t.Context(), p.got, r).JSON())
	p.asked++
	for _, match := range factIDs.FindAllSubmatch(text, 20) {
		p.generator.Facts = append(p.generator.Facts, string(match[1]))
	}
	p.generator.Facts = p.generator.Facts[max(0, len(p.generator.Facts)-100):]
	switch {
	case !want.Executed:
		p.refused++
	case r.Writable && len(want.Errors) == 0:
		p.made++
	}
	if diff := cmp.Diff(string(text), string(got)); diff != "" {
		p.differences++
		variables, _ := json.Marshal(r.Variables)
		p.t.Errorf("document %d: %s\n%s\n(-want +got):\n%s", p.asked, r.Query, variables, cmp.Diff(pretty(p.t, text), pretty(p.t, got)))
	}
	return text
}

// unnamed returns a copy of an answer without the name of the store's state, which no
// other store has.
func (p *pair) unnamed(store graph.Store, answer []byte) []byte {
	p.t.Helper()
	revision, err := store.Snapshot().Revision(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	return bytes.ReplaceAll(answer, []byte(revision), nil)
}

// pages pages through a list, forward and then back.
func (p *pair) pages() {
	text, variables := p.generator.Pages()
	size := 1 + p.generator.Rng.IntN(3)
	for _, way := range []struct{ limit, cursor, from, more string }{{"first", "after", "endCursor", "hasNextPage"}, {"last", "before", "startCursor", "hasPreviousPage"}} {
		vars := maps.Clone(variables)
		vars[way.limit] = size
		for range 4 {
			answer := p.agree(schema.Request{Query: text, Variables: vars})
			var page struct {
				Data struct {
					List struct{ PageInfo map[string]any }
				}
			}
			if json.Unmarshal(answer, &page) != nil || page.Data.List.PageInfo[way.more] != true {
				break
			}
			vars = maps.Clone(vars)
			vars[way.cursor] = strings.Clone(fmt.Sprint(page.Data.List.PageInfo[way.from]))
		}
	}
}
