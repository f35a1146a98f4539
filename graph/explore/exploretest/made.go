package exploretest

import (
	"fmt"
	"math/rand/v2"

	"parley/graph"
)

// maker makes a random graph in which people meet often.
type maker struct {
	rng     *rand.Rand
	model   *graph.Model
	changes []graph.Change
	ids     map[string][]string
	facts   int
}

const sourceID = "source:made"

// Made makes a random graph; one seed makes one graph.
func Made(m *graph.Model, seed uint64) []graph.Change {
	g := &maker{rng: rand.New(rand.NewPCG(seed, 5)), model: m, ids: map[string][]string{}}
	g.changes = append(g.changes, graph.PutNode{Source: sourceID, ID: sourceID, Props: map[string]graph.Value{"name": "Made", "text": "Words."}})
	for _, of := range []struct {
		kind string
		n    int
	}{{"Person", 8}, {"Country", 3}, {"Organization", 3}, {"Topic", 3}, {"Place", 2}, {"Post", 3}, {"Position", 5}, {"Claim", 3}, {"Proposal", 3}, {"Meeting", 10}} {
		for i := range of.n {
			g.node(m.Kind(of.kind), i)
		}
	}
	g.edges()
	return g.changes
}

func (g *maker) node(k *graph.Kind, i int) {
	id := fmt.Sprintf("%s%d", k.Prefix(), i)
	g.ids[k.Name] = append(g.ids[k.Name], id)
	props := map[string]graph.Value{"name": fmt.Sprint(k.Name, " ", i)}
	if k.Prop("statement") != nil {
		props["statement"] = fmt.Sprint("Statement ", i)
	}
	g.changes = append(g.changes, graph.PutNode{Source: sourceID, ID: id, Props: props})
	if !k.Evidenced {
		return
	}
	says := map[string]graph.Value{}
	if k.Name == "Meeting" {
		says["status"] = pick(g.rng, "HELD", "HELD", "HELD", "HELD", "SCHEDULED", "EXPECTED", "CANCELLED")
		g.sayMode(says)
		says["format"] = pick(g.rng, "TALKS", "TALKS", "TALKS", "SERIES", "INDIRECT")
	}
	if k.When() != nil {
		g.sayWhen(says)
	}
	g.fact(graph.Fact{Node: id}, says)
}

// sayWhen adds a drawn date, if one is drawn.
func (g *maker) sayWhen(values map[string]graph.Value) {
	if w := g.when(); w != nil {
		values["when"] = w
	}
}

// sayMode adds a drawn mode, if one is drawn.
func (g *maker) sayMode(values map[string]graph.Value) {
	if mode := pick(g.rng, "", "UNKNOWN", "PHONE", "IN_PERSON"); mode != "" {
		values["mode"] = mode
	}
}

// when draws a date, or none, or only what it came after.
func (g *maker) when() *graph.When {
	after := fmt.Sprint("meeting:", g.rng.IntN(10))
	text := pick(g.rng, "2025-01-10", "2025-01", "2025-02-01/2025-02-03", "2025-03/..", "../2024-12", "2025-02-02", "", "after")
	var w *graph.When
	var err error
	switch text {
	case "":
		return nil
	case "after":
		w, err = graph.NewWhen("later", "", "", after)
	default:
		w, err = graph.NewWhen("", text, "")
	}
	if err != nil {
		panic(err) // the texts above are dates
	}
	return w
}

func pick[T any](rng *rand.Rand, list ...T) T { return list[rng.IntN(len(list))] }

// edges draws edges of all sorts that questions about the graph depend on.
func (g *maker) edges() {
	actors := []string{"Person", "Person", "Person", "Country", "Organization"}
	draw := []struct {
		n        int
		edge     string
		from, to []string
	}{
		{38, "PARTICIPATED_IN", actors, []string{"Meeting"}}, {6, "MEMBER_OF", []string{"Person", "Country"}, []string{"Organization"}},
		{24, "HOLDS", actors, []string{"Position"}}, {12, "ABOUT", []string{"Meeting", "Position"}, []string{"Topic", "Person"}},
		{5, "FOLLOWS", []string{"Meeting"}, []string{"Meeting"}}, {4, "RELATED_TO", []string{"Person"}, []string{"Person"}},
		{5, "HOLDS_POST", []string{"Person"}, []string{"Post"}}, {4, "POST_OF", []string{"Post"}, []string{"Country", "Organization"}},
		{6, "ASSERTS", actors, []string{"Claim"}}, {4, "CONTRIBUTED_TO", actors, []string{"Proposal"}}, {2, "REVISES", []string{"Proposal"}, []string{"Proposal"}},
		{5, "EXCLUDES", []string{"Position"}, []string{"Position"}}, {4, "ENTAILS", []string{"Position"}, []string{"Position"}},
		{4, "HELD_AT", []string{"Meeting"}, []string{"Place", "Country"}},
	}
	for _, d := range draw {
		for range d.n {
			f := graph.Fact{Edge: d.edge, Identity: map[string]graph.Value{}}
			f.From = pick(g.rng, g.ids[pick(g.rng, d.from...)]...)
			for f.To = f.From; f.To == f.From; {
				f.To = pick(g.rng, g.ids[pick(g.rng, d.to...)]...)
			}
			says := map[string]graph.Value{}
			g.values(g.model.Edge(d.edge), f.Identity, says)
			g.fact(f, says)
		}
	}
}

func (g *maker) values(e *graph.Edge, identity, says map[string]graph.Value) {
	switch e.Name {
	case "PARTICIPATED_IN":
		says["attendance"] = pick(g.rng, "ATTENDED", "ATTENDED", "ATTENDED", "ATTENDED", "EXPECTED", "CONFIRMED", "DECLINED")
		g.sayMode(says)
		if g.rng.IntN(6) == 0 {
			identity["capacity"] = pick(g.rng, g.ids["Post"]...)
		}
		if g.rng.IntN(4) == 0 {
			says["onBehalfOf"] = pick(g.rng, g.ids[pick(g.rng, "Person", "Country", "Organization")]...)
		}
	case "HOLDS":
		identity["stance"] = pick(g.rng, "SUPPORTS", "OPPOSES", "SUPPORTS", "OPPOSES", "CONDITIONAL")
		g.sayWhen(says)
	case "HOLDS_POST":
		identity["occupancy"] = pick(g.rng, "HOLDER", "FORMER")
		g.sayWhen(says)
	case "MEMBER_OF":
		g.sayWhen(says)
	case "ASSERTS":
		identity["verdict"] = pick(g.rng, "CLAIMED", "DENIED")
		g.sayWhen(says)
	case "CONTRIBUTED_TO":
		identity["contribution"] = pick(g.rng, "DRAFTED", "AMENDED")
		g.sayWhen(says)
	}
}

// fact says something, which somebody may confirm or deny; sometimes it is only denied.
func (g *maker) fact(f graph.Fact, says map[string]graph.Value) {
	if g.rng.IntN(12) > 0 {
		g.said(f, "REPORTED", "", says)
	} else {
		g.said(f, "DENIED", "person:0", nil)
	}
	if act := pick(g.rng, "", "", "", "", "CONFIRMED", "DENIED"); act != "" {
		g.said(f, act, "person:1", says)
	}
}

func (g *maker) said(f graph.Fact, act, by string, says map[string]graph.Value) {
	g.facts++
	g.changes = append(g.changes, graph.PutEvidence{Source: sourceID, Fact: f, Evidence: graph.Evidence{
		Locator: fmt.Sprint("row ", g.facts), Seq: g.facts, Act: act, Basis: "STATED", SaidBy: by, Says: says,
	}})
}
