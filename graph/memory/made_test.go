package memory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/graph"
)

// The made graph: 100,000 nodes, and 1,000,000 edges with a piece of evidence each
// (the 43,800 meetings, positions, proposals and claims have one too).
//
// Ends are drawn with a skew: of n nodes, the i-th with a weight of 1/√i. The
// largest node is the first person, with more than 50,000 edges (10,000 of
// them to meetings) and as many evidence that it said. The largest source
// holds a tenth of the evidence.
const (
	madeEdges    = 1_000_000
	hubMeetings  = 10_000
	hubMentions  = 40_000
	bigShare     = 10 // the largest source has one fact in so many
	articleWords = 1_200
)

// madeNodes says how many nodes of each kind there are: 100,000.
var madeNodes = []struct {
	kind string
	n    int
}{
	{"Source", 2_000}, {"Person", 38_000}, {"Country", 200}, {"Organization", 7_000},
	{"Place", 2_000}, {"Post", 6_000}, {"Meeting", 30_000}, {"Topic", 1_000},
	{"Position", 4_000}, {"Proposal", 800}, {"Claim", 9_000},
}

// madeLinks says how many edges of each type there are; PARTICIPATED_IN has the
// rest.
var madeLinks = []struct {
	edge     string
	n        int
	from, to []string
}{
	{"ABOUT", 160_000, []string{"Meeting", "Meeting", "Claim", "Position", "Proposal"}, []string{"Topic", "Topic", "Country", "Organization", "Person"}},
	{"HOLDS", 120_000, []string{"Person", "Person", "Organization"}, []string{"Position"}},
	{"MEMBER_OF", 60_000, []string{"Person"}, []string{"Organization", "Country"}},
	{"HOLDS_POST", 40_000, []string{"Person"}, []string{"Post"}},
	{"HELD_AT", 33_000, []string{"Meeting"}, []string{"Place"}},
	{"ASSERTS", 30_000, []string{"Person", "Organization"}, []string{"Claim"}},
	{"FOLLOWS", 10_000, []string{"Meeting"}, []string{"Meeting"}},
	{"RELATED_TO", 10_000, []string{"Person"}, []string{"Person"}},
	{"PART_OF", 8_000, []string{"Meeting"}, []string{"Meeting"}},
	{"POST_OF", 6_000, []string{"Post"}, []string{"Country", "Organization"}},
	{"CONTRIBUTED_TO", 6_000, []string{"Person"}, []string{"Proposal"}},
	{"LOCATED_IN", 5_000, []string{"Place", "Organization"}, []string{"Country"}},
	{"BROADER", 900, []string{"Topic"}, []string{"Topic"}},
	{"REVISES", 400, []string{"Proposal"}, []string{"Proposal"}},
}

// maker makes a graph through the store's own Apply.
type maker struct {
	tb       testing.TB
	model    *graph.Model
	store    *Store
	rng      *rand.Rand
	words    []string
	articles []article
	ids      map[string][]string // by kind
	edges    []arrow
	seen     map[arrow]bool
	batch    []graph.Change
	facts    int
}

type arrow struct{ edge, from, to string }

// article is a source. Its text is ASCII, each word with a space after it.
type article struct{ id, text string }

func newMaker(tb testing.TB) *maker {
	model, err := graph.NewModel(graph.Standard())
	if err != nil {
		tb.Fatal(err)
	}
	m := &maker{
		tb: tb, model: model, store: New(model), rng: rand.New(rand.NewPCG(1, 2)),
		ids: map[string][]string{}, seen: map[arrow]bool{},
	}
	for range 20_000 {
		m.words = append(m.words, m.word())
	}
	return m
}

// makeGraph makes the made graph.
func makeGraph(tb testing.TB) *maker {
	m := newMaker(tb)
	for _, kind := range madeNodes {
		for range kind.n {
			m.node(kind.kind)
		}
	}
	m.drawHub()
	m.drawEdges()
	m.rng.Shuffle(len(m.edges), func(i, j int) { m.edges[i], m.edges[j] = m.edges[j], m.edges[i] })
	for _, e := range m.edges {
		m.putEdge(e)
	}
	m.flush()
	m.edges, m.seen, m.batch = nil, nil, nil
	return m
}

func (m *maker) hub() string { return m.ids["Person"][0] }

