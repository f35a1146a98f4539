package schema

import "fmt"

// Limits bound what one request may cost. The defaults are far above what people
// ask and below what harms; zero stands for the default.
type Limits struct {
	// Of the document, before it is parsed.
	Bytes  int // of its text
	Tokens int // names, numbers, texts and signs

	// Of the document once it is parsed, with fragments written out.
	Depth      int // of selections within selections, and of values within values
	Fields     int // in all selections
	Aliases    int // fields under another name
	Directives int // @skip and @include
	Schema     int // objects that its introspection gives, as estimated

	// Of an operation with its variables.
	Values int // in the variables
	Cost   int // objects that it may give: pages asked for, times what each holds

	// Of the response.
	Nodes  int // objects
	Answer int // bytes
}

func (l Limits) answered(nodes, bytes int) string {
	if nodes > l.Nodes {
		return fmt.Sprintf("the answer has more than %d objects; ask for smaller pages", l.Nodes)
	}
	return fmt.Sprintf("the answer has more than %d bytes; ask for smaller pages", l.Answer)
}

// defaultLimits are what stands for the zeros of a Limits.
var defaultLimits = Limits{
	Bytes: 256 << 10, Tokens: 15_000,
	Depth: 20, Fields: 1_000, Aliases: 200, Directives: 200, Schema: 200_000,
	Values: 200_000, Cost: 100_000_000,
	Nodes: 500_000, Answer: 64 << 20,
}
