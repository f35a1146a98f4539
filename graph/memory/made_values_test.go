package memory

import (
	"fmt"

	"parley/graph"
)

// node makes a node of a kind, with a piece of evidence where the kind needs one.
func (m *maker) node(kind string) {
	k := m.model.Kind(kind)
	n := len(m.ids[kind])
	name := fmt.Sprintf("%s %s %d", m.drawWord(), m.drawWord(), n)
	id := fmt.Sprintf("%s%s-%d", k.Prefix(), m.drawWord(), n)
	c := graph.PutNode{Source: id, Load: "1", ID: id, Props: map[string]graph.Value{"name": name}}
	if kind == "Source" {
		m.source(c)
	} else {
		c.Source = m.articles[n%len(m.articles)].id
		if m.rng.IntN(5) == 0 {
			c.Props["aliases"] = []string{m.drawWord() + " " + m.drawWord()}
		}
		if k.Prop("statement") != nil {
			c.Props["statement"] = fmt.Sprintf("%s %s %s %s %s", name, m.drawWord(), m.drawWord(), m.drawWord(), m.drawWord())
		}
		m.put(c)
	}
	m.ids[kind] = append(m.ids[kind], id)
	if k.Evidenced {
		m.put(m.evidence(graph.Fact{Node: id}, m.nodeSays(k)))
	}
}

func (m *maker) source(c graph.PutNode) {
	words := articleWords
	if len(m.articles) == 0 {
		words *= 100
	}
	a := m.article(c.ID, words)
	m.articles = append(m.articles, a)
	c.Props["text"], c.Props["published"] = a.text, m.when()
	m.put(c)
}

func (m *maker) nodeSays(k *graph.Kind) map[string]graph.Value {
	says := map[string]graph.Value{}
	if k.Name == "Meeting" {
		says["status"] = oneOf(m, []string{"HELD", "HELD", "HELD", "HELD", "SCHEDULED", "EXPECTED", "CANCELLED"})
		says["format"] = oneOf(m, []string{"TALKS", "VISIT", "NEGOTIATION", "MULTILATERAL"})
		says["mode"] = oneOf(m, []string{"IN_PERSON", "VIRTUAL"})
	}
	if k.When() != nil {
		says["when"] = m.when()
	}
	return says
}

// values draws what is said of an edge, as far as its type can say it.
func (m *maker) values(edge string) (identity, says map[string]graph.Value) {
	identity, says = map[string]graph.Value{}, map[string]graph.Value{}
	switch edge {
	case "PARTICIPATED_IN":
		says["attendance"] = oneOf(m, []string{"ATTENDED", "ATTENDED", "ATTENDED", "EXPECTED", "CONFIRMED"})
		says["mode"] = "IN_PERSON"
		m.sometimes(4, says, "role", func() graph.Value { return oneOf(m, []string{"HOST", "VISITOR", "DELEGATION"}) })
		m.sometimes(10, identity, "capacity", func() graph.Value { return m.pick("Post") })
		m.sometimes(5, says, "onBehalfOf", func() graph.Value { return m.pick("Country") })
	case "HOLDS":
		identity["stance"] = oneOf(m, []string{"SUPPORTS", "SUPPORTS", "OPPOSES", "CONDITIONAL", "DOUBTS"})
		m.sometimes(5, identity, "when", func() graph.Value { return m.when() })
	case "HOLDS_POST":
		identity["occupancy"] = oneOf(m, []string{"HOLDER", "HOLDER", "FORMER", "ACTING"})
		m.sometimes(3, identity, "when", func() graph.Value { return m.when() })
	case "MEMBER_OF":
		m.sometimes(2, says, "role", func() graph.Value { return "member" })
		m.sometimes(3, says, "when", func() graph.Value { return m.when() })
	case "ASSERTS":
		identity["verdict"] = oneOf(m, []string{"CLAIMED", "CLAIMED", "CONFIRMED", "DENIED", "NOT_CONFIRMED"})
	case "CONTRIBUTED_TO":
		identity["contribution"] = oneOf(m, []string{"DRAFTED", "AMENDED", "REVIEWED"})
	}
	return identity, says
}

// sometimes sets a value one time in n.
func (m *maker) sometimes(n int, props map[string]graph.Value, name string, draw func() graph.Value) {
	if m.rng.IntN(n) == 0 {
		props[name] = draw()
	}
}
