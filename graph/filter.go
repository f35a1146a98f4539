package graph

// Filter says which rows are kept. Filters are two-valued: a comparison with
// null is false, and Not of it true.
type Filter interface{ filter() }

// And holds if all do; an empty And holds.
type And []Filter

// Or holds if one does; an empty Or does not.
type Or []Filter

// Not holds if the other does not.
type Not struct{ Filter Filter }

// Is compares a field with a value.
type Is struct {
	Field Field
	Op    Op
	Value Value
}

// Any asks about the rows of a link: how many of them a filter holds for.
type Any struct {
	Quantifier Quantifier
	From       From // From.Var is a variable of the row that is filtered
	Vars       []Var
	Where      Filter // nil holds for every row
}

func (And) filter()  {}
func (Or) filter()   {}
func (Not) filter()  {}
func (Is) filter()   {}
func (*Any) filter() {}

// Op is a comparison.
type Op uint8

// The comparisons, and the type of the value each takes.
const (
	Eq         Op = iota // the field's type
	Ne                   // the field's type
	In                   // []Value
	Lt                   // the field's type
	Lte                  // the field's type
	Gt                   // the field's type
	Gte                  // the field's type
	Contains             // string
	StartsWith           // string
	EndsWith             // string
	IsNull               // bool
	Named                // string, folded: the text folds to this; where Field.Prop is name, the name or an alias of the node does
	NamedIn              // []Value, strings, folded: the name, which Field.Prop is, or an alias of the node folds to one of these
	Has                  // string or Identifier: the list has it
	Overlaps             // Bounds: the date can overlap it
)

// Quantifier says how many rows of a link must hold.
type Quantifier uint8

// The quantifiers. All and None hold where there is no row.
const (
	Some Quantifier = iota
	All
	None
	Single // exactly one
)
