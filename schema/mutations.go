package schema

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// mutation is a root field that changes the graph.
type mutation struct {
	name string
	read readChange
}

// readChange reads a change from its arguments. What stands before them in the
// input is at, for errors.
type readChange func(b *batch, in map[string]any, at string) error

// change is one way to change the graph: a mutation, and a field of what apply
// takes.
type change struct {
	name, doc string
	args      []*ast.ArgumentDefinition
	read      readChange
	answers   func(payload *ast.Definition) // what can be selected beside applied
}

// changes lists the ways to change the graph.
func (d *definer) changes() []change {
	source := argument("source", "ID!", "The source that says so.")
	version := argument("expectedVersion", "String", "Only if it still has this version; \"\" only if it is not there yet. Otherwise it is a CONFLICT.")
	replace := argument("replaceEvidence", "Boolean", "Whether the evidence takes the place of all that the source said of it before; else it is added.")
	return []change{
		{"putSource", "States a source. What it stated of itself before is replaced as a whole, but for a text that is left out.",
			[]*ast.ArgumentDefinition{argument("source", d.model.Publication.Name+"Input!", "The source."), version}, readPutSource, d.answersSource},
		{"putEntity", "States an entity in the name of a source. What the source stated of it before is replaced as a whole if `name` is given; evidence is added.",
			[]*ast.ArgumentDefinition{argument("entity", "EntityInput!", "The entity."), source, version, replace}, readPutEntity, d.answersEntity},
		{"putEdge", "States an edge, with the words of a source that say so. They are added to what the source said of it before.",
			[]*ast.ArgumentDefinition{argument("edge", "EdgeInput!", "The edge."), source, version, replace}, readPutEdge, d.answersEdge},
		{"putEvidence", "Adds a piece of evidence for an entity or an edge that is there. A piece of the same source that stands at the same place, is said by the same speaker with the same act and says the same is the same piece: its other properties are set.",
			[]*ast.ArgumentDefinition{
				source, argument("of", "ID!", "The id of the entity or edge that it is for."), argument("evidence", "EvidenceInput!", "The words."),
				argument("says", "[SaysInput!]", "The values of the entity or edge that it supports."), version,
			}, readPutEvidence, d.answersEvidence},
		{"retract", "Takes away a piece of evidence, an edge with all its evidence, an entity that nothing rests on, or a source with all that rests on it alone.",
			[]*ast.ArgumentDefinition{argument("id", "ID!", "Its id."), version}, readRetract, d.answersEntities},
	}
}

// defineMutations defines the root fields that change the graph, with all that
// they take.
func (d *definer) defineMutations() {
	d.defineChangeInputs()
	applied, _ := d.define(ast.Object, "Applied", "How much a mutation changed; nothing where all was so already.")
	d.field(applied, "nodes", "Int!", "How many nodes.", planCount(func(a graph.Applied) int { return a.Nodes }))
	d.field(applied, "edges", "Int!", "How many edges.", planCount(func(a graph.Applied) int { return a.Edges }))
	d.field(applied, "evidence", "Int!", "How many pieces of evidence.", planCount(func(a graph.Applied) int { return a.Evidence }))

	one, _ := d.define(ast.InputObject, "ChangeInput", "One change; give exactly one field.")
	for _, c := range d.changes() {
		d.mutation(c)
		def, _ := d.define(ast.InputObject, upperFirst(c.name)+"Input", c.doc)
		for _, arg := range c.args {
			input(def, arg.Name, arg.Type.String(), arg.Description)
		}
		input(one, c.name, def.Name, c.doc)
	}
	for _, c := range d.merges() {
		d.mutation(c)
	}
	d.mutation(change{"apply", "Makes many changes, in their order: all of them or none.",
		[]*ast.ArgumentDefinition{argument("changes", "[ChangeInput!]!", "The changes. A version is expected of the graph before the first of them.")}, readApply, d.answersEntities})
}

