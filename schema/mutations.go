package schema

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// mutations are the root fields that change the graph.
type mutations struct {
	model   *graph.Model
	fields  map[*ast.FieldDefinition]change
	changes []change // what apply takes
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
	answers   func(d *definer, payload *ast.Definition) // defines what can be selected beside applied
}

// ways lists the ways to change the graph.
func ways(m *graph.Model) []change {
	source := argument("source", "ID!", "The source that says so.")
	version := argument("expectedVersion", "String", "Only if it still has this version; \"\" only if it is not there yet. Otherwise it is a CONFLICT.")
	replace := argument("replaceEvidence", "Boolean", "Whether the evidence takes the place of all that the source said of it before; else it is added.")
	return []change{
		{"putSource", "States a source. What it stated of itself before is replaced as a whole, but for a text that is left out.",
			[]*ast.ArgumentDefinition{argument("source", m.Publication.Name+"Input!", "The source."), version}, readPutSource, answersSource},
		{"putEntity", "States an entity in the name of a source. What the source stated of it before is replaced as a whole if `name` is given; evidence is added.",
			[]*ast.ArgumentDefinition{argument("entity", "EntityInput!", "The entity."), source, version, replace}, readPutEntity, answersEntity},
		{"putEdge", "States an edge, with the words of a source that say so. They are added to what the source said of it before.",
			[]*ast.ArgumentDefinition{argument("edge", "EdgeInput!", "The edge."), source, version, replace}, readPutEdge, answersEdge},
		{"putEvidence", "Adds a piece of evidence for an entity or an edge that is there. A piece of the same source that stands at the same place, is said by the same speaker with the same act and says the same is the same piece: its other properties are set.",
			[]*ast.ArgumentDefinition{
				source, argument("of", "ID!", "The id of the entity or edge that it is for."), argument("evidence", "EvidenceInput!", "The words."),
				argument("says", "[SaysInput!]", "The values of the entity or edge that it supports."), version,
			}, readPutEvidence, answersEvidence},
		{"retract", "Takes away a piece of evidence, an edge with all its evidence, an entity that nothing rests on, or a source with all that rests on it alone.",
			[]*ast.ArgumentDefinition{argument("id", "ID!", "Its id."), version}, readRetract, answersEntities},
	}
}

// defineMutations defines the root fields that change the graph, with all that
// they take.
func defineMutations(d *definer) *mutations {
	out := &mutations{d.model, map[*ast.FieldDefinition]change{}, ways(d.model)}
	defineChangeInputs(d)
	applied, _ := d.define(ast.Object, "Applied", "How much a mutation changed; nothing where all was so already.")
	d.field(applied, "nodes", "Int!", "How many nodes.", planCount(func(a graph.Applied) int { return a.Nodes }))
	d.field(applied, "edges", "Int!", "How many edges.", planCount(func(a graph.Applied) int { return a.Edges }))
	d.field(applied, "evidence", "Int!", "How many pieces of evidence.", planCount(func(a graph.Applied) int { return a.Evidence }))

	one, _ := d.define(ast.InputObject, "ChangeInput", "One change; give exactly one field.")
	for _, c := range out.changes {
		out.define(d, c)
		def, _ := d.define(ast.InputObject, upperFirst(c.name)+"Input", c.doc)
		for _, arg := range c.args {
			input(def, arg.Name, arg.Type.String(), arg.Description)
		}
		input(one, c.name, def.Name, c.doc)
	}
	for _, c := range merges() {
		out.define(d, c)
	}
	out.define(d, change{"apply", "Makes many changes, in their order: all of them or none.",
		[]*ast.ArgumentDefinition{argument("changes", "[ChangeInput!]!", "The changes. A version is expected of the graph before the first of them.")}, readApply, answersEntities})
	return out
}

// define adds a root field that changes the graph.
func (m *mutations) define(d *definer, c change) {
	payload, _ := d.define(ast.Object, upperFirst(c.name)+"Payload", "What came of it.")
	d.field(payload, "applied", "Applied!", "How much was changed.", planApplied)
	c.answers(d, payload)

	all, _ := d.define(ast.Object, "Mutation", "What can be changed. The mutations of one request are made in their order, each as a whole or not at all.")
	key := argument("idempotencyKey", "String", "The same request with the same key is made once; sent again, it answers what was changed then.")
	field := &ast.FieldDefinition{Name: c.name, Description: c.doc, Type: parseType(payload.Name), Arguments: append(slices.Clone(c.args), key), Position: nowhere()}
	all.Fields = append(all.Fields, field)
	m.fields[field] = c
}

func answersSource(d *definer, payload *ast.Definition) {
	kind := d.model.Publication
	d.field(payload, kind.Singular(), kind.Name, "The source as it is now.", planTouched(graph.KindSet(0).With(kind)))
}

func answersEntity(d *definer, payload *ast.Definition) {
	d.field(payload, "entity", "Entity", "The entity as it is now.", planTouched(d.model.All))
}

func answersEntities(d *definer, payload *ast.Definition) {
	d.field(payload, "entities", "[Entity!]!", "The entities that the changes put, connect or take away, as far as they are there, by id; at most 1000.", planNodes)
}

func answersEdge(d *definer, payload *ast.Definition) {
	for _, e := range d.model.Edges {
		d.defineEdge(e)
	}
	d.field(payload, "edge", edgeInterface, "The edge as it is now.", planPutEdge)
}

func answersEvidence(d *definer, payload *ast.Definition) {
	d.field(payload, "evidence", "Evidence", "The evidence as it is now.", planPutEvidence)
}
