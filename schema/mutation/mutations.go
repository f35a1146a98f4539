package mutation

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/api"
	"parley/schema/planning"
)

// Mutations are the root fields that change the graph.
type Mutations struct {
	model   *graph.Model
	fields  map[*ast.FieldDefinition]change
	changes []change // what apply takes
}

// ways lists the ways to change the graph.
func ways(m *graph.Model) []change {
	source := api.Argument("source", "ID!", "The source that says so.")
	version := api.Argument("expectedVersion", "String", "Only if it still has this version; \"\" only if it is not there yet. Otherwise it is a CONFLICT.")
	replace := api.Argument("replaceEvidence", "Boolean", "Whether the evidence takes the place of all that the source said of it before; else it is added.")
	return []change{
		{"putSource", "States a source. What it stated of itself before is replaced as a whole, but for a text that is left out.",
			[]*ast.ArgumentDefinition{api.Argument("source", m.Publication.Name+"Input!", "The source."), version}, readPutSource, answersSource},
		{"putEntity", "States an entity in the name of a source. What the source stated of it before is replaced as a whole if `name` is given; evidence is added.",
			[]*ast.ArgumentDefinition{api.Argument("entity", "EntityInput!", "The entity."), source, version, replace}, readPutEntity, answersEntity},
		{"putEdge", "States an edge, with the words of a source that say so. They are added to what the source said of it before.",
			[]*ast.ArgumentDefinition{api.Argument("edge", "EdgeInput!", "The edge."), source, version, replace}, readPutEdge, answersEdge},
		{"putEvidence", "Adds a piece of evidence for an entity or an edge that is there. A piece of the same source that stands at the same place, is said by the same speaker with the same act and says the same is the same piece: its other properties are set.",
			[]*ast.ArgumentDefinition{
				source, api.Argument("of", "ID!", "The id of the entity or edge that it is for."), api.Argument("evidence", "EvidenceInput!", "The words."),
				api.Argument("says", "[SaysInput!]", "The values of the entity or edge that it supports."), version,
			}, readPutEvidence, answersEvidence},
		{"retract", "Takes away a piece of evidence, an edge with all its evidence, an entity that nothing rests on, or a source with all that rests on it alone.",
			[]*ast.ArgumentDefinition{api.Argument("id", "ID!", "Its id."), version}, readRetract, answersEntities},
	}
}

// merges are the mutations that say which entities are one. They depend on all
// that rests on these, and so stand alone.
func merges() []change {
	id := func(doc string) *ast.ArgumentDefinition { return api.Argument("id", "ID!", doc) }
	version := api.Argument("expectedVersion", "String", "Only if the entity of the id still has this version. Otherwise it is a CONFLICT.")
	return []change{
		{"merge", "Says that two entities are one: all that there is of the one becomes the other's, its name an alias; its id goes on answering and being put, and means the other.",
			[]*ast.ArgumentDefinition{id("Which is to go."), api.Argument("into", "ID!", "Which is to stay."), version}, readMerge, answersEntity},
		{"unmerge", "Takes a merge back: each of the two has again what was put under its id, before and since.",
			[]*ast.ArgumentDefinition{id("Which was merged into another.")}, readUnmerge, answersEntities},
	}
}

// Define defines the root fields that change the graph, with all that
// they take.
func Define(d *api.Definer) *Mutations {
	out := &Mutations{d.Model, map[*ast.FieldDefinition]change{}, ways(d.Model)}
	defineChangeInputs(d)
	applied, _ := d.Define(ast.Object, "Applied", "How much a mutation changed; nothing where all was so already.")
	d.Field(applied, "nodes", "Int!", "How many nodes.", planning.AppliedField(func(a graph.Applied) int { return a.Nodes }))
	d.Field(applied, "edges", "Int!", "How many edges.", planning.AppliedField(func(a graph.Applied) int { return a.Edges }))
	d.Field(applied, "evidence", "Int!", "How many pieces of evidence.", planning.AppliedField(func(a graph.Applied) int { return a.Evidence }))

	one, _ := d.DefineOneOf("ChangeInput", "One change.")
	for _, c := range out.changes {
		out.define(d, c)
		def, _ := d.Define(ast.InputObject, api.UpperFirst(c.name)+"Input", c.doc)
		for _, arg := range c.args {
			api.InputField(def, arg.Name, arg.Type.String(), arg.Description)
		}
		api.InputField(one, c.name, def.Name, c.doc)
	}
	for _, c := range merges() {
		out.define(d, c)
	}
	out.define(d, change{"apply", "Makes many changes, in their order: all of them or none.",
		[]*ast.ArgumentDefinition{api.Argument("changes", "[ChangeInput!]!", "The changes. A version is expected of the graph before the first of them.")}, readApply, answersEntities})
	return out
}

// define adds a root field that changes the graph.
func (m *Mutations) define(d *api.Definer, c change) {
	payload, _ := d.Define(ast.Object, api.UpperFirst(c.name)+"Payload", "What came of it.")
	d.Field(payload, "applied", "Applied!", "How much was changed.", planning.Applied)
	c.answers(d, payload)

	key := api.Argument("idempotencyKey", "String", "The same request with the same key is made once; sent again, it answers what was changed then.")
	m.fields[d.Mutation(c.name, payload.Name, c.doc, append(slices.Clone(c.args), key)...)] = c
}

func answersSource(d *api.Definer, payload *ast.Definition) {
	kind := d.Model.Publication
	d.Field(payload, kind.Singular(), kind.Name, "The source as it is now.", planning.TouchedNode(graph.KindSet(0).With(kind)))
}

func answersEntity(d *api.Definer, payload *ast.Definition) {
	d.Field(payload, "entity", "Entity", "The entity as it is now.", planning.TouchedNode(d.Model.All))
}

func answersEntities(d *api.Definer, payload *ast.Definition) {
	d.Field(payload, "entities", "[Entity!]!", "The entities that the changes put, connect or take away, as far as they are there, by id; at most 1000.", planning.PageNodes)
}

func answersEdge(d *api.Definer, payload *ast.Definition) {
	for _, e := range d.Model.Edges {
		d.DefineEdge(e)
	}
	d.Field(payload, "edge", api.EdgeInterface, "The edge as it is now.", planning.PutEdge)
}

func answersEvidence(d *api.Definer, payload *ast.Definition) {
	d.Field(payload, "evidence", "Evidence", "The evidence as it is now.", planning.PutEvidence)
}
