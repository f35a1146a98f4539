package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

func (d *Definer) fieldID(def *ast.Definition) {
	d.Field(def, "id", "ID!", "Its id: a kind, a colon and a readable name.", planning.Scalar(graph.Field{Get: graph.GetID}))
}

// fieldSnapshot adds to a type the field that tells the same thing read as of two
// days apart.
func (d *Definer) fieldSnapshot(def *ast.Definition) {
	d.Field(def, "snapshot", "String!", "The `asOf`, `certainty` and `knownOn` that it was read with, as in \"asOf=2025-12-01,certainty=CERTAIN\"; "+
		"empty for the graph as it is now. A cache that keys by `id` and `snapshot` keeps the days apart.", planning.Snapshot)
}

// fieldVersion adds to a type the field that guards against lost updates.
func (d *Definer) fieldVersion(def *ast.Definition) {
	d.Field(def, "version", "String!", "It changes when the values do; a mutation's `expectedVersion` is held against it.", planning.Scalar(graph.Field{Get: graph.GetVersion}))
}

// fieldProp adds to a type the field of a property, which means what doc says.
func (d *Definer) fieldProp(def *ast.Definition, p *graph.Property, doc string) {
	if p.Internal {
		return
	}
	field := graph.Field{Prop: p}
	switch p.Type {
	case graph.Reference:
		d.Field(def, p.Name, d.typeOf(planning.KindsNamed(d.Model, p.To)), doc, planning.Reference(p))
		return
	case graph.Date:
		d.Field(def, p.Name, "When", doc, planning.Object(field))
		return
	case graph.TextList:
		d.Field(def, p.Name, ScalarType(p), doc, planning.Texts(field))
		return
	case graph.Identifiers:
		d.Field(def, p.Name, ScalarType(p), doc, planning.Items[graph.Identifier](field))
		return
	case graph.Tally:
		d.Field(def, p.Name, "Support!", doc, planning.Object(field))
		return
	case graph.Spans:
		d.Field(def, p.Name, "[Period!]!", doc, planning.Items[graph.Period](field))
		return
	}
	typ := ScalarType(p)
	if p.Name == "name" || p.Weighed {
		typ += "!"
	}
	d.Field(def, p.Name, typ, doc, planning.Scalar(field))
}

// fieldEvidence adds to a type the list of evidence for it.
func (d *Definer) fieldEvidence(def *ast.Definition) {
	d.Field(def, d.Model.EvidenceOf.Name, "[Evidence!]!", d.Model.EvidenceOf.Doc, planning.Evidence,
		pageArgs("EvidenceFilter", "EvidenceOrder")...)
}
