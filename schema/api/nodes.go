package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// defineNodes defines the interfaces and a type for each kind.
func (d *Definer) defineNodes() {
	node, _ := d.Define(ast.Interface, "Node", "What has an id (Relay).")
	d.fieldID(node)
	d.fieldSnapshot(node)

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
		if k.Evidenced {
			d.fieldReasons(def, k.Props(), nil)
		}
	}
}

// fillNode adds to a type all fields that its kinds share.
func (d *Definer) fillNode(def *ast.Definition, kinds graph.KindSet) {
	d.fieldID(def)
	d.fieldSnapshot(def)
	d.fieldVersion(def)
	for _, p := range d.Model.KindsOf(kinds)[0].Props() {
		switch {
		case planning.SharedProp(d.Model, kinds, p.Name) != p:
		case p == d.Model.Publication.Prop("text"):
			d.fieldText(def, p)
		default:
			d.fieldProp(def, p, d.Model.DocOf(kinds, p))
		}
	}
	for _, l := range planning.SharedLinks(d.Model, kinds) {
		d.fieldLink(def, l)
	}
	d.fieldEvidence(def)
}

// fieldLink adds to a type the connection of a link.
func (d *Definer) fieldLink(def *ast.Definition, l *graph.Link) {
	c := d.defineConnection(l)
	args := pageArgs(c.filter, c.order)
	if l.Derived != nil && l.Derived.Pair != nil {
		args = append(args, d.choiceOfLink(l.Derived)...)
	}
	d.Field(def, l.Name, c.name+"!", l.Doc, planning.Connection(l), args...)
}
