package mutation

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/api"
)

// readChange reads a change from its arguments. What stands before them in the
// input is at, for errors.
type readChange func(b *batch, in map[string]any, at string) error

// change is one way to change the graph: a mutation, and a field of what apply
// takes.
type change struct {
	name, doc string
	args      []*ast.ArgumentDefinition
	read      readChange
	answers   func(d *api.Definer, payload *ast.Definition) // defines what can be selected beside applied
}

// batch is what one mutation asks for, as far as that shows without a look at
// the graph.
type batch struct {
	model   *graph.Model
	changes []change             // what apply takes
	expect  []graph.Precondition // versions
	steps   []*step              // in their order
	mention []named              // what must be there beside what the store itself asks for
	touched []string
	edge    graph.PutEvidence // what was put last, if that is of an edge
	piece   string            // the id of the evidence that was put last
	merge   *graph.Merge
	meant   map[string]string // ids that it names and that mean others
}

// attempt returns a copy of the batch to be compiled, which may have to be done
// again from another state of the graph.
func (b *batch) attempt() *batch {
	c := *b
	c.expect, c.touched = slices.Clone(b.expect), slices.Clone(b.touched)
	c.steps = make([]*step, len(b.steps))
	for i, s := range b.steps {
		one := *s
		c.steps[i] = &one
	}
	return &c
}

// named is an id and where in the input it stands.
type named struct{ at, id string }

// step is one thing to do: state a node, or say a fact, or take something away.
type step struct {
	at    string // where in the input it stands
	node  *graph.PutNode
	said  []*saying // what a source says of one fact
	fact  factOf
	whole bool   // said is all that the source says of it from now on
	named bool   // the fact is named by its id, and is there
	gone  string // an id
}

// factOf is a fact as one source tells it.
type factOf struct{ source, id string }

// saying is a piece of evidence whose quote is still to be found.
type saying struct {
	graph.PutEvidence
	quotation
	at string
}

// hold notes the version that a change expects, if it does.
func (b *batch) hold(id string, in map[string]any) {
	if version, ok := in["expectedVersion"].(string); ok {
		b.expect = append(b.expect, graph.Precondition{ID: id, Version: version})
	}
}

// touch notes the entities that a change is about.
func (b *batch) touch(ids ...string) { b.touched = append(b.touched, ids...) }

// id reads the id of a node of some kinds.
func (b *batch) id(in map[string]any, at string, kinds graph.KindSet) (string, error) {
	id, _ := in["id"].(string)
	return id, b.checkID(field(at, "id"), id, kinds)
}

func (b *batch) source(in map[string]any, at string) (string, error) {
	id, _ := in["source"].(string)
	return id, b.checkID(field(at, "source"), id, graph.KindSet(0).With(b.model.Publication))
}

func (b *batch) checkID(at, id string, kinds graph.KindSet) error {
	k, err := b.model.CheckID(id)
	if err != nil {
		return within(at, err)
	}
	if !kinds.Has(k) {
		return wrong(at, "%q is the id of a %s, not of a %s", id, k.Name, b.model.KindsOf(kinds)[0].Name)
	}
	return nil
}

// putNode adds a step that states a node.
func (b *batch) putNode(at string, c graph.PutNode) error {
	checked, err := b.model.Check(c)
	if err != nil {
		return within(at, err)
	}
	c = checked.(graph.PutNode)
	b.steps = append(b.steps, &step{at: at, node: &c})
	b.touch(c.ID)
	return nil
}

// expected returns what is expected of the graph as changes.
func (b *batch) expected() []graph.Change {
	out := make([]graph.Change, len(b.expect))
	for i, c := range b.expect {
		out[i] = c
	}
	return out
}
