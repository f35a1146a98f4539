package neo4j

import (
	"slices"

	"parley/graph"
)

// changeset is the part of the graph that an Apply touches, first as it is stored
// and in the end as it is to be. It follows graph/memory, change by change.
type changeset struct {
	model   *graph.Model
	nodes   map[string]*touchedNode // nil where there is none of that id
	edges   map[string]*touchedEdge
	facts   map[string]*touchedFact
	origins map[string]origin // sources that are not among the nodes
	sources int               // how many were ever loaded
	counts  graph.Applied

	bySource map[string][]*touchedFact
	statedBy map[string][]*touchedNode
	loose    map[string]bool   // nodes on which less rests than before
	bared    map[string]bool   // nodes whose last evidence was retracted, which their kind needs
	rests    map[string]int    // how often evidence of the changeset names a node
	remerged map[string]string // what ids mean from now on; "" for themselves
	merges   int               // how many more ids mean another node
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
	dirty  bool

	text  string // of a source, and its code points
	runes []rune
}

// statement is a source's editorial word on a node.
type statement struct {
	source string
	loaded int
	load   string
	as     string // the id that it is stated under, where that means this node; else ""
	kept   bool   // no source says so any more; others' words still rest on the node
	props  map[string]graph.Value
}

// touchedEdge is an edge that evidence is for.
type touchedEdge struct {
	id       string
	edge     *graph.Edge
	from, to string
	identity map[string]graph.Value // of a new one
	stored   bool
	props    map[string]any // as stored
	facts    map[string]*touchedFact
	whole    bool
	dirty    bool
}

// touchedFact is a piece of evidence.
type touchedFact struct {
	id, subject    string
	edge           string // the type, where it is for an edge
	from, to       string
	source, load   string
	seq            int
	stated         bool
	said           *graph.When
	saidBy, saidAt string
	refers         []string // what its values and its edge's identity name
	says           []graph.Said
	quote          string
	written        []graph.Written // the ids that it was put with and that mean others

	there  bool
	stored bool
	moved  bool               // its load or its place is new
	remade bool               // it was taken away and put again, and names other nodes now
	put    *graph.PutEvidence // of one that is new
}

// origin is what of a source its evidence is weighed by.
type origin struct {
	published *graph.When
	loaded    int
}

func newChangeset(m *graph.Model, sources int) *changeset {
	return &changeset{
		model: m, sources: sources,
		nodes: map[string]*touchedNode{}, edges: map[string]*touchedEdge{}, facts: map[string]*touchedFact{},
		origins: map[string]origin{}, bySource: map[string][]*touchedFact{}, statedBy: map[string][]*touchedNode{},
		loose: map[string]bool{}, bared: map[string]bool{}, rests: map[string]int{}, remerged: map[string]string{},
	}
}

// lookup returns the node of an id that a change refers to.
func (d *changeset) lookup(id string) (*touchedNode, error) {
	if n := d.nodes[id]; n != nil {
		return n, nil
	}
	return nil, graph.Errorf(graph.NotFound, "apply", "there is no %s", id)
}

// lookupAll is lookup for ids that may be empty.
func (d *changeset) lookupAll(ids ...string) error {
	for _, id := range ids {
		if id == "" {
			continue
		}
		if _, err := d.lookup(id); err != nil {
			return err
		}
	}
	return nil
}

func (d *changeset) addNode(id string) *touchedNode {
	n := &touchedNode{id: id, kind: d.model.KindOf(id), told: true, whole: true, dirty: true, facts: map[string]*touchedFact{}}
	if n.kind == d.model.Publication {
		d.sources++
		n.loaded = d.sources
	}
	d.nodes[id] = n
	return n
}

// touch marks what a piece of evidence is for.
func (d *changeset) touch(f *touchedFact) {
	if f.edge != "" {
		d.edges[f.subject].dirty = true
	} else if n := d.nodes[f.subject]; n != nil {
		n.dirty = true
	}
}

// attach notes a piece of evidence with its subject and its source.
func (d *changeset) attach(f *touchedFact) {
	d.facts[f.id] = f
	d.bySource[f.source] = append(d.bySource[f.source], f)
	d.name(f, 1)
	if f.edge != "" {
		d.edges[f.subject].facts[f.id] = f
	} else {
		d.nodes[f.subject].facts[f.id] = f
	}
}

// name counts a piece of evidence among those that name the nodes that it names.
func (d *changeset) name(f *touchedFact, n int) {
	for _, id := range f.names() {
		d.rests[id] += n
	}
}

// free reports whether nothing holds a node but what sources state of it.
func (d *changeset) free(id string) bool {
	return d.rests[id] <= 0 && !slices.ContainsFunc(d.statedBy[id], func(n *touchedNode) bool { return n.id != id })
}

// firstStated returns a property as the first source that states it has it.
func (n *touchedNode) firstStated(property string) graph.Value {
	for _, s := range n.stated {
		if v := s.props[property]; v != nil {
			return v
		}
	}
	return nil
}

// isStated reports whether a source states the node.
func (n *touchedNode) isStated() bool {
	return slices.ContainsFunc(n.stated, func(s statement) bool { return !s.kept })
}

func byLoading(a, b statement) int { return graph.CompareStated(a.as, a.loaded, b.as, b.loaded) }

// origin returns what evidence of a source is weighed by.
func (d *changeset) origin(source string) origin {
	if n := d.nodes[source]; n != nil && n.told {
		published, _ := n.firstStated("published").(*graph.When)
		return origin{published, n.loaded}
	}
	return d.origins[source]
}
