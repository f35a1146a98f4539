package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/graph"
)

// madeMix says what the edges of a made load are, in percent. Ends are drawn
// with a skew: of n nodes, the i-th with a weight of 1/√i.
var madeMix = []struct {
	edge, from, to string
	percent        int
}{
	{"PARTICIPATED_IN", "Person", "Meeting", 44}, {"PARTICIPATED_IN", "Country", "Meeting", 6},
	{"ABOUT", "Meeting", "Topic", 10}, {"ABOUT", "Claim", "Person", 6}, {"HOLDS", "Person", "Position", 12},
	{"MEMBER_OF", "Person", "Organization", 8}, {"HOLDS_POST", "Person", "Post", 6}, {"HELD_AT", "Meeting", "Place", 4},
	{"ASSERTS", "Person", "Claim", 4},
}

// madeKinds says how many nodes of each kind there are to a hundred of all.
var madeKinds = map[string]int{
	"Person": 40, "Meeting": 30, "Claim": 9, "Organization": 7, "Post": 6, "Position": 4, "Topic": 2, "Place": 1, "Country": 1,
}

// Sources take turns: ten articles, of which facts quote some words, and a table,
// of which they name a row. Each says so many facts. The second half of all
// edges is in one large table.
const articleFacts, tableFacts = 200, 2_000

// made writes a load as an import does, source by source: what the source is,
// then its facts, each after the nodes that it is the first to name, and last a
// Sweep. Now and then a node is stated once more.
type made struct {
	model  *graph.Model
	rng    *rand.Rand
	words  []string
	nodes  int
	stated map[string]bool
	seen   map[arrow]bool
	yield  func(graph.Change)
	text   string // of the source, "" of a table
	source string
	seq    int
}

type arrow struct{ edge, from, to string }

func newMade(tb testing.TB, m *graph.Model, nodes int) *made {
	w := &made{model: m, rng: rand.New(rand.NewPCG(1, 2)), nodes: nodes, stated: map[string]bool{}, seen: map[arrow]bool{}}
	for range 20_000 {
		var word strings.Builder
		for range 1 + w.rng.IntN(4) {
			fmt.Fprintf(&word, "%c%c", "bdfgklmnprstvz"[w.rng.IntN(14)], "aeiou"[w.rng.IntN(5)])
		}
		w.words = append(w.words, word.String())
	}
	return w
}

// write returns the changes that make so many edges.
func (w *made) write(edges int, yield func(graph.Change)) {
	w.yield = yield
	for n := 0; len(w.seen) < edges; n++ {
		article, facts := n%11 > 0, tableFacts
		if article {
			facts = articleFacts
		}
		if len(w.seen) >= edges/2 {
			article, facts = false, edges
		}
		w.begin(article)
		for range min(facts, edges-len(w.seen)) {
			w.edge()
		}
		w.yield(graph.Sweep{Source: w.source, Load: "1"})
	}
}

func (w *made) begin(article bool) {
	w.source, w.seq, w.text = fmt.Sprintf("source:%s-%d", w.word(), len(w.seen)), 0, ""
	props := map[string]graph.Value{"name": w.phrase(4), "published": w.when()}
	if article {
		w.text = w.phrase(1_200) + " "
		props["text"] = w.text
	}
	w.yield(graph.PutNode{Source: w.source, Load: "1", ID: w.source, Props: props})
}

// edge returns an edge that does not exist yet.
func (w *made) edge() {
	a := w.draw()
	for w.seen[a] {
		a = w.draw()
	}
	w.seen[a] = true
	w.node(a.from)
	w.node(a.to)
	w.fact(graph.Fact{Edge: a.edge, From: a.from, To: a.to, Identity: w.identity(a.edge)}, w.says(a.edge))
}

func (w *made) draw() arrow {
	at := w.rng.IntN(100)
	for _, m := range madeMix {
		if at -= m.percent; at < 0 {
			return arrow{m.edge, w.pick(m.from), w.pick(m.to)}
		}
	}
	panic("the mix has less than a hundred percent")
}

