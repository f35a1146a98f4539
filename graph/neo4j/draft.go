package neo4j

import (
	"slices"

	"parley/graph"
)

// draft is the part of the graph that an Apply touches, first as it is stored
// and in the end as it is to be. It follows graph/memory, change by change.
type draft struct {
	model   *graph.Model
	nodes   map[string]*draftNode // nil where there is none of that id
	edges   map[string]*draftEdge
	facts   map[string]*draftFact
	origins map[string]origin // sources that are not among the nodes
	sources int               // how many were ever loaded
	counts  graph.Applied

	bySource map[string][]*draftFact
	statedBy map[string][]*draftNode
	loose    map[string]bool   // nodes on which less rests than before
	bared    map[string]bool   // nodes whose last evidence was retracted, which their kind needs
	rests    map[string]int    // how often evidence of the draft names a node
	remerged map[string]string // what ids mean from now on; "" for themselves
	merges   int               // how many more ids mean another node
}

// draftNode is a node that a change names, or that rests on what changes.
type draftNode struct {
	id     string
	kind   *graph.Kind
	stored bool           // it was there before
	told   bool           // the fields below are known, not only that it is there
	props  map[string]any // as stored
	loaded int            // of a source: it was loaded as the n-th
	swept  string         // of a source: the load that was ended last
	was    []statement    // as stored
	stated []statement    // the first source first
	facts  map[string]*draftFact
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

// draftEdge is an edge that evidence is for.
type draftEdge struct {
	id       string
	edge     *graph.Edge
	from, to string
	identity map[string]graph.Value // of a new one
	stored   bool
	props    map[string]any // as stored
	facts    map[string]*draftFact
	whole    bool
	dirty    bool
}

// draftFact is an evidence.
type draftFact struct {
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

func newDraft(m *graph.Model, sources int) *draft {
	return &draft{
		model: m, sources: sources,
		nodes: map[string]*draftNode{}, edges: map[string]*draftEdge{}, facts: map[string]*draftFact{},
		origins: map[string]origin{}, bySource: map[string][]*draftFact{}, statedBy: map[string][]*draftNode{},
		loose: map[string]bool{}, bared: map[string]bool{}, rests: map[string]int{}, remerged: map[string]string{},
	}
}

// mustFind returns the node of an id that a change refers to.
func (d *draft) mustFind(id string) (*draftNode, error) {
	if n := d.nodes[id]; n != nil {
		return n, nil
	}
	return nil, graph.Errorf(graph.NotFound, "apply", "there is no %s", id)
}

// mustFindAll is mustFind for ids that may be empty.
func (d *draft) mustFindAll(ids ...string) error {
	for _, id := range ids {
		if id == "" {
			continue
		}
		if _, err := d.mustFind(id); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) addNode(id string) *draftNode {
	n := &draftNode{id: id, kind: d.model.KindOf(id), told: true, whole: true, dirty: true, facts: map[string]*draftFact{}}
	if n.kind == d.model.Publication {
		d.sources++
		n.loaded = d.sources
	}
	d.nodes[id] = n
	return n
}

// touch marks what an evidence is for.
func (d *draft) touch(f *draftFact) {
	if f.edge != "" {
		d.edges[f.subject].dirty = true
	} else if n := d.nodes[f.subject]; n != nil {
		n.dirty = true
	}
}

// attach notes an evidence with its subject and its source.
func (d *draft) attach(f *draftFact) {
	d.facts[f.id] = f
	d.bySource[f.source] = append(d.bySource[f.source], f)
	d.name(f, 1)
	if f.edge != "" {
		d.edges[f.subject].facts[f.id] = f
	} else {
		d.nodes[f.subject].facts[f.id] = f
	}
}

// name counts an evidence among those that name the nodes that it names.
func (d *draft) name(f *draftFact, n int) {
	for _, id := range f.names() {
		d.rests[id] += n
	}
}

// free reports whether nothing holds a node but what sources state of it.
func (d *draft) free(id string) bool {
	return d.rests[id] <= 0 && !slices.ContainsFunc(d.statedBy[id], func(n *draftNode) bool { return n.id != id })
}

// firstStated returns a property as the first source that states it has it.
func (n *draftNode) firstStated(property string) graph.Value {
	for _, s := range n.stated {
		if v := s.props[property]; v != nil {
			return v
		}
	}
	return nil
}

// isStated reports whether a source states the node.
func (n *draftNode) isStated() bool {
	return slices.ContainsFunc(n.stated, func(s statement) bool { return !s.kept })
}

func byLoading(a, b statement) int { return graph.CompareStated(a.as, a.loaded, b.as, b.loaded) }

// origin returns what evidence of a source is weighed by.
func (d *draft) origin(source string) origin {
	if n := d.nodes[source]; n != nil && n.told {
		published, _ := n.firstStated("published").(*graph.When)
		return origin{published, n.loaded}
	}
	return d.origins[source]
}
