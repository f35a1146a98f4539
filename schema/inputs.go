package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// operator is one comparison of a filter on a scalar.
type operator struct{ name, typ, doc string }

// comparing lists the comparisons that a scalar type takes.
func comparing(typ string, names ...string) []operator {
	docs := map[string]string{
		"eq": "It is exactly this.", "ne": "It is something else; null is not.", "in": "It is one of these.",
		"lt": "It is less.", "lte": "It is less or the same.", "gt": "It is greater.", "gte": "It is greater or the same.",
		"contains": "It has this in it, exactly.", "startsWith": "It begins with this, exactly.", "endsWith": "It ends with this, exactly.",
		"isNull": "It is null, or is not.",
		"is":     "The name or an alias is this, whatever its case and diacritics.",
		"has":    "The list has this.",
	}
	var out []operator
	for _, name := range names {
		of := typ
		switch name {
		case "in":
			of = "[" + typ + "!]"
		case "isNull":
			of = "Boolean"
		}
		out = append(out, operator{name, of, docs[name]})
	}
	return out
}

// scalarFilter defines the filter on a scalar type.
func (d *definer) scalarFilter(name, doc string, operators []operator) string {
	def, fresh := d.define(ast.InputObject, name, doc)
	if fresh {
		for _, o := range operators {
			input(def, o.name, o.typ, o.doc)
		}
	}
	return name
}

func (d *definer) textFilter() string {
	return d.scalarFilter("StringFilter", "Compares a text; all that is given must hold.", comparing("String", "eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull"))
}

func (d *definer) idFilter() string {
	return d.scalarFilter("IDFilter", "Compares an id; all that is given must hold.", comparing("ID", "eq", "ne", "in"))
}

func (d *definer) numberFilter() string {
	return d.scalarFilter("IntFilter", "Compares a number; all that is given must hold.", comparing("Int", "eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull"))
}

func (d *definer) flagFilter() string {
	return d.scalarFilter("BooleanFilter", "Compares a truth value.", comparing("Boolean", "eq", "ne", "isNull"))
}

// propFilterType names the filter on a property, defining it if need be.
func (d *definer) propFilterType(p *graph.Property) string {
	switch p.Type {
	case graph.Enumerated:
		return d.scalarFilter(p.Enum.Name+"Filter", "Compares with values of "+p.Enum.Name+".", comparing(p.Enum.Name, "eq", "ne", "in", "isNull"))
	case graph.Number:
		return d.numberFilter()
	case graph.Flag:
		return d.flagFilter()
	case graph.TextList:
		return d.scalarFilter("ListFilter", "Asks about a list of texts.", comparing("String", "has"))
	case graph.Identifiers:
		return d.scalarFilter("IdentifiersFilter", "Asks about a list of identifiers.", comparing(d.identifierInput(), "has"))
	case graph.Date:
		return d.whenFilter()
	case graph.Reference:
		return d.typeOf(kindsNamed(d.model, p.To)) + "Filter"
	}
	if p == d.model.NodeProp("name") {
		return d.scalarFilter("NameFilter", "Compares a name; all that is given must hold.", comparing("String", "is", "eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull"))
	}
	return d.textFilter()
}

func (d *definer) identifierInput() string {
	def, fresh := d.define(ast.InputObject, "IdentifierInput", "A name in another system.")
	if fresh {
		input(def, "scheme", "String!", "The system.")
		input(def, "value", "String!", "The name there.")
	}
	return def.Name
}

func (d *definer) whenFilter() string {
	def, fresh := d.define(ast.InputObject, "WhenFilter", "Asks about a date; all that is given must hold.")
	if !fresh {
		return def.Name
	}
	input(def, "overlaps", "String", "It can overlap this EDTF date or interval: \"2025-11/2025-12\".")
	input(def, "isNull", "Boolean", "There is none, or there is.")
	day := d.scalarFilter("DateFilter", "Compares a day; all that is given must hold.", comparing("Date", "eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull"))
	for _, part := range dateParts() {
		switch part.typ {
		case "Date":
			input(def, part.name, day, part.doc)
		case "String":
			input(def, part.name, d.textFilter(), part.doc)
		default:
			input(def, part.name, d.propFilterType(d.model.EvidenceProp(part.name)), part.doc)
		}
	}
	return def.Name
}

// connectives returns a filter AND, OR and NOT.
func connectives(def *ast.Definition) {
	input(def, "AND", "["+def.Name+"!]", "All of these hold.")
	input(def, "OR", "["+def.Name+"!]", "One of these holds.")
	input(def, "NOT", def.Name, "This does not hold.")
}