// mutation adds a root field that changes the graph.
func (d *definer) mutation(c change) {
	payload, _ := d.define(ast.Object, upperFirst(c.name)+"Payload", "What came of it.")
	d.field(payload, "applied", "Applied!", "How much was changed.", planApplied)
	c.answers(payload)

	all, _ := d.define(ast.Object, "Mutation", "What can be changed. The mutations of one request are made in their order, each as a whole or not at all.")
	key := argument("idempotencyKey", "String", "The same request with the same key is made once; sent again, it answers what was changed then.")
	field := &ast.FieldDefinition{Name: c.name, Description: c.doc, Type: parseType(payload.Name), Arguments: append(slices.Clone(c.args), key), Position: nowhere()}
	all.Fields = append(all.Fields, field)
	d.mutations[field] = &mutation{c.name, c.read}
}

func (d *definer) answersSource(payload *ast.Definition) {
	kind := d.model.Publication
	d.field(payload, kind.Singular(), kind.Name, "The source as it is now.", planTouched(graph.KindSet(0).With(kind)))
}

func (d *definer) answersEntity(payload *ast.Definition) {
	d.field(payload, "entity", "Entity", "The entity as it is now.", planTouched(d.model.All))
}

func (d *definer) answersEntities(payload *ast.Definition) {
	d.field(payload, "entities", "[Entity!]!", "The entities that the changes put, connect or take away, as far as they are there, by id; at most 1000.",
		func(p *planner, at place, f *ast.Field) (reader, error) {
			at.list.Rows = true
			s, err := p.object(at.list.node(), f.Definition.Type.Name(), f.SelectionSet)
			return pageRows{s}, err
		})
}

func (d *definer) answersEdge(payload *ast.Definition) {
	for _, e := range d.model.Edges {
		d.defineEdge(e)
	}
	d.field(payload, "edge", edgeInterface, "The edge as it is now.", planPutEdge)
}

// planTouched plans the one node that a mutation names.
func planTouched(kinds graph.KindSet) planField {
	return func(p *planner, at place, f *ast.Field) (reader, error) {
		at.list.Rows = true
		s, err := p.object(place{list: at.list, kinds: kinds}, f.Definition.Type.Name(), f.SelectionSet)
		return readFunc(func(c *cell) any {
			if c.rows.Len == 0 {
				return nil
			}
			return &cell{shape: s, row: c.rows.Row(0)}
		}), err
	}
}

// planPutEdge plans the edge that a mutation puts, below the node that it comes
// from.
func planPutEdge(p *planner, at place, f *ast.Field) (reader, error) {
	at.list.Rows = true
	e := p.model.Edge(at.in.mutation.edge.Fact.Edge)
	edges := newList(graph.From{Link: e.OutLink()}, e.ToKinds())
	edges.Rows, at.in.mutation.edges = true, edges
	s, err := p.object(place{list: edges}, pascal(e.Name), f.SelectionSet)
	return firstBelow{at.list.below(edges, e.FromKinds()), s}, err
}

// answersEvidence answers the evidence that was put, below its source.
func (d *definer) answersEvidence(payload *ast.Definition) {
	d.field(payload, "evidence", "Evidence", "The evidence as it is now.", func(p *planner, at place, f *ast.Field) (reader, error) {
		at.list.Rows = true
		pieces := newList(graph.From{Link: d.saysLink()}, 0)
		pieces.Rows, at.in.mutation.pieces = true, pieces
		s, err := p.object(place{list: pieces}, f.Definition.Type.Name(), f.SelectionSet)
		return firstBelow{at.list.below(pieces, graph.KindSet(0).With(d.model.Publication)), s}, err
	})
}

// firstBelow reads the one row that there is of a list below some row.
type firstBelow struct {
	slot  int
	shape *shape
}

func (r firstBelow) read(c *cell, to target) {
	for i := range c.rows.Len {
		if found, ok := c.rows.Row(i)[r.slot].(*graph.Rows); ok && found.Len > 0 {
			to.object(cell{shape: r.shape, row: found.Row(0)})
			return
		}
	}
	to.value(nil)
}

func planApplied(p *planner, at place, f *ast.Field) (reader, error) {
	s, err := p.object(place{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any { return &cell{shape: s, it: c.it} }), err
}

func planCount(get func(graph.Applied) int) planField {
	return func(*planner, place, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(c.it.(graph.Applied)) }), nil
	}
}
