package graph

import (
	"cmp"
	"context"
	"iter"
	"strings"
	"sync"
	"time"
)

// Store keeps a graph. Each sentence of this contract is a case of graphtest,
// which every store passes.
type Store interface {
	// Snapshot returns what one request reads from. A store that can, shows the
	// same graph to all reads of one snapshot, whatever is written meanwhile.
	Snapshot() Reader

	// Apply makes all the changes, or, with an error, none of them. It takes at
	// most MaxChanges; more is TOO_LARGE. Making the same changes again changes
	// nothing. What it returns without an error is seen by every later
	// Snapshot. A change that names an id that neither the store nor an earlier
	// change has is NOT_FOUND; one that breaks the model is BAD_INPUT, as is a
	// quote that its source does not have at the given place. Dropping a source
	// that does not exist changes nothing.
	Apply(ctx context.Context, changes []Change) (Applied, error)

	// Update makes the changes that compile works out from the graph. Nobody else
	// changes the graph between what compile reads and what becomes of it, whichever
	// process they are of, so that what it has read still holds. Compile may be
	// called again, where the store has to begin anew: it does nothing but read and
	// work out. An error of compile is Update's, and changes nothing.
	//
	// With once, the Update is made once, as an Apply with it among its changes is;
	// compile is not called where it was made before.
	Update(ctx context.Context, once *IdempotencyKey, compile Compile) (Applied, error)

	// Close releases what the store holds. Nothing is called after it.
	Close() error
}

// Compile works out changes from the graph that it reads.
type Compile func(ctx context.Context, from Reader) ([]Change, error)

// MaxChanges is how many changes one Apply takes.
const MaxChanges = 20_000

// Reader answers questions about one state of the graph. A context that ends
// ends the work, with CANCELLED or TIMEOUT.
type Reader interface {
	// Select answers a plan: a page of records with all that hangs below it.
	Select(ctx context.Context, p *Plan) (*Rows, error)

	// Search finds nodes by words, best first. All words must stand in one name,
	// alias, statement or quote, the last as the beginning of a word. Without a
	// word it finds nothing.
	Search(ctx context.Context, s *Search) (*Rows, error)

	// Expand returns the neighbours of many nodes at once.
	Expand(ctx context.Context, x *Expansion) ([]Neighbours, error)

	// Whole reports whether all that Select, Search, Expand and Revision have answered so
	// far is of one state of the graph. Where a snapshot shows one state, it always is.
	Whole() bool

	// LastLoad returns the load of a source that a Sweep ended last, or "". It is ""
	// too once the source has stated itself in another load, which then is not
	// whole; what states it in no load does not count.
	LastLoad(ctx context.Context, source string) (load string, err error)

	// Dependents returns what rests on a node as changes: what sources state of it,
	// then the evidence that names it, as what it is for or in any other place.
	// What was put under the id of another node, merged into it since, has that
	// id. Of a node that does not exist there is nothing.
	Dependents(ctx context.Context, id string) ([]Change, error)

	// Revision returns a name for the state of the graph: another one after each
	// Apply that changed something, and in each other store. It is "" where the
	// store does not know.
	Revision(ctx context.Context) (string, error)

	// Changes returns the graph as changes that make the same graph when they are
	// applied in their order to an empty store, in as many Applies as one likes.
	// The same graph gives the same changes. The last pair has the error, if
	// there is one.
	Changes(ctx context.Context) iter.Seq2[Change, error]
}

// Search asks for the nodes that some words find. They are ranked by how they
// are found (see Rank), then by their kinds, in the model's order, then by id; the root
// list's Order and Groups are not used, and its page's bounds are what GetRank is of the
// row, and an id.
type Search struct {
	Words string
	Plan
}

// Rank is how well a node fits the words of a search; less is better.
type Rank int64

// The ranks.
const (
	NameIs Rank = iota
	AliasIs
	NameBegins
	NameHas // a name or an alias has all words
	StatementHas
	QuoteHas // a quote for it, or for an edge that comes from it
	Unranked
)

// Of returns the rank of a node of a kind among all that a search finds: what is found
// alike stands in the order of the kinds.
func (r Rank) Of(k *Kind) int64 { return int64(r)*maxKinds + int64(k.Ordinal()) }

// Expansion asks for the edges at each node of a frontier.
type Expansion struct {
	Frontier []string // ids of nodes
	Edges    []*Edge  // the types followed; none means all
	Kinds    KindSet  // only edges to nodes of these kinds; none means all
	Among    bool     // only edges to nodes of the frontier
	After    *EdgeKey // only edges behind this one, if it is set
	PerNode  int      // at most so many edges for each node
	AsOf     AsOf
}

// EdgeKey is what the edges at a node are ordered by. It goes on saying where an edge
// stands when the edge is no longer there.
type EdgeKey struct {
	Link   *Link
	EdgeID string
}

// Compare orders keys by the link's place in the model, then by edge id.
func (k EdgeKey) Compare(o EdgeKey) int {
	return cmp.Or(cmp.Compare(k.Link.Ordinal(), o.Link.Ordinal()), strings.Compare(k.EdgeID, o.EdgeID))
}

// Neighbours are the edges at one node, by their keys. Nodes that do not exist have
// none.
type Neighbours struct {
	ID     string
	Degree int // how many edges are asked for, those before After too; one that leads back here counts twice
	Edges  []Neighbour
}

// Neighbour is one edge as seen from a node.
type Neighbour struct {
	EdgeID string
	Edge   *Edge
	Out    bool // the edge leads away from the node
	NodeID string

	LabelValue string // the value of the edge's label property; "" where it has none
}

// Key is what the edge is ordered by among the edges at the node.
func (n *Neighbour) Key() EdgeKey { return EdgeKey{n.Edge.Link(n.Out), n.EdgeID} }

// Trace gathers what a store runs to answer a request, for whoever asks how it
// was answered. A nil Trace gathers nothing. It is safe for concurrent use.
type Trace struct {
	mu         sync.Mutex
	statements []Traced
}

// Traced is one statement that a store had run, without its parameters.
type Traced struct {
	Text string
	Took time.Duration // until its last row was there
}

// Ran notes a statement.
func (t *Trace) Ran(text string, took time.Duration) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.statements = append(t.statements, Traced{text, took})
}

// Statements returns what was noted, in its order.
func (t *Trace) Statements() []Traced {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Traced(nil), t.statements...)
}

type traceKey struct{}

// WithTrace returns a context whose calls of a store are traced.
func WithTrace(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// TraceOf returns the trace that a context carries, or nil.
func TraceOf(ctx context.Context) *Trace {
	t, _ := ctx.Value(traceKey{}).(*Trace)
	return t
}
