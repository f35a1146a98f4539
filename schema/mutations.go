package schema

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Mutations are the root fields that change the graph.
type Mutations struct {
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
	answers   func(d *Definer, payload *ast.Definition) // defines what can be selected beside applied
}

// ways lists the ways to change the graph.
func ways(m *graph.Model) []change {
	source := Argument("source", "ID!", "The source that says so.")
	version := Argument("expectedVersion", "String", "Only if it still has this version; \"\" only if it is not there yet. Otherwise it is a CONFLICT.")
	replace := Argument("replaceEvidence", "Boolean", "Whether the evidence takes the place of all that the source said of it before; else it is added.")
	return []change{
		{"putSource", "States a source. What it stated of itself before is replaced as a whole, but for a text that is left out.",
			[]*ast.ArgumentDefinition{Argument("source", m.Publication.Name+"Input!", "The source."), version}, readPutSource, answersSource},
		{"putEntity", "States an entity in the name of a source. What the source stated of it before is replaced as a whole if `name` is given; evidence is added.",
			[]*ast.ArgumentDefinition{Argument("entity", "EntityInput!", "The entity."), source, version, replace}, readPutEntity, answersEntity},
		{"putEdge", "States an edge, with the words of a source that say so. They are added to what the source said of it before.",
			[]*ast.ArgumentDefinition{Argument("edge", "EdgeInput!", "The edge."), source, version, replace}, readPutEdge, answersEdge},
		{"putEvidence", "Adds a piece of evidence for an entity or an edge that is there. A piece of the same source that stands at the same place, is said by the same speaker with the same act and says the same is the same piece: its other properties are set.",
			[]*ast.ArgumentDefinition{
				source, Argument("of", "ID!", "The id of the entity or edge that it is for."), Argument("evidence", "EvidenceInput!", "The words."),
				Argument("says", "[SaysInput!]", "The values of the entity or edge that it supports."), version,
			}, readPutEvidence, answersEvidence},
		{"retract", "Takes away a piece of evidence, an edge with all its evidence, an entity that nothing rests on, or a source with all that rests on it alone.",
			[]*ast.ArgumentDefinition{Argument("id", "ID!", "Its id."), version}, readRetract, answersEntities},
	}
}

// defineMutations defines the root fields that change the graph, with all that
// they take.
func defineMutations(d *Definer) *Mutations {
	out := &Mutations{d.Model, map[*ast.FieldDefinition]change{}, ways(d.Model)}
	defineChangeInputs(d)
	applied, _ := d.Define(ast.Object, "Applied", "How much a mutation changed; nothing where all was so already.")
	d.Field(applied, "nodes", "Int!", "How many nodes.", AppliedField(func(a graph.Applied) int { return a.Nodes }))
	d.Field(applied, "edges", "Int!", "How many edges.", AppliedField(func(a graph.Applied) int { return a.Edges }))
	d.Field(applied, "evidence", "Int!", "How many pieces of evidence.", AppliedField(func(a graph.Applied) int { return a.Evidence }))

	one, _ := d.Define(ast.InputObject, "ChangeInput", "One change; give exactly one field.")
	for _, c := range out.changes {
		out.define(d, c)
		def, _ := d.Define(ast.InputObject, UpperFirst(c.name)+"Input", c.doc)
		for _, arg := range c.args {
			InputField(def, arg.Name, arg.Type.String(), arg.Description)
		}
		InputField(one, c.name, def.Name, c.doc)
	}
	for _, c := range merges() {
		out.define(d, c)
	}
	out.define(d, change{"apply", "Makes many changes, in their order: all of them or none.",
		[]*ast.ArgumentDefinition{Argument("changes", "[ChangeInput!]!", "The changes. A version is expected of the graph before the first of them.")}, readApply, answersEntities})
	return out
}

// define adds a root field that changes the graph.
func (m *Mutations) define(d *Definer, c change) {
	payload, _ := d.Define(ast.Object, UpperFirst(c.name)+"Payload", "What came of it.")
	d.Field(payload, "applied", "Applied!", "How much was changed.", Applied)
	c.answers(d, payload)

	all, _ := d.Define(ast.Object, "Mutation", "What can be changed. The mutations of one request are made in their order, each as a whole or not at all.")
	key := Argument("idempotencyKey", "String", "The same request with the same key is made once; sent again, it answers what was changed then.")
	field := &ast.FieldDefinition{Name: c.name, Description: c.doc, Type: parseType(payload.Name), Arguments: append(slices.Clone(c.args), key), Position: nowhere()}
	all.Fields = append(all.Fields, field)
	m.fields[field] = c
}

func answersSource(d *Definer, payload *ast.Definition) {
	kind := d.Model.Publication
	d.Field(payload, kind.Singular(), kind.Name, "The source as it is now.", TouchedNode(graph.KindSet(0).With(kind)))
}

func answersEntity(d *Definer, payload *ast.Definition) {
	d.Field(payload, "entity", "Entity", "The entity as it is now.", TouchedNode(d.Model.All))
}

func answersEntities(d *Definer, payload *ast.Definition) {
	d.Field(payload, "entities", "[Entity!]!", "The entities that the changes put, connect or take away, as far as they are there, by id; at most 1000.", PageNodes)
}

func answersEdge(d *Definer, payload *ast.Definition) {
	for _, e := range d.Model.Edges {
		d.DefineEdge(e)
	}
	d.Field(payload, "edge", EdgeInterface, "The edge as it is now.", PutEdge)
}

func answersEvidence(d *Definer, payload *ast.Definition) {
	d.Field(payload, "evidence", "Evidence", "The evidence as it is now.", PutEvidence)
}
