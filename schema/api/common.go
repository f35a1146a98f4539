package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// defineCommon defines the types that every connection and object shares.
func (d *Definer) defineCommon() {
	d.scalar("Date", "A calendar day, as in \"2025-12-02\": a date of EDTF.", "https://www.loc.gov/standards/datetime/")
	d.enum("Direction", "Which way to order. Nulls are last ascending and first descending.",
		graph.EnumValue{Name: "ASC", Doc: "the least first"}, graph.EnumValue{Name: "DESC", Doc: "the greatest first"})
	d.enum("Certainty", "What is shown as of a day.",
		graph.EnumValue{Name: "POSSIBLE", Doc: "what may have been so on that day"},
		graph.EnumValue{Name: "CERTAIN", Doc: "only what was so on that day for certain"})
	d.defineKinds()
	d.definePageInfo()
	d.defineWhen()
	d.defineWeighed()
	d.defineReasons()
	for _, e := range d.enums() {
		d.enum(e.Name, e.Doc, e.Values...)
	}

	identifier, _ := d.Define(ast.Object, "Identifier", "A name in another system.")
	d.Field(identifier, "scheme", "String!", "The system: \"wikidata\".", planning.ItemField(func(i graph.Identifier) any { return i.Scheme }))
	d.Field(identifier, "value", "String!", "The name there: \"Q7747\".", planning.ItemField(func(i graph.Identifier) any { return i.Value }))

	group, _ := d.Define(ast.Object, "Group", "How many rows have a value.")
	d.Field(group, "value", "String", "The value; null for the rows that have none.", planning.GroupField(func(g graph.Group) any { return printed(g.Value) }))
	d.Field(group, "count", "Int!", "How many rows have it.", planning.GroupField(func(g graph.Group) any { return g.Count }))
}

// enums lists the model's enums, each once.
func (d *Definer) enums() []*graph.Enum {
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
	for _, k := range d.Model.Kinds {
		add(k.Props())
	}
	for _, e := range d.Model.Edges {
		add(e.Props())
	}
	add(d.Model.Evidence)
	return list
}

func (d *Definer) definePageInfo() {
	info, _ := d.Define(ast.Object, "PageInfo", "Where a page lies in its list (Relay).")
	d.Field(info, "hasNextPage", "Boolean!", "Whether there is more after this page. Paging backwards: whether `before` was given.",
		planning.PageField(func(p planning.Page) any { return p.HasNext() }))
	d.Field(info, "hasPreviousPage", "Boolean!", "Whether there is more before this page. Paging forwards: whether `after` was given.",
		planning.PageField(func(p planning.Page) any { return p.HasPrevious() }))
	d.Field(info, "startCursor", "String", "The cursor of the first row.",
		planning.PageField(planning.Page.Start))
	d.Field(info, "endCursor", "String", "The cursor of the last row.",
		planning.PageField(planning.Page.End))
}

func (d *Definer) defineWhen() {
	when, _ := d.Define(ast.Object, "When", "A date as a source gives it.")
	for _, part := range planning.DateParts() {
		d.Field(when, part.Name, part.Type, part.Doc, planning.ObjectField(func(w *graph.When) any { return dayText(w.Part(part.Part)) }))
	}
	d.Field(when, "after", "[ID!]!", "What it came after.", planning.ObjectField(func(w *graph.When) any { return w.After }))
}

// dayText returns a part of a value, a day as text.
func dayText(v graph.Value) any {
	if day, ok := v.(graph.Day); ok {
		return day.String()
	}
	return v
}

// pageArgs are the arguments of every connection.
func pageArgs(filter, order string) []*ast.ArgumentDefinition {
	args := []*ast.ArgumentDefinition{
		Argument("first", "Int", "The first so many rows, at most 1000; 100 unless `last` is given."),
		Argument("after", "String", "Only rows after the one with this cursor."),
		Argument("last", "Int", "The last so many rows, at most 1000."),
		Argument("before", "String", "Only rows before the one with this cursor."),
	}
	if filter != "" {
		args = append(args, Argument("where", filter, "Which rows."))
	}
	if order != "" {
		args = append(args, Argument("orderBy", "["+order+"!]", "In what order; ties are broken by id."))
	}
	return args
}

// printed writes a value as text, null as null.
func printed(v graph.Value) any {
	if v == nil {
		return nil
	}
	return graph.Print(v)
}
