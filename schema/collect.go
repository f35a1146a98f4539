package schema

import (
	"maps"
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"
)

// Selected are the fields of one response name, for the kinds that select just
// these.
type Selected struct {
	Fields []*ast.Field
	kinds  graph.KindSet
	places map[string]int // by type: where it stands among what the type selects
}

// Collect gathers the fields of a selection set by response name (GraphQL spec,
// CollectFields). Where fragments select other fields on other kinds, each set
// of fields stands once, with its kinds.
func (p *Planner) Collect(kinds graph.KindSet, typ string, set ast.SelectionSet) []Selected {
	var out []Selected
	for _, k := range p.concrete(kinds, typ) {
		c := collector{Planner: p, typ: k.name, byKey: map[string]int{}}
		c.add(set)
		for i, fields := range c.found {
			out = join(out, Selected{fields, k.set, map[string]int{k.name: i}})
		}
	}
	return out
}

// concrete lists the types that an object can have.
func (p *Planner) concrete(kinds graph.KindSet, typ string) []concreteType {
	if kinds == 0 {
		return []concreteType{{name: typ}}
	}
	var list []concreteType
	for _, k := range p.Model.KindsOf(kinds) {
		list = append(list, concreteType{k.Name, graph.KindSet(0).With(k)})
	}
	return list
}

type concreteType struct {
	name string
	set  graph.KindSet
}

// join adds a kind to the group that selects the same fields, or a new group.
func join(groups []Selected, s Selected) []Selected {
	for i, g := range groups {
		if sameFields(g.Fields, s.Fields) {
			groups[i].kinds |= s.kinds
			maps.Copy(g.places, s.places)
			return groups
		}
	}
	return append(groups, s)
}

func sameFields(a, b []*ast.Field) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// collector gathers the fields that apply to one type.
type collector struct {
	*Planner
	typ   string
	found [][]*ast.Field
	byKey map[string]int
}

func (c *collector) add(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if c.Included(s.Directives) {
				c.addField(s)
			}
		case *ast.InlineFragment:
			if c.Included(s.Directives) && c.applies(s.TypeCondition) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if c.Included(s.Directives) && c.applies(s.Definition.TypeCondition) {
				c.add(s.Definition.SelectionSet)
			}
		}
	}
}

func (c *collector) addField(f *ast.Field) {
	i, known := c.byKey[f.Alias]
	if !known {
		i = len(c.found)
		c.byKey[f.Alias] = i
		c.found = append(c.found, nil)
	}
	c.found[i] = append(c.found[i], f)
}

func (c *collector) applies(condition string) bool {
	if condition == "" || condition == c.typ {
		return true
	}
	for _, possible := range c.Gate.Schema.PossibleTypes[condition] {
		if possible.Name == c.typ {
			return true
		}
	}
	return false
}

// Merged makes one field of several of the same response name.
func Merged(fields []*ast.Field) *ast.Field {
	if len(fields) == 1 {
		return fields[0]
	}
	one := *fields[0]
	one.SelectionSet = nil
	for _, f := range fields {
		one.SelectionSet = append(one.SelectionSet, f.SelectionSet...)
	}
	return &one
}
