package gate

import (
	"cmp"

	"github.com/vektah/gqlparser/v2/ast"
)

// size is how large a selection is, with its fragments written out.
type size struct{ depth, fields, aliases, directives, nesting int }

// and is the size of two selections beside each other.
func (a size) and(b size) size {
	return size{
		max(a.depth, b.depth), Plus(a.fields, b.fields), Plus(a.aliases, b.aliases), Plus(a.directives, b.directives), max(a.nesting, b.nesting),
	}
}

// check holds a size against the limits.
func (a size) check(l Limits) *Error {
	return cmp.Or(
		NotMore("levels of selections nested in each other", a.depth, l.Depth),
		NotMore("fields and fragments", a.fields, l.Fields),
		NotMore("aliases", a.aliases, l.Aliases),
		NotMore("directives", a.directives, l.Directives),
		NotMore("levels of values nested in each other", a.nesting, l.Nesting),
	)
}

// measurer measures selections before anything else walks them. A fragment is
// measured once and counts wherever it is used.
type measurer struct {
	fragments map[string]*ast.FragmentDefinition
	known     map[string]size
	circle    *ast.FragmentSpread // one that leads back to itself
}

// measure returns the size of all that a document has: of its operations, and of
// the fragments that none of them uses.
func measure(doc *ast.QueryDocument) (size, *Error) {
	m := measurer{fragments: map[string]*ast.FragmentDefinition{}, known: map[string]size{}}
	for _, f := range doc.Fragments {
		m.fragments[f.Name] = f
	}
	var all size
	for _, op := range doc.Operations {
		all = all.and(m.set(op.SelectionSet)).and(m.directives(op.Directives))
		for _, v := range op.VariableDefinitions {
			all = all.and(m.directives(v.Directives)).and(size{nesting: nesting(v.DefaultValue)})
		}
	}
	for _, f := range doc.Fragments {
		if _, used := m.known[f.Name]; !used {
			all = all.and(m.set(f.SelectionSet)).and(m.directives(f.Directives))
		}
	}
	if m.circle != nil {
		return all, &Error{
			Message: clipped("the fragment " + m.circle.Name + " is nested in itself"), Code: validationFailed, Locations: LocationOf(m.circle.Position),
		}
	}
	return all, nil
}

func (m *measurer) set(set ast.SelectionSet) size {
	var all size
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			all = all.and(m.field(s))
		case *ast.InlineFragment:
			one := m.set(s.SelectionSet)
			one.fields = Plus(one.fields, 1)
			all = all.and(one).and(m.directives(s.Directives))
		case *ast.FragmentSpread:
			one := m.fragment(s)
			one.fields = Plus(one.fields, 1)
			all = all.and(one).and(m.directives(s.Directives))
		}
	}
	return all
}

func (m *measurer) field(f *ast.Field) size {
	one := m.set(f.SelectionSet)
	one.depth++
	one.fields = Plus(one.fields, 1)
	if f.Alias != f.Name {
		one.aliases = Plus(one.aliases, 1)
	}
	return one.and(m.arguments(f.Arguments)).and(m.directives(f.Directives))
}

func (m *measurer) directives(list ast.DirectiveList) size {
	all := size{directives: len(list)}
	for _, d := range list {
		all = all.and(m.arguments(d.Arguments))
	}
	return all
}

func (m *measurer) arguments(list ast.ArgumentList) size {
	var all size
	for _, a := range list {
		all.nesting = max(all.nesting, nesting(a.Value))
	}
	return all
}

// nesting is how deep lists and objects are nested in a value.
func nesting(v *ast.Value) int {
	if v == nil || v.Kind != ast.ListValue && v.Kind != ast.ObjectValue {
		return 0
	}
	deepest := 0
	for _, child := range v.Children {
		deepest = max(deepest, nesting(child.Value))
	}
	return deepest + 1
}

// fragment measures what a spread stands for. One within itself has no size.
func (m *measurer) fragment(s *ast.FragmentSpread) size {
	if known, ok := m.known[s.Name]; ok {
		if known.depth < 0 {
			m.circle = s
			return size{}
		}
		return known
	}
	f := m.fragments[s.Name]
	if f == nil {
		return size{} // validation says so
	}
	m.known[s.Name] = size{depth: -1}
	m.known[s.Name] = m.set(f.SelectionSet).and(m.directives(f.Directives))
	return m.known[s.Name]
}
