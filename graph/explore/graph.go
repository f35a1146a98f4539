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

// Details are the attributes and the words of a node or an edge, if they were asked
// for.
type Details struct {
	Attributes []Attribute // what is not null: what sources say, then what follows
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
		if a.Property.Weighed && a.Property.Enum != nil {
			return graph.Print(a.Value)
		}
	}
	return ""
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