// nodeInputs defines filter and order of the nodes of some kinds.
func (d *definer) nodeInputs(kinds graph.KindSet) {
	name := d.typeOf(kinds)
	filter, fresh := d.define(ast.InputObject, name+"Filter", "Which nodes; all that is given must hold.")
	if !fresh {
		return
	}
	input(filter, "id", d.idFilter(), "By id.")
	if kinds.Len() > 1 {
		input(filter, "kind", d.scalarFilter("KindFilter", "Compares a kind, written like its type: \"Person\".", comparing("String", "eq", "ne", "in")), "By kind.")
	}
	for _, p := range d.model.KindsOf(kinds)[0].Props() {
		if sharedProp(d.model, kinds, p.Name) == p {
			input(filter, p.Name, d.propFilterType(p), d.model.DocOf(kinds, p))
		}
	}
	for _, l := range append(sharedLinks(d.model, kinds), d.model.EvidenceOf) {
		input(filter, l.Name, d.listFilter(l), l.Doc)
	}
	connectives(filter)
	order, _ := d.define(ast.InputObject, name+"Order", "One key to order by.")
	d.orderFields(order, nodeFields(d.model, kinds))
}

// listFilter names the filter on the rows of a link, defining it if need be.
func (d *definer) listFilter(l *graph.Link) string {
	base, rows := "Evidence", "EvidenceFilter"
	if l.Kind == graph.EdgeLink || l.Kind == graph.DerivedLink {
		base = d.typeOf(l.From) + upperFirst(l.Name)
		rows = base + "Filter"
	}
	def, fresh := d.define(ast.InputObject, base+"ListFilter", "Asks about the rows of a list; all that is given must hold.")
	if fresh {
		input(def, "some", rows, "There is a row like this.")
		input(def, "all", rows, "Every row is like this; it holds where there is none.")
		input(def, "none", rows, "No row is like this.")
		input(def, "single", rows, "Exactly one row is like this.")
		input(def, "count", d.numberFilter(), "How many rows there are.")
	}
	return def.Name
}

func (d *definer) rowFilterInput(name, node, edge string) {
	def, _ := d.define(ast.InputObject, name, "Which rows, by node and edge; all that is given must hold.")
	input(def, "node", node, "By the node.")
	input(def, "edge", edge, "By the edge.")
	connectives(def)
}

// edgeInputs defines filter and order by an edge's own properties.
func (d *definer) edgeInputs(name string, e *graph.Edge) {
	filter, fresh := d.define(ast.InputObject, name+"Filter", "Which edges; all that is given must hold.")
	if !fresh {
		return
	}
	input(filter, "id", d.idFilter(), "By id.")
	for _, p := range e.Props() {
		input(filter, p.Name, d.propFilterType(p), p.Doc)
	}
	input(filter, d.model.EvidenceOf.Name, d.listFilter(d.model.EvidenceOf), d.model.EvidenceOf.Doc)
	connectives(filter)
	order, _ := d.define(ast.InputObject, name+"Order", "One key to order by.")
	d.orderFields(order, rowType{from: graph.From{Link: e.OutLink()}}.row(d.model))
}

// pairInputs defines filter and order by what a derived edge carries.
func (d *definer) pairInputs(name string, of *graph.Derived) {
	filter, fresh := d.define(ast.InputObject, name+"Filter", "Which edges; all that is given must hold.")
	if !fresh {
		return
	}
	input(filter, "count", d.numberFilter(), "How many things it rests on.")
	if of.Pair != nil && of.Pair.Side != "" {
		input(filter, "sameSide", d.flagFilter(), "Whether both were on one side.")
	}
	connectives(filter)
	order, _ := d.define(ast.InputObject, name+"Order", "One key to order by.")
	d.orderFields(order, pairFields(of))
}

func (d *definer) evidenceInputs() {
	filter, _ := d.define(ast.InputObject, "EvidenceFilter", "Which evidence; all that is given must hold.")
	input(filter, "id", d.idFilter(), "By id.")
	for _, p := range d.model.Evidence {
		input(filter, p.Name, d.propFilterType(p), p.Doc)
	}
	fact, _ := d.define(ast.InputObject, "FactFilter", "By what a piece of evidence is for.")
	input(fact, "id", d.idFilter(), "By id.")
	input(fact, "kind", d.textFilter(), "By kind or edge type: \"Meeting\", \"HOLDS\".")
	input(fact, "label", d.textFilter(), "By label.")
	connectives(fact)
	input(filter, "fact", "FactFilter", "By what it is for.")
	connectives(filter)
	order, _ := d.define(ast.InputObject, "EvidenceOrder", "One key to order by.")
	d.orderFields(order, rowType{from: graph.From{Evidence: true}}.row(d.model))
}

// orderFields adds its keys to an order.
func (d *definer) orderFields(def *ast.Definition, fields []scalarField) {
	for _, f := range fields {
		doc := "By " + f.name + "."
		switch f.typ {
		case "CountOrder":
			doc = "By how many rows " + f.name + " has."
			count, fresh := d.define(ast.InputObject, "CountOrder", "By a number of rows.")
			if fresh {
				input(count, "count", "Direction", "By the number.")
			}
		case "WhenOrder":
			when, fresh := d.define(ast.InputObject, "WhenOrder", "By one part of a date.")
			if fresh {
				for _, part := range dateParts() {
					input(when, part.name, "Direction", part.doc)
				}
			}
		}
		input(def, f.name, f.typ, doc)
	}
}
