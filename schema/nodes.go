package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineNodes defines the interfaces and a type for each kind.
func (d *definer) defineNodes() {
	node, _ := d.define(ast.Interface, "Node", "What has an id (Relay).")
	d.fieldID(node)

	entity, _ := d.define(ast.Interface, "Entity", "Whatever has a name: a node of any kind.")
	d.fillNode(entity, d.model.All)
	actor, _ := d.define(ast.Interface, "Actor", "Who can meet, hold stances and speak: a person, a country, an organization.")
	d.fillNode(actor, d.model.Actors)

	for _, k := range d.model.Kinds {
		def, _ := d.define(ast.Object, k.Name, k.Doc)
		def.Interfaces = []string{"Node", "Entity"}
		if k.Actor {
			def.Interfaces = append(def.Interfaces, "Actor")
		}
		d.fillNode(def, graph.KindSet(0).With(k))
	}
}

func (d *definer) fieldID(def *ast.Definition) {
	d.field(def, "id", "ID!", "Its id: a kind, a colon and a readable name.", planScalar(graph.Field{Get: graph.GetID}))
}

// fieldVersion adds to a type the field that guards against lost updates.
func (d *definer) fieldVersion(def *ast.Definition) {
	d.field(def, "version", "String!", "It changes when the values do; a mutation's `expectedVersion` is held against it.", planScalar(graph.Field{Get: graph.GetVersion}))
}

// fillNode adds to a type all fields that its kinds share.
func (d *definer) fillNode(def *ast.Definition, kinds graph.KindSet) {
	d.fieldID(def)
	d.fieldVersion(def)
	for _, p := range d.model.KindsOf(kinds)[0].Props() {
		if sharedProp(d.model, kinds, p.Name) == p {
			d.fieldProp(def, p, d.model.DocOf(kinds, p))
		}
	}
	for _, l := range sharedLinks(d.model, kinds) {
		d.fieldLink(def, l)
	}
	d.fieldEvidence(def)
}

// fieldProp adds to a type the field of a property, which means what doc says.
func (d *definer) fieldProp(def *ast.Definition, p *graph.Property, doc string) {
	field := graph.Field{Prop: p}
	switch p.Type {
	case graph.Reference:
		d.field(def, p.Name, d.typeOf(kindsNamed(d.model, p.To)), doc, planRef(p))
		return
	case graph.Date:
		d.field(def, p.Name, "When", doc, planWhen(field))
		return
	case graph.TextList:
		d.field(def, p.Name, scalarType(p), doc, planTexts(field))
		return
	case graph.Identifiers:
		d.field(def, p.Name, scalarType(p), doc, planIdentifiers(field))
		return
	}
	typ := scalarType(p)
	if p.Name == "name" || p.Rule != nil && def.Kind == ast.Object {
		typ += "!"
	}
	d.field(def, p.Name, typ, doc, planScalar(field))
}

// fieldEvidence adds to a type the list of evidence for it.
func (d *definer) fieldEvidence(def *ast.Definition) {
	d.field(def, d.model.EvidenceOf.Name, "[Evidence!]!", d.model.EvidenceOf.Doc, planEvidence,
		pageArgs("EvidenceFilter", "EvidenceOrder")...)
}

// fieldLink adds to a type the connection of a link.
func (d *definer) fieldLink(def *ast.Definition, l *graph.Link) {
	c := d.defineConnection(l)
	args := pageArgs(c.filter, c.order)
	if l.Derived != nil && l.Derived.Pair != nil && l.Derived.Pair.Hub != "" {
		args = append(args, d.hubArgument(l.Derived))
	}
	d.field(def, l.Name, c.name+"!", l.Doc, planLink(l), args...)
}

// hubArgument chooses the hubs of a derived relation: met(status: [SCHEDULED]).
func (d *definer) hubArgument(of *graph.Derived) *ast.ArgumentDefinition {
	p := d.model.NodeProp(of.Pair.Hub)
	arg := argument(of.Pair.Hub, "["+p.Enum.Name+"!]", "Which count.")
	arg.DefaultValue = &ast.Value{Kind: ast.ListValue, Position: nowhere()}
	for _, name := range of.Pair.Default {
		arg.DefaultValue.Children = append(arg.DefaultValue.Children, &ast.ChildValue{Value: &ast.Value{Kind: ast.EnumValue, Raw: name}})
	}
	return arg
}
