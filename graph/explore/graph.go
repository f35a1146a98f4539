package explore

import "parley/graph"

// Graph is a part of the graph, to be drawn or exported. Each node and each
// edge is in it once.
type Graph struct {
	Directed bool // edges lead from Source to Target, and do not just tie them
	Nodes    []Node
	Edges    []Edge

	// Truncated reports whether the limits cut it; MissingNodes and MissingEdges
	// are how many more were seen on the way.
	Truncated    bool
	MissingNodes int
	MissingEdges int
}

// Node is a node of a [Graph].
type Node struct {
	ID     string
	Kind   *graph.Kind
	Label  string // its name
	Degree int    // how many edges of the types followed it has, shown or not
	Details
}

// Edge is an edge of a [Graph], or a tie of a network.
type Edge struct {
	ID             string
	Kind           string // the edge's type, or what the network is called
	Source, Target string // ids of nodes
	LabelValue     string // the value in its label, or ""
	Label          string // a line: who, what, whom (see [graph.Line])
	Weight         int    // of a tie: how many things it rests on; else 0
	RestsOn        []string
	Verification   string      // of a tie: the best, over what it rests on, of the weakest verification there; else ""
	During         *graph.When // of a tie: from the first day to the last of what it rests on; nil if unknown
	Details                    // of a tie only words: those of the first edge that it rests on
}

// Want says what is read of nodes and edges beside their labels.
type Want uint8

// What can be wanted. Nothing that is not is read.
const (
	WantAttributes   Want = 1 << iota // all attributes
	WantWhen                          // the date that says when it is there
	WantVerification                  // how well it is verified
	WantPeriods                       // of a state, when it held, and whether it still does
	WantValues                        // the values of its properties with closed lists
	WantBasis                         // whether any of its words state it
	WantWords                         // the words that count most

	Everything = WantAttributes | WantWords
)

// wants reports whether a property of something that has a date, or nil, is read.
func (w Want) wants(p, when *graph.Property) bool {
	switch {
	case p.Internal:
		return false
	case w&WantAttributes != 0:
		return true
	case p == when:
		return w&WantWhen != 0
	case p.Verifies():
		return w&WantVerification != 0
	case p.Weighed:
		return w&WantPeriods != 0 && (p.Type == graph.Spans || p.Type == graph.Flag)
	}
	return w&WantValues != 0 && p.Enum != nil
}

// Details are what is wanted of a node or an edge.
type Details struct {
	Attributes []Attribute // what is not null: what sources say, then what follows
	Basis      string      // of all of its words that count: INFERRED, or STATED where one of them is; "" where there are none
	Words      *Words      // the words for it that count most
}

// Attribute is a value of a property.
type Attribute struct {
	Timeless bool // a date that does not say when its node or edge is there
	Property *graph.Property
	Value    graph.Value
}

// Words are what a source says.
type Words struct {
	Quote       string // or, of a data set:
	Locator     string
	Source      string // the source's id
	SourceTitle string // its title or name
	Act         string
	Basis       string // STATED or INFERRED
	SaidBy      string // the id of the speaker; "" if the source itself speaks
	SaidByName  string
	SaidFor     string // the id of the actor for whom the speaker speaks, or ""
	SaidForName string
}

// Verified is the verification among the attributes, "" where there is none.
func (d *Details) Verified() string {
	for _, a := range d.Attributes {
		if a.Property.Verifies() {
			return graph.Print(a.Value)
		}
	}
	return ""
}

// Periods are when a state held; none of what is no state.
func (d *Details) Periods() []graph.Period {
	for _, a := range d.Attributes {
		if p, ok := a.Value.([]graph.Period); ok {
			return p
		}
	}
	return nil
}

// Current reports whether a state still holds; is reports whether it is a state.
func (d *Details) Current() (current, is bool) {
	for _, a := range d.Attributes {
		if a.Property.Weighed && a.Property.Type == graph.Flag {
			current, is = a.Value.(bool)
		}
	}
	return current, is
}

// Values are the attributes that have closed lists of values and that sources say.
func (d *Details) Values() (list []Attribute) {
	for _, a := range d.Attributes {
		if a.Property.Enum != nil && !a.Property.Weighed {
			list = append(list, a)
		}
	}
	return list
}

// When is the date that says when the node or edge is there, or nil.
func (d *Details) When() *graph.When {
	for _, a := range d.Attributes {
		if w, ok := a.Value.(*graph.When); ok && !a.Timeless {
			return w
		}
	}
	return nil
}
