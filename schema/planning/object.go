package planning

import (
	"maps"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// object plans a selection set on a place and returns its shape.
func (p *Planner) object(at spot, typ string, set ast.SelectionSet) (*shape, error) {
	out := &shape{typ: typ, kinds: at.kinds, kind: -1}
	same := true
	groups := p.Collect(at.kinds, typ, set)
	for _, group := range groups {
		inner := at
		if group.kinds != at.kinds {
			inner.only, same = group.kinds, false
		}
		field := Merged(group.Fields)
		var read reader
		if field.Name == "__typename" {
			read = p.typeName(at, typ)
		} else if r, err := p.plan(inner, field); err == nil {
			read = r
		} else {
			return nil, err
		}
		out.fields = append(out.fields, p.shapeField(field, group.kinds, read))
	}
	if !same {
		out.kind = at.slot(graph.Field{Get: graph.GetKind})
		out.byKind = p.byKind(groups, out.fields)
	}
	return out, nil
}

// byKind returns the fields of each kind in the order in which it selects them.
func (p *Planner) byKind(groups []Selected, fields []*shapeField) map[string][]*shapeField {
	out := map[string][]*shapeField{}
	for i, group := range groups {
		for kind, place := range group.places {
			list := out[kind]
			if n := place + 1 - len(list); n > 0 {
				list = append(list, make([]*shapeField, n)...)
			}
			list[place] = fields[i]
			out[kind] = list
		}
	}
	return out
}

// typeName plans __typename.
func (p *Planner) typeName(at spot, typ string) reader {
	switch at.kinds.Len() {
	case 0:
		return constant{typ}
	case 1:
		return constant{p.Model.KindsOf(at.kinds)[0].Name}
	}
	return typeName{at.slot(graph.Field{Get: graph.GetKind})}
}

// plan plans one field where its definition says how.
func (p *Planner) plan(at spot, f *ast.Field) (reader, error) {
	if err := graph.Ended(p.Context, "plan"); err != nil {
		return nil, err
	}
	read, err := p.Fields[f.Definition](p, at, f)
	if err != nil {
		return nil, p.Gate.Located(err, f)
	}
	return read, nil
}

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

// Merged returns several fields of the same response name as one.
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

func (p *Planner) shapeField(f *ast.Field, kinds graph.KindSet, read reader) *shapeField {
	out := &shapeField{key: f.Alias, kinds: kinds, slot: -1, read: read, typ: f.Definition.Type, at: f.Position}
	out.json = append(AppendText([]byte{','}, f.Alias), ':')
	switch r := read.(type) {
	case leaf:
		out.slot = r.slot
	case constant:
		out.fixed, out.json = true, AppendText(out.json, r.text)
	}
	switch def := p.Gate.Schema.Types[out.typ.Name()]; {
	case def.Kind == ast.Enum:
		out.check, out.values = isEnum, def.EnumValues
	case def.Name == "Int":
		out.check = isInt
	case def.Name == "Float":
		out.check = isFloat
	case def.Name == "Boolean":
		out.check = isFlag
	}
	return out
}
