package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
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
func (d *Definer) scalarFilter(name, doc string, operators []operator) string {
	def, fresh := d.Define(ast.InputObject, name, doc)
	if fresh {
		for _, o := range operators {
			InputField(def, o.name, o.typ, o.doc)
		}
	}
	return name
}

func (d *Definer) textFilter() string {
	return d.scalarFilter("StringFilter", "Compares a text; all that is given must hold.", comparing("String", "eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull"))
}

func (d *Definer) idFilter() string {
	return d.scalarFilter("IDFilter", "Compares an id; all that is given must hold.", comparing("ID", "eq", "ne", "in"))
}

func (d *Definer) numberFilter() string {
	return d.scalarFilter("IntFilter", "Compares a number; all that is given must hold.", comparing("Int", "eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull"))
}

func (d *Definer) flagFilter() string {
	return d.scalarFilter("BooleanFilter", "Compares a truth value.", comparing("Boolean", "eq", "ne", "isNull"))
}

func (d *Definer) enumFilter(e *graph.Enum) string {
	return d.scalarFilter(e.Name+"Filter", "Compares with values of "+e.Name+".", comparing(e.Name, "eq", "ne", "in", "isNull"))
}

// propFilterType names the filter on a property, defining it if need be.
func (d *Definer) propFilterType(p *graph.Property) string {
	switch p.Type {
	case graph.Enumerated:
		return d.enumFilter(p.Enum)
	case graph.Number:
		return d.numberFilter()
	case graph.Flag:
		return d.flagFilter()
	case graph.TextList:
		return d.scalarFilter("ListFilter", "Asks about a list of texts.", comparing("String", "has"))
	case graph.Identifiers:
		return d.scalarFilter("IdentifiersFilter", "Asks about a list of identifiers.", comparing(d.IdentifierInput(), "has"))
	case graph.Date:
		return d.whenFilter()
	case graph.Tally:
		return d.supportFilter()
	case graph.Reference:
		return d.typeOf(planning.KindsNamed(d.Model, p.To)) + "Filter"
	}
	if p == d.Model.NodeProp("name") {
		return d.nameFilter()
	}
	return d.textFilter()
}

// nameFilter names the filter on a text that may be written in several ways, defining it
// if need be.
func (d *Definer) nameFilter() string {
	return d.scalarFilter("NameFilter", "Compares a name; all that is given must hold.", comparing("String", "is", "eq", "ne", "in", "contains", "startsWith", "endsWith", "isNull"))
}

// IdentifierInput names the input of an identifier, defining it if need be.
func (d *Definer) IdentifierInput() string {
	def, fresh := d.Define(ast.InputObject, "IdentifierInput", "A name in another system.")
	if fresh {
		InputField(def, "scheme", "String!", "The system.")
		InputField(def, "value", "String!", "The name there.")
	}
	return def.Name
}

func (d *Definer) whenFilter() string {
	def, fresh := d.Define(ast.InputObject, "WhenFilter", "Asks about a date; all that is given must hold.")
	if !fresh {
		return def.Name
	}
	InputField(def, "overlaps", "String", "It can overlap this EDTF date or interval: \"2025-11/2025-12\".")
	InputField(def, "isNull", "Boolean", "There is none, or there is.")
	day := d.scalarFilter("DateFilter", "Compares a day; all that is given must hold.", comparing("Date", "eq", "ne", "in", "lt", "lte", "gt", "gte", "isNull"))
	for _, part := range planning.DateParts() {
		switch part.Type {
		case "Date":
			InputField(def, part.Name, day, part.Doc)
		case "String":
			InputField(def, part.Name, d.textFilter(), part.Doc)
		default:
			InputField(def, part.Name, d.propFilterType(d.Model.EvidenceProp(part.Name)), part.Doc)
		}
	}
	return def.Name
}

func (d *Definer) supportFilter() string {
	def, fresh := d.Define(ast.InputObject, "SupportFilter", "Asks who stands behind something; all that is given must hold.")
	if fresh {
		for _, part := range planning.SupportParts() {
			InputField(def, part.Name, d.numberFilter(), part.Doc)
		}
	}
	return def.Name
}

// filterable reports whether rows can be filtered by a property.
func filterable(p *graph.Property) bool { return p.Type != graph.Spans && !p.Internal }

// connectives returns a filter AND, OR and NOT.
func connectives(def *ast.Definition) {
	InputField(def, "AND", "["+def.Name+"!]", "All of these hold.")
	InputField(def, "OR", "["+def.Name+"!]", "One of these holds.")
	InputField(def, "NOT", def.Name, "This does not hold.")
}

// nodeInputs defines filter and order of the nodes of some kinds.
func (d *Definer) nodeInputs(kinds graph.KindSet) {
	name := d.typeOf(kinds)
	filter, fresh := d.Define(ast.InputObject, name+"Filter", "Which nodes; all that is given must hold.")
	if !fresh {
		return
	}
	InputField(filter, "id", d.idFilter(), "By id.")
	if kinds.Len() > 1 {
		InputField(filter, "kind", d.kindFilter(kindEnum, "Compares a kind."), "By kind.")
	}
	for _, p := range d.Model.KindsOf(kinds)[0].Props() {
		if filterable(p) && planning.SharedProp(d.Model, kinds, p.Name) == p {
			InputField(filter, p.Name, d.propFilterType(p), d.Model.DocOf(kinds, p))
		}
	}
	for _, l := range append(planning.SharedLinks(d.Model, kinds), d.Model.EvidenceOf) {
		InputField(filter, l.Name, d.listFilter(l), l.Doc)
	}
	if kinds.Len() > 1 {
		d.kindFields(filter, kinds)
	}
	connectives(filter)
	order, _ := d.DefineOneOf(name+"Order", "One key to order by.")
	d.orderFields(order, planning.NodeFields(d.Model, kinds))
}