// pick draws the id of a node of a kind.
func (w *made) pick(kind string) string {
	u := w.rng.Float64()
	return fmt.Sprintf("%snumber-%d", w.model.Kind(kind).Prefix(), int(u*u*float64(w.nodes*madeKinds[kind]/100)))
}

// node states a node, with a piece of evidence where its kind needs one.
func (w *made) node(id string) {
	if w.stated[id] && w.rng.IntN(20) > 0 {
		return
	}
	k := w.model.KindOf(id)
	props := map[string]graph.Value{"name": "The " + strings.ReplaceAll(id, ":", " ")}
	if k.Prop("statement") != nil {
		props["statement"] = fmt.Sprintf("It is %s that %s comes", w.words[len(id)], id)
	}
	w.yield(graph.PutNode{Source: w.source, Load: "1", ID: id, Props: props})
	if !w.stated[id] && k.Evidenced {
		says := map[string]graph.Value{}
		if k.Name == "Meeting" {
			says["status"], says["format"] = "HELD", w.oneOf("TALKS", "VISIT", "NEGOTIATION")
		}
		if k.When() != nil {
			says["when"] = w.when()
		}
		w.fact(graph.Fact{Node: id}, says)
	}
	w.stated[id] = true
}

func (w *made) identity(edge string) map[string]graph.Value {
	switch edge {
	case "HOLDS":
		return map[string]graph.Value{"stance": w.oneOf("SUPPORTS", "OPPOSES", "CONDITIONAL")}
	case "HOLDS_POST":
		return map[string]graph.Value{"occupancy": w.oneOf("HOLDER", "FORMER", "ACTING"), "when": w.when()}
	case "ASSERTS":
		return map[string]graph.Value{"verdict": w.oneOf("CLAIMED", "CONFIRMED", "DENIED")}
	}
	return nil
}

func (w *made) says(edge string) map[string]graph.Value {
	switch edge {
	case "PARTICIPATED_IN":
		return map[string]graph.Value{"attendance": w.oneOf("ATTENDED", "EXPECTED", "CONFIRMED"), "mode": "IN_PERSON", "role": w.oneOf("HOST", "VISITOR", "DELEGATION")}
	case "MEMBER_OF":
		return map[string]graph.Value{"role": "member", "when": w.when()}
	}
	return nil
}

// fact returns a fact with some words of the article, or a row of the table.
func (w *made) fact(f graph.Fact, says map[string]graph.Value) {
	w.seq++
	c := graph.PutEvidence{Source: w.source, Load: "1", Fact: f, Evidence: graph.Evidence{Seq: w.seq, Act: "REPORTED", Basis: "STATED", Says: says}}
	if w.text == "" {
		c.Locator = fmt.Sprintf("row %d", w.seq)
	} else {
		c.Start = w.rng.IntN(len(w.text) * 9 / 10)
		c.Start += 1 + strings.IndexByte(w.text[c.Start:], ' ')
		c.End = c.Start
		for range 8 + w.rng.IntN(5) {
			c.End += 1 + strings.IndexByte(w.text[c.End+1:], ' ')
		}
		c.Quote = strings.Clone(w.text[c.Start:c.End])
	}
	if speaker := w.pick("Person"); w.rng.IntN(4) == 0 && w.stated[speaker] {
		c.SaidBy, c.SaidWhen = speaker, w.when()
	}
	w.yield(c)
}

func (w *made) when() *graph.When {
	d, err := graph.NewWhen("", graph.MakeDay(2000+w.rng.IntN(26), 1, 1+w.rng.IntN(365)).String(), "")
	if err != nil {
		panic(err)
	}
	return d
}

func (w *made) oneOf(list ...string) string { return list[w.rng.IntN(len(list))] }

// word draws a word; early ones of the list are drawn more often.
func (w *made) word() string {
	u := w.rng.Float64()
	return w.words[int(u*u*u*float64(len(w.words)))]
}

func (w *made) phrase(words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = w.word()
	}
	return strings.Join(list, " ")
}