func (m *maker) drawHub() {
	for _, meeting := range m.ids["Meeting"][:hubMeetings] {
		m.arrow("PARTICIPATED_IN", m.hub(), meeting)
	}
	for i := range hubMentions {
		kinds := []string{"Meeting", "Claim", "Position", "Proposal"}
		for _, kind := range kinds {
			if i < len(m.ids[kind]) {
				m.arrow("ABOUT", m.ids[kind][i], m.hub())
				break
			}
			i -= len(m.ids[kind])
		}
	}
}

func (m *maker) drawEdges() {
	for _, l := range madeLinks {
		for n := 0; n < l.n; {
			n += m.arrow(l.edge, m.pick(oneOf(m, l.from)), m.pick(oneOf(m, l.to)))
		}
	}
	meetings, actors := m.ids["Meeting"], []string{"Person", "Person", "Person", "Person", "Organization", "Country"}
	for i := 0; len(m.edges) < madeEdges; i++ {
		m.arrow("PARTICIPATED_IN", m.pick(oneOf(m, actors)), meetings[i%len(meetings)])
	}
}

// arrow notes an edge unless it is there, and says how many it added.
func (m *maker) arrow(edge, from, to string) int {
	a := arrow{edge, from, to}
	if m.seen[a] || from == to {
		return 0
	}
	m.seen[a] = true
	m.edges = append(m.edges, a)
	return 1
}

func oneOf[T any](m *maker, list []T) T { return list[m.rng.IntN(len(list))] }

// pick draws a node of a kind with the skew.
func (m *maker) pick(kind string) string {
	list, u := m.ids[kind], m.rng.Float64()
	return list[int(u*u*float64(len(list)))]
}

func (m *maker) put(c graph.Change) {
	m.batch = append(m.batch, c)
	if len(m.batch) == graph.MaxChanges {
		m.flush()
	}
}

func (m *maker) flush() {
	m.apply(m.batch...)
	m.batch = m.batch[:0]
}

func (m *maker) apply(changes ...graph.Change) graph.Applied {
	applied, err := m.store.Apply(context.Background(), changes)
	if err != nil {
		m.tb.Fatal(err)
	}
	return applied
}

func (m *maker) putEdge(a arrow) {
	identity, says := m.values(a.edge)
	m.put(m.evidence(graph.Fact{Edge: a.edge, From: a.from, To: a.to, Identity: identity}, says))
}

// evidence quotes some words of a source for a fact.
func (m *maker) evidence(f graph.Fact, says map[string]graph.Value) graph.PutEvidence {
	m.facts++
	source := &m.articles[0]
	if m.facts%bigShare != 0 && len(m.articles) > 1 { // the others are loaded one after another
		source = &m.articles[1+m.facts*(len(m.articles)-1)/(madeEdges*11/10)]
	}
	c := m.quote(source, f, says)
	if m.rng.IntN(4) == 0 {
		c.SaidBy = m.pick("Person")
	} else if m.rng.IntN(14) == 0 {
		c.SaidBy = m.hub()
	}
	if m.rng.IntN(8) == 0 {
		c.SaidWhen = m.when()
	}
	return c
}

func (m *maker) quote(source *article, f graph.Fact, says map[string]graph.Value) graph.PutEvidence {
	start := m.rng.IntN(len(source.text) * 9 / 10)
	start += 1 + strings.IndexByte(source.text[start:], ' ')
	end := start
	for range 8 + m.rng.IntN(5) {
		end += 1 + strings.IndexByte(source.text[end+1:], ' ')
	}
	return graph.PutEvidence{Source: source.id, Load: "1", Fact: f, Evidence: graph.Evidence{
		Quote: strings.Clone(source.text[start:end]), Start: start, End: end, Seq: m.facts,
		Act: "REPORTED", Basis: "STATED", Says: says,
	}}
}

func (m *maker) when() *graph.When {
	day := graph.MakeDay(2000+m.rng.IntN(26), 1, 1+m.rng.IntN(365)).String()
	w, err := graph.NewWhen("", day, "")
	if err != nil {
		m.tb.Fatal(err)
	}
	return w
}

// word makes a word up; early ones of the list are drawn more often.
func (m *maker) word() string {
	var w strings.Builder
	for range 1 + m.rng.IntN(4) {
		fmt.Fprintf(&w, "%c%c", "bdfgklmnprstvz"[m.rng.IntN(14)], "aeiou"[m.rng.IntN(5)])
	}
	return w.String()
}

func (m *maker) drawWord() string {
	u := m.rng.Float64()
	return m.words[int(u*u*u*float64(len(m.words)))]
}

// article writes a source.
func (m *maker) article(id string, words int) article {
	var text strings.Builder
	for range words {
		text.WriteString(m.drawWord() + " ")
	}
	return article{id, text.String()}
}