// kindFields adds to a filter of nodes of several kinds those of each kind alone: of all
// that can act, or of all, since these have one filter.
func (d *Definer) kindFields(filter *ast.Definition, kinds graph.KindSet) {
	all := d.Model.All
	if kinds.Within(d.Model.Actors) {
		all = d.Model.Actors
	}
	for _, k := range d.Model.KindsOf(all) {
		InputField(filter, k.Singular(), k.Name+"Filter", "It is a "+k.Name+" like this.")
	}
}

// listFilter names the filter on the rows of a link, defining it if need be.
func (d *Definer) listFilter(l *graph.Link) string {
	base, rows := "Evidence", "EvidenceFilter"
	if l.Kind == graph.EdgeLink || l.Kind == graph.DerivedLink {
		base = d.typeOf(l.From) + UpperFirst(l.Name)
		rows = base + "Filter"
	}
	def, fresh := d.Define(ast.InputObject, base+"ListFilter", "Asks about the rows of a list; all that is given must hold.")
	if fresh {
		InputField(def, "some", rows, "There is a row like this.")
		InputField(def, "all", rows, "Every row is like this; it holds where there is none.")
		InputField(def, "none", rows, "No row is like this.")
		InputField(def, "single", rows, "Exactly one row is like this.")
		InputField(def, "count", d.numberFilter(), "How many rows there are.")
	}
	return def.Name
}

func (d *Definer) rowFilterInput(name, node, edge string) {
	def, _ := d.Define(ast.InputObject, name, "Which rows, by node and edge; all that is given must hold.")
	InputField(def, "node", node, "By the node.")
	InputField(def, "edge", edge, "By the edge.")
	connectives(def)
}

// edgeInputs defines filter and order by an edge's own properties.
func (d *Definer) edgeInputs(name string, e *graph.Edge) {
	filter, fresh := d.Define(ast.InputObject, name+"Filter", "Which edges; all that is given must hold.")
	if !fresh {
		return
	}
	InputField(filter, "id", d.idFilter(), "By id.")
	for _, p := range e.Props() {
		if filterable(p) {
			InputField(filter, p.Name, d.propFilterType(p), p.Doc)
		}
	}
	InputField(filter, d.Model.EvidenceOf.Name, d.listFilter(d.Model.EvidenceOf), d.Model.EvidenceOf.Doc)
	connectives(filter)
	order, _ := d.DefineOneOf(name+"Order", "One key to order by.")
	d.orderFields(order, planning.RowType{From: graph.From{Link: e.OutLink()}}.OrderFields(d.Model))
}

// pairInputs defines filter and order by what a derived edge carries.
func (d *Definer) pairInputs(name string, of *graph.Derived) {
	filter, fresh := d.Define(ast.InputObject, name+"Filter", "Which edges; all that is given must hold.")
	if !fresh {
		return
	}
	InputField(filter, "count", d.numberFilter(), "How many things it rests on.")
	if of.Pair != nil && of.Pair.Side != "" {
		InputField(filter, "sameSide", d.flagFilter(), "Whether both were on one side; null where that is not known.")
	}
	InputField(filter, planning.VerifiedField, d.enumFilter(d.Model.Verification), verifiedDoc)
	connectives(filter)
	order, _ := d.DefineOneOf(name+"Order", "One key to order by.")
	d.orderFields(order, planning.PairFields(of))
}

func (d *Definer) evidenceInputs() {
	filter, _ := d.Define(ast.InputObject, "EvidenceFilter", "Which evidence; all that is given must hold.")
	InputField(filter, "id", d.idFilter(), "By id.")
	for _, p := range d.Model.Evidence {
		InputField(filter, p.Name, d.propFilterType(p), p.Doc)
	}
	InputField(filter, planning.PublisherField, d.nameFilter(), "By who published its source; `is` folds case and diacritics.")
	fact, _ := d.Define(ast.InputObject, "FactFilter", "By what a piece of evidence is for.")
	InputField(fact, "id", d.idFilter(), "By id.")
	InputField(fact, "kind", d.kindFilter(factKindEnum, "Compares a kind or an edge type."), "By kind or edge type.")
	InputField(fact, "label", d.textFilter(), "By label.")
	connectives(fact)
	InputField(filter, "fact", "FactFilter", "By what it is for.")
	connectives(filter)
	order, _ := d.DefineOneOf("EvidenceOrder", "One key to order by.")
	d.orderFields(order, planning.RowType{From: graph.From{Evidence: true}}.OrderFields(d.Model))
}

// orderFields adds its keys to an order.
func (d *Definer) orderFields(def *ast.Definition, fields []planning.OrderField) {
	for _, f := range fields {
		doc := "By " + f.Name + "."
		switch f.Type {
		case "CountOrder":
			doc = "By how many rows " + f.Name + " has."
			count, fresh := d.DefineOneOf("CountOrder", "By a number of rows.")
			if fresh {
				InputField(count, "count", "Direction", "By the number.")
			}
		case "WhenOrder":
			d.partOrder(f.Type, "By one part of a date.", planning.DateParts())
		case "SupportOrder":
			d.partOrder(f.Type, "By one part of a support.", planning.SupportParts())
		}
		InputField(def, f.Name, f.Type, doc)
	}
}

// partOrder defines an order by one part of a value, once.
func (d *Definer) partOrder(name, doc string, parts []planning.ValuePart) {
	def, fresh := d.DefineOneOf(name, doc)
	if fresh {
		for _, part := range parts {
			InputField(def, part.Name, "Direction", part.Doc)
		}
	}
}
