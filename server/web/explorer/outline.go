package explorer

import (
	"parley/graph"
	"parley/graph/export"
	"parley/graph/prose"
	"parley/graph/weigh"
)

// outline is what the scripts know of the model. Whatever they draw or word in a
// way of its own is declared here.
type outline struct {
	Kinds  []kind            `json:"kinds"`
	Edges  []edge            `json:"edges"`
	Rules  map[string]string `json:"rules"`  // what decides between two values, in words
	Votes  map[string]vote   `json:"votes"`  // what votes come to
	Stance string            `json:"stance"` // the type of the edges that tell who is for and who against
	Meets  string            `json:"meets"`  // that of the edges of those who meet

	Formats []format `json:"formats"` // in which the graph is exported
}

// kind is a kind of node.
type kind struct {
	Name     string           `json:"name"`
	Plural   string           `json:"plural"`
	Shape    string           `json:"shape"`
	Hue      string           `json:"hue"`
	Actor    bool             `json:"actor"`
	Verified bool             `json:"verified"`
	Timed    bool             `json:"timed"`
	Reasoned bool             `json:"reasoned"`       // it says why its values are what they are
	Lead     string           `json:"lead,omitempty"` // the property that tells how far it has come
	Marks    map[string]marks `json:"marks,omitempty"`
	Texts    []string         `json:"texts,omitempty"` // what it says in a sentence
	Links    []link           `json:"links"`
}

// link is a field that leads along edges of one type.
type link struct {
	Name string `json:"name"`
	Edge string `json:"edge"`
	Out  bool   `json:"out"`
}

// edge is a type of edge.
type edge struct {
	Name      string           `json:"name"`
	Words     string           `json:"words"`
	Out       string           `json:"out"`
	In        string           `json:"in"`
	Lead      string           `json:"lead,omitempty"` // the property by whose value it is drawn
	Marks     map[string]marks `json:"marks,omitempty"`
	Timed     bool             `json:"timed"`
	State     bool             `json:"state"`
	Symmetric bool             `json:"symmetric"`
}

// format is a format of exports.
type format struct {
	Name string `json:"name"`
	Doc  string `json:"doc"`
}

// vote is what votes come to.
type vote struct {
	Words string `json:"words"`
	Marks marks  `json:"marks,omitempty"`
}

// marks are how something is drawn that has a value.
type marks []string

// newOutline returns what the scripts need of a model.
func newOutline(m *graph.Model) outline {
	o := outline{Rules: map[string]string{}, Votes: votes(m), Stance: m.Conflicts.Pair.Edge, Meets: m.Meets.Pair.Edge}
	for _, rule := range weigh.Rules() {
		o.Rules[rule.Name] = rule.Doc
	}
	for _, f := range export.Formats() {
		o.Formats = append(o.Formats, format{f.Name, f.Doc})
	}
	looks := looks{model: m}
	for _, k := range m.Kinds {
		shape, hue := looks.of(k)
		drawn := kind{Name: k.Name, Plural: k.Plural, Shape: shape, Hue: hue, Actor: k.Actor, Verified: k.Verified, Timed: k.When() != nil, Reasoned: k.Evidenced, Links: []link{}}
		if lead := k.Leading(); lead != nil {
			drawn.Lead, drawn.Marks = lead.Name, marksOf(lead.Enum)
		}
		for _, p := range k.Properties {
			if p.Type == graph.Text && p.Format == graph.FreeText && (k != m.Publication || p.Name != "text") {
				drawn.Texts = append(drawn.Texts, p.Name)
			}
		}
		for _, l := range k.Links() {
			if l.Kind == graph.EdgeLink {
				drawn.Links = append(drawn.Links, link{l.Name, l.Edge.Name, l.Out})
			}
		}
		o.Kinds = append(o.Kinds, drawn)
	}
	for _, e := range m.Edges {
		drawn := edge{Name: e.Name, Words: prose.Spoken(e.Name), Out: e.Out, In: e.In, Timed: e.When() != nil, State: e.Time == graph.State, Symmetric: e.Symmetric}
		if lead := e.LabelProp(); lead != nil {
			drawn.Lead, drawn.Marks = lead.Name, marksOf(lead.Enum)
			if e.Name == o.Stance {
				takeSides(drawn.Marks, m.Conflicts.Pair)
			}
		}
		o.Edges = append(o.Edges, drawn)
	}
	return o
}

// votes returns what votes come to, and how what is disputed is drawn.
func votes(m *graph.Model) map[string]vote {
	all := map[string]vote{}
	for _, v := range m.Verification.Values {
		all[v.Name] = vote{Words: v.Doc}
	}
	all[graph.Unverified] = vote{Words: "nobody else confirms it, and nobody denies it"}
	all[graph.Contested] = vote{all[graph.Contested].Words, marks{"contested"}}
	all[graph.Denied] = vote{all[graph.Denied].Words, marks{"not"}}
	return all
}

// marksOf returns the marks of an enum's values, by what the model declares of them.
func marksOf(e *graph.Enum) map[string]marks {
	phases := false
	for _, v := range e.Values {
		phases = phases || v.Occurred
	}
	all := map[string]marks{}
	for _, v := range e.Values {
		switch {
		case v.Negative || v.Polarity == graph.Denies:
			all[v.Name] = marks{"not"}
		case v.Weak || v.Polarity == graph.Silent:
			all[v.Name] = marks{"open"}
		case v.Concludes:
			all[v.Name] = marks{"ended"}
		case phases && !v.Occurred:
			all[v.Name] = marks{"planned"}
		}
	}
	return all
}

// takeSides marks the values that conflict as for and against.
func takeSides(all map[string]marks, p *graph.Pair) {
	for _, value := range p.Combos[0].A {
		all[value] = append(all[value], "for")
	}
	for _, value := range p.Combos[0].B {
		all[value] = append(all[value], "against")
	}
}
