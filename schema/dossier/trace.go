package dossier

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// tracer adds to a document the fields that tell what its answer shows. They have names
// that begin with a prefix that none in the document has.
type tracer struct {
	types  map[string]*ast.Definition
	prefix string
}

// What is added, after the prefix.
const (
	tracedID       = "id"
	tracedType     = "type"
	tracedSnapshot = "snapshot"
	tracedFact     = "fact"  // of a statement: what it is about
	tracedVia      = "via"   // of a tie: what it rests on
	tracedLinks    = "links" // of an event: the edges by which it is whose it is
	tracedParts    = "part"  // and its name: of what has no id, each thing that it consists of
	tracedEdges    = "edges" // where nodes alone are asked for: by what they are there
)

// trace returns a document with what tells what its answer shows. The document is
// changed.
func trace(types map[string]*ast.Definition, doc *ast.QueryDocument) (text, prefix string) {
	t := tracer{types, "_"}
	for taken(doc, t.prefix) {
		t.prefix += "_"
	}
	for _, op := range doc.Operations {
		t.walk(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		f.SelectionSet = append(t.walk(f.SelectionSet), t.added(t.types[f.TypeCondition], f.SelectionSet)...)
	}
	var out strings.Builder
	formatter.NewFormatter(&out).FormatQueryDocument(doc)
	return out.String(), t.prefix
}

// taken reports whether a name in a document's answer may begin with a prefix.
func taken(doc *ast.QueryDocument, prefix string) bool {
	var within func(set ast.SelectionSet) bool
	within = func(set ast.SelectionSet) bool {
		return slices.ContainsFunc(set, func(s ast.Selection) bool {
			switch s := s.(type) {
			case *ast.Field:
				return s.Alias != "__typename" && strings.HasPrefix(s.Alias, prefix) || within(s.SelectionSet)
			case *ast.InlineFragment:
				return within(s.SelectionSet)
			}
			return false
		})
	}
	return slices.ContainsFunc(doc.Operations, func(op *ast.OperationDefinition) bool { return within(op.SelectionSet) }) ||
		slices.ContainsFunc(doc.Fragments, func(f *ast.FragmentDefinition) bool { return within(f.SelectionSet) })
}

// walk adds to all selections within one.
func (t *tracer) walk(set ast.SelectionSet) ast.SelectionSet {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if len(s.SelectionSet) > 0 && !strings.HasPrefix(s.Name, "__") {
				s.SelectionSet = append(t.walk(s.SelectionSet), t.added(t.types[s.Definition.Type.Name()], s.SelectionSet)...)
			}
		case *ast.InlineFragment:
			t.walk(s.SelectionSet)
			if s.TypeCondition != "" {
				s.SelectionSet = append(s.SelectionSet, t.added(t.types[s.TypeCondition], s.SelectionSet)...)
			}
		}
	}
	return set
}

// added returns what is added to a selection on a type.
func (t *tracer) added(on *ast.Definition, set ast.SelectionSet) (list ast.SelectionSet) {
	add := func(alias, name string, inner ast.SelectionSet) {
		list = append(list, &ast.Field{Alias: t.prefix + alias, Name: name, SelectionSet: inner})
	}
	if on == nil {
		return nil
	}
	if on.IsAbstractType() {
		add(tracedType, "__typename", nil)
	}
	if on.Fields.ForName("id") != nil {
		add(tracedID, "id", nil)
	}
	if on.Fields.ForName("snapshot") != nil {
		add(tracedSnapshot, "snapshot", nil)
	}
	if f := on.Fields.ForName("fact"); f != nil {
		add(tracedFact, "fact", t.added(t.types[f.Type.Name()], nil))
	}
	if f := on.Fields.ForName("via"); f != nil {
		add(tracedVia, "via", t.parts(f))
	}
	if f := on.Fields.ForName("evidence"); f != nil && on.Fields.ForName("entity") != nil { // that of the edges by which it is whose it is
		if fact := t.types[f.Type.Name()].Fields.ForName(tracedFact); fact != nil {
			links := &ast.Field{Alias: tracedFact, Name: tracedFact, SelectionSet: t.added(t.types[fact.Type.Name()], nil)}
			add(tracedLinks, "evidence", ast.SelectionSet{links})
		}
	}
	if consists(on) {
		for _, f := range on.Fields {
			part := t.types[f.Type.Name()]
			if inner := t.added(part, nil); len(f.Arguments) == 0 && part.Fields.ForName("id") != nil {
				add(tracedParts+f.Name, f.Name, inner)
			}
		}
		return list
	}
	if f := on.Fields.ForName("edges"); f != nil && (selects(set, "nodes") || on.Fields.ForName("nodes") == nil) {
		if inner := t.added(t.types[f.Type.Name()], nil); len(inner) > 0 {
			add(tracedEdges, "edges", inner)
		}
	}
	return list
}

// consists reports whether things of a type are nothing but what they consist of: a side
// of a comparison, a hop, a tie in a network.
func consists(on *ast.Definition) bool {
	has := func(name string) bool { return on.Fields.ForName(name) != nil }
	return !has("id") && !has("pageInfo") && !has("cursor") || has("target") && !has("evidence")
}

// parts returns a selection of the ids of all that each row of a field consists of.
func (t *tracer) parts(f *ast.FieldDefinition) (list ast.SelectionSet) {
	for _, part := range t.types[f.Type.Name()].Fields {
		if inner := t.added(t.types[part.Type.Name()], nil); len(inner) > 0 {
			list = append(list, &ast.Field{Alias: part.Name, Name: part.Name, SelectionSet: inner})
		}
	}
	return list
}

// selects reports whether a selection has a field.
func selects(set ast.SelectionSet, name string) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		f, ok := s.(*ast.Field)
		return ok && f.Name == name
	})
}
