package neo4j

import (
	"maps"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
	"parley/graph/neo4j/layout"
)

// changeset is the part of the graph that an Apply touches, first as it is stored
// and in the end as it is to be. Its exported methods are those of [ledger.Graph].
type changeset struct {
	model    *graph.Model
	ledger   *ledger.Ledger[*touchedNode, *touchedEdge, *touchedFact]
	nodes    map[string]*touchedNode // nil where there is none of that id
	edges    map[string]*touchedEdge
	facts    map[string]*touchedFact
	merged   map[string]string // what ids are merged into, as far as the changes name them
	versions map[string]string // of what preconditions name, as they were
	sources  int               // how many were ever loaded
	gone     map[string]bool   // nodes that the database found nothing to rest on; nil until it is asked
	tables   layout.Tables
	rows     map[string][]any // what is to be written, by the statement that does it

	pasts    map[*touchedEdge]ledger.Past[*touchedFact]
	at       map[end][]*touchedEdge
	parallel map[series][]*touchedEdge
	around   map[end]bool   // of which at has all that are stored
	timeline []*touchedNode // all stored sources, once KnownBefore may be asked
}

func newChangeset(m *graph.Model, t layout.Tables, at meta) *changeset {
	d := &changeset{
		model: m, sources: at.sources,
		nodes: map[string]*touchedNode{}, edges: map[string]*touchedEdge{}, facts: map[string]*touchedFact{},
		merged: map[string]string{}, versions: map[string]string{}, tables: t, rows: map[string][]any{},
		pasts: map[*touchedEdge]ledger.Past[*touchedFact]{}, at: map[end][]*touchedEdge{}, parallel: map[series][]*touchedEdge{}, around: map[end]bool{},
	}
	d.ledger = ledger.New(m, d, nil, at.merges > 0)
	return d
}

// Version returns the version of a node or an edge as it is stored.
func (d *changeset) Version(id string) string { return d.versions[id] }

// MergedInto returns what an id is merged into, or "".
func (d *changeset) MergedInto(id string) string { return d.merged[id] }

// Merge has an id mean another node, or itself again.
func (d *changeset) Merge(id, into string) { d.merged[id] = into }

// TouchNode and TouchEdge mark what is to be finished.
func (d *changeset) TouchNode(n *touchedNode) { n.dirty = true }
func (d *changeset) TouchEdge(e *touchedEdge) { e.dirty = true }

// Loosen marks a node that something no longer rests on.
func (d *changeset) Loosen(n *touchedNode) { n.loose = true }

// plan has a statement run for a row more.
func (d *changeset) plan(statement string, row any) {
	d.rows[statement] = append(d.rows[statement], row)
}

// sortedByID returns a map's values by key, so that writes come in the order of ids.
func sortedByID[T any](m map[string]T) []T {
	out := make([]T, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

// those returns the touched of an id for which want holds, in the order of ids.
func those[T any](m map[string]T, want func(T) bool) []T {
	wanted := map[string]T{}
	for id, x := range m {
		if want(x) {
			wanted[id] = x
		}
	}
	return sortedByID(wanted)
}

// touchedNode is a node that a change names, or that rests on what changes.
type touchedNode struct {
	id     string
	kind   *graph.Kind
	stored bool           // it was there before
	told   bool           // the fields below are known, not only that it is there
	props  map[string]any // as stored
	loaded int            // of a source: it was loaded as the n-th
	swept  string         // of a source: the load that was ended last
	was    []statement    // as stored
	stated []statement    // the first source first
	facts  map[string]*touchedFact
	whole  bool // facts has all that are stored
	rests  int  // how often evidence of the changeset names it
	dirty  bool
	loose  bool // less rests on it than before
	absent bool // it is not there, as no evidence for it counts

	said   []*touchedFact // of a source: what it says
	voiced []*touchedFact // of a speaker: what is said by it
	states []*touchedNode // of a source: what it states
	origin ledger.Source  // of a source that is not told: what it is weighed by

	text  string // of a source, and its code points
	runes []rune
}

// statement is a source's editorial word on a node.
type statement = ledger.Statement[*touchedNode]

// touchedEdge is an edge that evidence is for.
type touchedEdge struct {
	id       string
	edge     *graph.Edge
	from, to *touchedNode
	identity map[string]graph.Value // of a new one
	stored   bool
	props    map[string]any // as stored
	was      bool           // it is stored as one that is not there
	facts    map[string]*touchedFact
	whole    bool
	dirty    bool
}

// end is an end of edges of a type.
type end struct {
	node *touchedNode
	edge *graph.Edge
	out  bool // they come from the node
}

// series are all edges of a type between the same two ends.
type series struct {
	edge     *graph.Edge
	from, to *touchedNode
}

// touchedFact is a piece of evidence.
type touchedFact struct {
	id                      string
	subject                 touchedSubject
	source                  *touchedNode
	load                    string
	seq                     int
	stated                  bool
	act                     string
	said                    *graph.When
	saidBy, saidFor, saidAt *touchedNode
	corrects                []string
	refers                  []*touchedNode // what its values and its edge's identity name
	says                    []graph.Said
	quote, locator          string
	start, end              int             // where the quote begins and ends
	written                 []graph.Written // the ids that it was put with and that mean others

	was    map[string]any               // as stored, of what may change
	judged *ledger.Judged[*touchedFact] // what becomes of it among all for its subject, once that is known

	past  []ledger.JudgedFrom[*touchedFact] // what was known of that before since; nil where that was nothing
	since graph.Day

	there  bool
	stored bool
	remade bool               // it was taken away and put again, and names other nodes now
	put    *graph.PutEvidence // of one that is new
}

type touchedSubject = ledger.Subject[*touchedNode, *touchedEdge]

// meta is what is kept of the whole graph.
type meta struct {
	sources int // how many were ever loaded
	merges  int // how many ids mean another node
}

// orNull returns a text, or null for one that is empty.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// orFalse returns true, or null for false.
func orFalse(b bool) any {
	if b {
		return true
	}
	return nil
}

// versionOf is the version of a node or an edge with some values and evidence.
func versionOf(props []*graph.Property, values map[string]graph.Value, facts map[string]*touchedFact) string {
	return graph.Version(props, func(p *graph.Property) graph.Value { return values[p.Name] }, slices.Values(slices.Sorted(maps.Keys(facts))))
}
