package schema

// Request is a GraphQL request.
type Request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`

	Writable bool `json:"-"` // it may change the graph
	Cost     bool `json:"-"` // extensions.cost is wanted
	Explain  bool `json:"-"` // extensions.explain is wanted: the plans, the store's statements, the time of each stage
}

// Operation is what a request asked for, as far as the gate found it out.
type Operation struct {
	Type string // "query" or "mutation"
	Name string // "" where it has none
}
