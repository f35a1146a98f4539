package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineNodes defines the interfaces and a type for each kind.
func (d *Definer) defineNodes() {
	node, _ := d.Define(ast.Interface, "Node", "What has an id (Relay).")
	d.fieldID(node)

	entity, _ := d.Define(ast.Interface, "Entity", "Whatever has a name: a node of any kind.")
	d.fillNode(entity, d.Model.All)
	actor, _ := d.Define(ast.Interface, "Actor", "Who can meet, hold stances and speak: a person, a country, an organization.")
	d.fillNode(actor, d.Model.Actors)

	for _, k := range d.Model.Kinds {
		def, _ := d.Define(ast.Object, k.Name, k.Doc)
		def.Interfaces = []string{"Node", "Entity"}
		if k.Actor {
			def.Interfaces = append(def.Interfaces, "Actor")
		}
		d.fillNode(def, graph.KindSet(0).With(k))
	}
}

func (d *Definer) fieldID(def *ast.Definition) {
	d.Field(def, "id", "ID!", "Its id: a kind, a colon and a readable name.", Scalar(graph.Field{Get: graph.GetID}))
}

// fieldVersion adds to a type the field that guards against lost updates.
func (d *Definer) fieldVersion(def *ast.Definition) {
	d.Field(def, "version", "String!", "It changes when the values do; a mutation's `expectedVersion` is held against it.", Scalar(graph.Field{Get: graph.GetVersion}))
}

// fillNode adds to a type all fields that its kinds share.
func (d *Definer) fillNode(def *ast.Definition, kinds graph.KindSet) {
	d.fieldID(def)
	d.fieldVersion(def)
	for _, p := range d.Model.KindsOf(kinds)[0].Props() {
		if SharedProp(d.Model, kinds, p.Name) == p {
			d.fieldProp(def, p, d.Model.DocOf(kinds, p))
		}
	}
	for _, l := range SharedLinks(d.Model, kinds) {
		d.fieldLink(def, l)
	}
	d.fieldEvidence(def)
}

// fieldProp adds to a type the field of a property, which means what doc says.
func (d *Definer) fieldProp(def *ast.Definition, p *graph.Property, doc string) {
	field := graph.Field{Prop: p}
	switch p.Type {
	case graph.Reference:
		d.Field(def, p.Name, d.typeOf(KindsNamed(d.Model, p.To)), doc, Reference(p))
		return
	case graph.Date:
		d.Field(def, p.Name, "When", doc, When(field))
		return
	case graph.TextList:
		d.Field(def, p.Name, ScalarType(p), doc, Texts(field))
		return
	case graph.Identifiers:
		d.Field(def, p.Name, ScalarType(p), doc, Identifiers(field))
		return
	}
	typ := ScalarType(p)
	if p.Name == "name" || p.Rule != nil && def.Kind == ast.Object {
		typ += "!"
	}
	d.Field(def, p.Name, typ, doc, Scalar(field))
}

// fieldEvidence adds to a type the list of evidence for it.
func (d *Definer) fieldEvidence(def *ast.Definition) {
	d.Field(def, d.Model.EvidenceOf.Name, "[Evidence!]!", d.Model.EvidenceOf.Doc, Evidence,
		pageArgs("EvidenceFilter", "EvidenceOrder")...)
}

// fieldLink adds to a type the connection of a link.
func (d *Definer) fieldLink(def *ast.Definition, l *graph.Link) {
	c := d.defineConnection(l)
	args := pageArgs(c.filter, c.order)
	if l.Derived != nil && l.Derived.Pair != nil && l.Derived.Pair.Hub != "" {
		args = append(args, d.hubArgument(l.Derived))
	}
	d.Field(def, l.Name, c.name+"!", l.Doc, Connection(l), args...)
}

// hubArgument chooses the hubs of a derived relation: met(status: [SCHEDULED]).
func (d *Definer) hubArgument(of *graph.Derived) *ast.ArgumentDefinition {
	p := d.Model.NodeProp(of.Pair.Hub)
	arg := Argument(of.Pair.Hub, "["+p.Enum.Name+"!]", "Which count.")
	arg.DefaultValue = &ast.Value{Kind: ast.ListValue, Position: nowhere()}
	for _, name := range of.Pair.Default {
		arg.DefaultValue.Children = append(arg.DefaultValue.Children, &ast.ChildValue{Value: &ast.Value{Kind: ast.EnumValue, Raw: name}})
	}
	return arg
}
