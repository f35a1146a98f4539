package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineChangeInputs defines what states sources, entities and edges: an input
// for each kind and each edge type.
func defineChangeInputs(d *Definer) {
	defineWhenInput(d)
	defineEvidenceInput(d)
	defineSaysInput(d)
	entity, _ := d.Define(ast.InputObject, "EntityInput", "An entity; give exactly one field.")
	for _, k := range d.Model.Kinds {
		defineKindInput(d, k)
		if k != d.Model.Publication {
			InputField(entity, k.Singular(), k.Name+"Input", k.Doc)
		}
	}
	edge, _ := d.Define(ast.InputObject, "EdgeInput", "An edge; give exactly one field.")
	for _, e := range d.Model.Edges {
		defineEdgeTypeInput(d, e)
		InputField(edge, edgeField(e), EdgeTypeName(e)+"Input", e.Doc)
	}
}

// edgeField names an edge type as a field: "holdsPost".
func edgeField(e *graph.Edge) string { return LowerFirst(EdgeTypeName(e)) }

func defineWhenInput(d *Definer) {
	def, _ := d.Define(ast.InputObject, "WhenInput", "A date; give its words, its EDTF, what it came after, or several of these.")
	for _, part := range DateParts() {
		if part.Type != "Date" {
			InputField(def, part.Name, part.Type, part.Doc)
		}
	}
	InputField(def, "after", "[ID!]", "The ids of what it came after.")
}

func defineEvidenceInput(d *Definer) {
	def, _ := d.Define(ast.InputObject, "EvidenceInput", "Words of a source that say so: a quote, or a locator in a data set.")
	for _, p := range evidenceProps(d.Model) {
		InputField(def, p.Name, inputType(d, p), p.Doc)
		if usual := usually()[p.Name]; usual != "" {
			def.Fields[len(def.Fields)-1].DefaultValue = &ast.Value{Kind: ast.EnumValue, Raw: usual, Position: nowhere()}
		}
	}
	InputField(def, "prefix", "String", "The words directly before the quote, where it stands in the text more than once.")
	InputField(def, "suffix", "String", "The words directly after the quote, where it stands in the text more than once.")
}

func defineSaysInput(d *Definer) {
	def, _ := d.Define(ast.InputObject, "SaysInput", "A value that evidence supports; give value, or for a date when.")
	InputField(def, "property", "String!", "The property: \"attendance\".")
	InputField(def, "value", "String", "Its value as text: a text, an enum's value or an id.")
	InputField(def, "when", "WhenInput", "Its value, of a date.")
}

// defineKindInput defines what states a node of a kind.
func defineKindInput(d *Definer, k *graph.Kind) {
	def, _ := d.Define(ast.InputObject, k.Name+"Input", k.Doc)
	InputField(def, "id", "ID!", "Its id: \""+k.Prefix()+"\" and a readable name.")
	source := k == d.Model.Publication
	for _, p := range k.Props() {
		doc := k.DocOf(p)
		switch {
		case p.Rule != nil || source && !p.Editorial:
			continue
		case source && p.Name == "name":
			doc += " The title where it is left out."
		case source && p.Name == textProp:
			doc += " Where it is left out, the text stays as it is. Quotes in it must stay where they are."
		case p.Name == "name":
			doc += " Where it is left out, nothing but evidence is put."
		case !p.Editorial:
			doc += " The evidence says it."
		}
		InputField(def, p.Name, inputType(d, p), doc)
	}
	if !source {
		InputField(def, "evidence", "[EvidenceInput!]", "The words that say so. They are added to those that the source has for it, unless replaceEvidence is given.")
	}
}

// defineEdgeTypeInput defines what states an edge of a type.
func defineEdgeTypeInput(d *Definer, e *graph.Edge) {
	def, _ := d.Define(ast.InputObject, EdgeTypeName(e)+"Input", e.Doc)
	InputField(def, "from", "ID!", "The id of where the edge comes from.")
	InputField(def, "to", "ID!", "The id of where the edge leads to.")
	for _, p := range e.Props() {
		typ := inputType(d, p)
		if p.Required {
			typ += "!"
		}
		InputField(def, p.Name, typ, p.Doc)
	}
	InputField(def, "evidence", "[EvidenceInput!]!", "The words that say so; at least one.")
}

// inputType names the input type of a property's values.
func inputType(d *Definer, p *graph.Property) string {
	switch p.Type {
	case graph.TextList:
		return "[String!]"
	case graph.Identifiers:
		return "[" + d.IdentifierInput() + "!]"
	case graph.Date:
		return "WhenInput"
	case graph.Reference:
		return "ID"
	}
	return ScalarType(p)
}
