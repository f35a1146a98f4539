package schema

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// defineCommon defines the types that every connection and object shares.
func (d *definer) defineCommon() {
	d.define(ast.Scalar, "Date", "A calendar day, as in \"2025-12-02\".")
	d.enum("Direction", "Which way to order. Nulls are last ascending and first descending.",
		graph.EnumValue{Name: "ASC", Doc: "the least first"}, graph.EnumValue{Name: "DESC", Doc: "the greatest first"})
	d.enum("Certainty", "What is shown as of a day.",
		graph.EnumValue{Name: "POSSIBLE", Doc: "what may have been so on that day"},
		graph.EnumValue{Name: "CERTAIN", Doc: "only what was so on that day for certain"})
	d.definePageInfo()
	d.defineWhen()
	for _, e := range d.enums() {
		d.enum(e.Name, e.Doc, e.Values...)
	}

	identifier, _ := d.define(ast.Object, "Identifier", "A name in another system.")
	d.field(identifier, "scheme", "String!", "The system: \"wikidata\".", planIdentifier(func(i graph.Identifier) string { return i.Scheme }))
	d.field(identifier, "value", "String!", "The name there: \"Q7747\".", planIdentifier(func(i graph.Identifier) string { return i.Value }))

	group, _ := d.define(ast.Object, "Group", "How many rows have a value.")
	d.field(group, "value", "String", "The value; null for the rows that have none.", planGroup(func(g graph.Group) any { return printed(g.Value) }))
	d.field(group, "count", "Int!", "How many rows have it.", planGroup(func(g graph.Group) any { return g.Count }))
}

// enums lists the model's enums, each once.
func (d *definer) enums() []*graph.Enum {
	var list []*graph.Enum
	seen := map[*graph.Enum]bool{}
	add := func(props []*graph.Property) {
		for _, p := range props {
			if p.Enum != nil && !seen[p.Enum] {
				seen[p.Enum] = true
				list = append(list, p.Enum)
			}
		}
	}
	for _, k := range d.model.Kinds {
		add(k.Props())
	}
	for _, e := range d.model.Edges {
		add(e.Props())
	}
	add(d.model.Evidence)
	return list
}

func (d *definer) definePageInfo() {
	info, _ := d.define(ast.Object, "PageInfo", "Where a page lies in its list (Relay).")
	d.field(info, "hasNextPage", "Boolean!", "Whether there is more after this page. Paging backwards: whether `before` was given.",
		planPage(func(p onePage) any { return p.hasNext() }))
	d.field(info, "hasPreviousPage", "Boolean!", "Whether there is more before this page. Paging forwards: whether `after` was given.",
		planPage(func(p onePage) any { return p.hasPrevious() }))
	d.field(info, "startCursor", "String", "The cursor of the first row.",
		planPage(onePage.start))
	d.field(info, "endCursor", "String", "The cursor of the last row.",
		planPage(onePage.end))
}

func (d *definer) defineWhen() {
	when, _ := d.define(ast.Object, "When", "A date as a source gives it.")
	for _, part := range dateParts() {
		d.field(when, part.name, part.typ, part.doc, planDate(func(w *graph.When) any { return partOf(w, part.part) }))
	}
	d.field(when, "after", "[ID!]!", "What it came after.", planDate(func(w *graph.When) any { return w.After }))
}

// asOfArgs are the arguments of root fields that show the graph as of a day.
func asOfArgs() []*ast.ArgumentDefinition {
	return []*ast.ArgumentDefinition{
		argument("asOf", "Date", "Shows the graph as it was on this day, in all that is selected."),
		withDefault(argument("certainty", "Certainty", "Whether asOf also shows what is only possible."), ast.EnumValue, "POSSIBLE"),
	}
}

// pageArgs are the arguments of every connection.
func pageArgs(filter, order string) []*ast.ArgumentDefinition {
	args := []*ast.ArgumentDefinition{
		argument("first", "Int", "The first so many rows, at most 1000; 100 unless `last` is given."),
		argument("after", "String", "Only rows after the one with this cursor."),
		argument("last", "Int", "The last so many rows, at most 1000."),
		argument("before", "String", "Only rows before the one with this cursor."),
	}
	if filter != "" {
		args = append(args, argument("where", filter, "Which rows."))
	}
	if order != "" {
		args = append(args, argument("orderBy", "["+order+"!]", "In what order; ties are broken by id."))
	}
	return args
}
