package gate

import (
	"fmt"

	"parley/graph"
)

// Limits bound what one request may take. The defaults are far above what people
// ask and below what harms; zero stands for the default.
type Limits struct {
	// Of the document, before it is parsed.
	Bytes  int // of its text
	Tokens int // names, numbers, texts and signs

	// Of the document once it is parsed, with its fragments written out.
	Depth      int // selections within selections
	Fields     int // fields and fragments
	Aliases    int // fields under another name
	Directives int // @skip, @include and others
	Nesting    int // lists and objects within each other, in arguments and variables

	// Of the operation with its variables.
	Values int // in the variables
	Schema int // values that introspection gives
	Cost   int // objects that it may give, and rows that it may filter, order or group: the pages asked for, times what each holds

	// Of the answer.
	Objects int
	Output  int // bytes

	// Of what answering takes; see [graph.Budget].
	Work int // rows looked at and pairs made
	Held int // bytes
}

// DefaultLimits are what stands for the zeros of a [Limits]. As to Cost, explorers
// do not say how many rows they want: four lists within each other, each with the
// page that lists then have, are 100 million objects; three of the largest page
// are a thousand million, and refused.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 256 << 10, Tokens: 15_000,
		Depth: 20, Fields: 480, Aliases: 100, Directives: 200, Nesting: 50, Schema: 150_000,
		Values: 200_000, Cost: 500_000_000,
		Objects: 500_000, Output: 64 << 20,
		Work: 10_000_000, Held: 64 << 20,
	}
}

// orDefault fills in the defaults.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ of, usual *int }{
		{&l.Bytes, &d.Bytes}, {&l.Tokens, &d.Tokens},
		{&l.Depth, &d.Depth}, {&l.Fields, &d.Fields}, {&l.Aliases, &d.Aliases}, {&l.Directives, &d.Directives},
		{&l.Nesting, &d.Nesting}, {&l.Schema, &d.Schema},
		{&l.Values, &d.Values}, {&l.Cost, &d.Cost},
		{&l.Objects, &d.Objects}, {&l.Output, &d.Output}, {&l.Work, &d.Work}, {&l.Held, &d.Held},
	} {
		if *f.of <= 0 {
			*f.of = *f.usual
		}
	}
	return l
}

// Countless is where counting ends: so many or more.
const Countless = 1_000_000_000_000

// Plus returns a sum, [Countless] at most.
func Plus(a, b int) int { return min(a+b, Countless) }

// Times returns a product, [Countless] at most.
func Times(a, b int) int {
	if a > 0 && b > Countless/a {
		return Countless
	}
	return a * b
}

// NotMore returns an error if n is more than a limit; what says what is counted.
func NotMore(what string, n, most int) *Error {
	if n <= most {
		return nil
	}
	figure := fmt.Sprint(n)
	if n >= Countless {
		figure = "countless"
	}
	return &Error{Code: graph.TooLarge, Message: fmt.Sprintf("the request has %s %s; at most %d are taken", figure, what, most)}
}
