package graph

import "iter"

// Plan is one question: what one root field asks.
type Plan struct {
	Op     string // the operation's name, for logs
	Root   List
	AsOf   AsOf
	Most   int    // at most so many records in the answer, at all depths; more is TOO_LARGE. 0 is no bound
	Memory *Arena // where the answer may stand; nil is memory of its own
}

// Fits refuses an answer of so many records if that is more than Most.
func (p *Plan) Fits(records int) error {
	if p.Most == 0 || records <= p.Most {
		return nil
	}
	return Errorf(TooLarge, "select", "the answer has more than %d records; ask for smaller pages", p.Most)
}

// List asks for rows: where they come from, which of them, in what order, and
// what is read of each.
type List struct {
	From   From
	Vars   []Var // Vars[0] is the row itself
	Where  Filter
	Order  []Order // by texts, numbers, flags or days; ties are broken by the row's id
	Page   Page
	Rows   bool    // the rows themselves are wanted, not only Total or Groups
	Count  bool    // Total is wanted
	Groups []Field // of texts, numbers, flags or days
	Slots  []Slot
}

// From is where rows come from: all nodes of some kinds, all evidence, or, for
// a list below another, a link of an object of the row above.
type From struct {
	Kinds    KindSet // of a root list of nodes
	Evidence bool    // of a root list of evidence
	Link     *Link   // of a list below another
	Var      int     // whose link: a variable of the row above
	Choice   Choice  // of a DerivedLink of a Pair: which ties are asked for
}

// Var is an object that a row knows: the row itself, or one that is reached
// from an earlier variable by a reference.
type Var struct {
	Parent int
	Ref    Ref
	Prop   *Property // of a PropRef
}

// Ref is a way from an object to one other.
type Ref uint8

// The references.
const (
	RowRef       Ref = iota // the row itself
	NodeRef                 // from an edge, a pair or a via: the node at the far end
	FromRef                 // from an edge: the node that it comes from
	ToRef                   // from an edge: the node that it leads to
	PropRef                 // from an edge or evidence: the node that a Reference property names
	ARef                    // from a via: the edge on this side
	BRef                    // from a via: the edge on the other side
	LinkRef                 // from a via: the edge between the two hubs; none where both edges end in one
	CorrectorRef            // from a piece of evidence: the last of those that count and correct it
)

// Field is one scalar of a row.
type Field struct {
	Var  int
	Get  Getter
	Prop *Property // of GetProp
	Part Part      // of GetProp of a Date: a part of it; else Whole
	Link From      // of GetLinkCount; Link.Var is Var
}

// Getter says what a [Field] reads of its object.
type Getter uint8

// The getters.
const (
	GetProp      Getter = iota // a property
	GetID                      // string: the id of a node, an edge or a piece of evidence; of a pair its node's, of a via those of its edges
	GetKind                    // string: a node's kind, an edge's type
	GetLabel                   // string: a node's name; an edge as a line (see Line)
	GetLinkCount               // int64: how many rows a link has
	GetPairCount               // int64: how many things a pair rests on: nodes in the middle, or edges where there is none
	GetSameSide                // bool: whether a pair acted for the same in all that it rests on; nil where that is not known
	GetVerified                // string: how well a pair is verified: the best, over what it rests on, of the weakest verification there
	GetFactID                  // string: the id of what a piece of evidence is for
	GetFactKind                // string: its kind or type
	GetFactLabel               // string: the label of what a piece of evidence is for, like GetLabel
	GetSays                    // []Said: the values that a piece of evidence supports
	GetVersion                 // string: the version of a node or an edge (see Version); only to be read, not to filter or order by
	GetSeq                     // int64: the place of a piece of evidence in its source's list of facts; only to be read
	GetPrincipal               // string: for whom a piece of evidence votes, of a row of a BallotLink: the id of an actor, or the publisher in whose name its source speaks, folded; null where it is no vote
	GetLoaded                  // int64: of a source, that it was loaded as the n-th; only to be read
	GetPlace                   // int64: the place of a piece of evidence among all for its subject: what counts most first
	GetRank                    // int64: where a row of a search stands: see Rank.Of
)

// Part is a part of a date.
type Part uint8

// The parts of a date, and the type of their values.
const (
	Whole         Part = iota // *When
	WhenText                  // string
	WhenEDTF                  // string
	WhenBasis                 // string
	StartEarliest             // Day
	StartLatest               // Day
	EndEarliest               // Day
	EndLatest                 // Day
	WhenYear                  // string: the year of StartEarliest

	Affirming  // int64: of a Tally, how many principals affirm
	Denying    // int64: how many deny
	Staying    // int64: how many are silent
	Publishing // int64: how many publishers say so
)

// Slot is one place of a record: a field, or a list below the row.
type Slot struct {
	Field Field
	List  *List   // if set, the slot holds *Rows
	Only  KindSet // if not empty, the slot is null unless Var's node is of one of these
}

// Order is one key to order by.
type Order struct {
	Field Field
	Desc  bool
}

// Page is a part of an ordered list. After and Before are the order's values
// and the id of a row, there or not: rows beyond After and short of Before are
// meant.
type Page struct {
	Limit    int  // at most so many rows; 0 only tells whether there are More
	Backward bool // the last ones
	After    []Value
	Before   []Value
}

// Limits of a page.
const (
	DefaultPage = 100
	MaxPage     = 1000
)

// Rows is a page of records. Records are positional: the plan's slots say what
// stands where.
type Rows struct {
	Cells  []Value // Len records of Width values each
	Width  int
	Len    int
	More   bool      // there are more rows in the direction of paging
	Total  int64     // if Count: how many rows the filter leaves, on all pages
	Groups [][]Group // for each of Groups, by count falling, then by value

	// Meant has the ids that a plan's filters asked for and that mean others, with
	// what they mean (see [Merge]). Only the root list's rows have it.
	Meant map[string]string
}

// Row returns the i-th record.
func (r *Rows) Row(i int) []Value { return r.Cells[i*r.Width : (i+1)*r.Width : (i+1)*r.Width] }

// All yields the records, in their order.
func (r *Rows) All() iter.Seq[[]Value] {
	return func(yield func([]Value) bool) {
		for i := range r.Len {
			if !yield(r.Row(i)) {
				return
			}
		}
	}
}

// Records is how many records there are in all, those below others too.
func (r *Rows) Records() int {
	n := r.Len
	for _, v := range r.Cells {
		if below, ok := v.(*Rows); ok {
			n += below.Records()
		}
	}
	return n
}

// Group is how many rows have a value.
type Group struct {
	Value Value
	Count int64
}
