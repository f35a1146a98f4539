package gate

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// places are the schema coordinates of the arguments and the input fields of a
// document that was validated, by where they stand.
type places struct {
	at      map[Location]string
	fields  map[Location]*ast.Field
	missing map[Location][]string // arguments that a field must have, in the order of its definition
	nulls   map[Location]string   // where a one-of input has null: what may not be null
}

// placesOf walks through a document.
func placesOf(doc *ast.QueryDocument) *places {
	p := &places{map[Location]string{}, map[Location]*ast.Field{}, map[Location][]string{}, map[Location]string{}}
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			p.addDirectives(v.Directives)
			p.addValue(v.DefaultValue, "")
		}
		p.addDirectives(op.Directives)
		p.addSelection(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		p.addDirectives(f.Directives)
		p.addSelection(f.SelectionSet)
	}
	return p
}

func (p *places) addSelection(set ast.SelectionSet) {
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			p.addDirectives(sel.Directives)
			p.addField(sel)
			p.addSelection(sel.SelectionSet)
		case *ast.InlineFragment:
			p.addDirectives(sel.Directives)
			p.addSelection(sel.SelectionSet)
		case *ast.FragmentSpread:
			p.addDirectives(sel.Directives)
		}
	}
}

func (p *places) addDirectives(list ast.DirectiveList) {
	for _, d := range list {
		for _, a := range d.Arguments {
			p.add(a.Position, "@"+d.Name+"("+a.Name+":)")
			p.addValue(a.Value, "@"+d.Name+"("+a.Name+":)")
		}
	}
}

func (p *places) addField(f *ast.Field) {
	if f.Definition == nil || f.ObjectDefinition == nil || f.Position == nil {
		return
	}
	at := placeOf(f.Position)
	p.fields[at] = f
	for _, a := range f.Arguments {
		if f.Definition.Arguments.ForName(a.Name) != nil {
			p.add(a.Position, argumentOf(f, a.Name))
			p.addValue(a.Value, argumentOf(f, a.Name))
		}
	}
	for _, def := range f.Definition.Arguments {
		if def.Type.NonNull && def.DefaultValue == nil && f.Arguments.ForName(def.Name) == nil {
			p.missing[at] = append(p.missing[at], argumentOf(f, def.Name))
		}
	}
}

// addValue adds what is in a value, which is that of at; "" is a variable, which has
// no coordinate.
func (p *places) addValue(v *ast.Value, at string) {
	if v == nil {
		return
	}
	p.add(v.Position, at)
	for _, child := range v.Children {
		switch {
		case v.Kind == ast.ListValue:
			p.addValue(child.Value, at)
		case v.Definition == nil:
			continue
		case v.Definition.Fields.ForName(child.Name) == nil:
			p.add(child.Position, v.Definition.Name)
		default:
			p.addInput(v.Definition, child)
		}
	}
}

// addInput adds a field of an input.
func (p *places) addInput(def *ast.Definition, child *ast.ChildValue) {
	at := memberOf(def, child.Name)
	p.add(child.Position, at)
	p.addValue(child.Value, at)
	if child.Value.Kind == ast.NullValue && def.Directives.ForName("oneOf") != nil {
		p.nulls[placeOf(child.Value.Position)] = at
	}
}

func (p *places) add(pos *ast.Position, coordinate string) {
	if pos != nil {
		p.at[placeOf(pos)] = coordinate
	}
}

func placeOf(pos *ast.Position) Location { return Location{pos.Line, pos.Column} }

// errors makes errors of what the validation found.
func (p *places) errors(list gqlerror.List) []*Error {
	var out []*Error
	for _, err := range list {
		e := gateError(validationFailed, err)
		p.describe(e, err)
		out = append(out, e)
	}
	return out
}

// describe adds to an error of the validation what it is about.
func (p *places) describe(e *Error, found *gqlerror.Error) {
	for _, at := range e.Locations {
		if of := p.nulls[at]; of != "" {
			e.Message = `Field "` + of + `" must be non-null.` // gqlparser names another field
		}
		if e.Coordinate = p.at[at]; e.Coordinate != "" {
			return
		}
		if e.Coordinate = p.ofField(at, found.Rule); e.Coordinate != "" {
			return
		}
	}
}

// ofField returns the coordinate for an error about the arguments of a field as a
// whole: that of the next one that is missing, or that of the field which has no
// such argument.
func (p *places) ofField(at Location, rule string) string {
	f := p.fields[at]
	switch {
	case f == nil:
		return ""
	case rule == rules.ProvidedRequiredArgumentsRule.Name && len(p.missing[at]) > 0:
		next := p.missing[at][0]
		p.missing[at] = p.missing[at][1:]
		return next
	case rule == rules.KnownArgumentNamesRule.Name:
		return memberOf(f.ObjectDefinition, f.Name)
	}
	return ""
}
