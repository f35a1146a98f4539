package mutation

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/api"
	"parley/schema/planning"
)

// defineChangeInputs defines what states sources, entities and edges: an input
// for each kind and each edge type.
func defineChangeInputs(d *api.Definer) {
	defineWhenInput(d)
	defineEvidenceInput(d)
	defineSaysInput(d)
	entity, _ := d.DefineOneOf("EntityInput", "An entity, of one kind.")
	for _, k := range d.Model.Kinds {
		defineKindInput(d, k)
		if k != d.Model.Publication {
			api.InputField(entity, k.Singular(), k.Name+"Input", k.Doc)
		}
	}
	edge, _ := d.DefineOneOf("EdgeInput", "An edge, of one type.")
	for _, e := range d.Model.Edges {
		defineEdgeTypeInput(d, e)
		api.InputField(edge, edgeField(e), planning.EdgeTypeName(e)+"Input", e.Doc)
	}
}

func defineWhenInput(d *api.Definer) {
	def, _ := d.Define(ast.InputObject, "WhenInput", "A date; give its words, its EDTF, what it came after, or several of these.")
	for _, part := range planning.DateParts() {
		if part.Type != "Date" {
			api.InputField(def, part.Name, part.Type, part.Doc)
		}
	}
	api.InputField(def, "after", "[ID!]", "The ids of what it came after.")
}

func defineEvidenceInput(d *api.Definer) {
	def, _ := d.Define(ast.InputObject, "EvidenceInput", "Words of a source that say so: a quote, or a locator in a data set.")
	for _, p := range evidenceProps(d.Model) {
		field := api.InputField(def, p.Name, inputType(d, p), p.Doc)
		if usual := usually()[p.Name]; usual != "" {
			field.DefaultValue = api.DefaultValue(ast.EnumValue, usual)
		}
	}
	api.InputField(def, "prefix", "String", "The words directly before the quote, where it stands in the text more than once.")
	api.InputField(def, "suffix", "String", "The words directly after the quote, where it stands in the text more than once.")
}

func defineSaysInput(d *api.Definer) {
	def, _ := d.Define(ast.InputObject, "SaysInput", "A value that evidence supports; give value, or for a date when.")
	api.InputField(def, "property", "String!", "The property: \"attendance\".")
	api.InputField(def, "value", "String", "Its value as text: a text, an enum's value or an id.")
	api.InputField(def, "when", "WhenInput", "Its value, of a date.")
}

// defineKindInput defines what states a node of a kind.
func defineKindInput(d *api.Definer, k *graph.Kind) {
	def, _ := d.Define(ast.InputObject, k.Name+"Input", k.Doc)
	api.InputField(def, "id", "ID!", "Its id: \""+k.Prefix()+"\" and a readable name.")
	source := k == d.Model.Publication
	for _, p := range k.Props() {
		doc := k.DocOf(p)
		switch {
		case p.Weighed || source && !p.Editorial:
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
		api.InputField(def, p.Name, inputType(d, p), doc)
	}
	if !source {
		api.InputField(def, "evidence", "[EvidenceInput!]", "The words that say so. They are added to those that the source has for it, unless replaceEvidence is given.")
	}
}

// defineEdgeTypeInput defines what states an edge of a type.
func defineEdgeTypeInput(d *api.Definer, e *graph.Edge) {
	def, _ := d.Define(ast.InputObject, planning.EdgeTypeName(e)+"Input", e.Doc)
	api.InputField(def, "from", "ID!", "The id of where the edge comes from.")
	api.InputField(def, "to", "ID!", "The id of where the edge leads to.")
	for _, p := range e.Props() {
		if p.Weighed {
			continue
		}
		typ := inputType(d, p)
		if p.Required {
			typ += "!"
		}
		api.InputField(def, p.Name, typ, p.Doc)
	}
	api.InputField(def, "evidence", "[EvidenceInput!]!", "The words that say so; at least one.")
}

// inputType names the input type of a property's values.
func inputType(d *api.Definer, p *graph.Property) string {
	switch p.Type {
	case graph.TextList:
		return strings.TrimSuffix(api.ScalarType(p), "!")
	case graph.Identifiers:
		return "[" + d.IdentifierInput() + "!]"
	case graph.Date:
		return "WhenInput"
	case graph.Reference:
		return "ID"
	}
	return api.ScalarType(p)
}
