package schema

import (
	"parley/graph"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/gate"
)

// object plans a selection set on a place and returns its shape.
func (p *Planner) object(at place, typ string, set ast.SelectionSet) (*shape, error) {
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
func (p *Planner) typeName(at place, typ string) reader {
	switch at.kinds.Len() {
	case 0:
		return typeName{name: typ}
	case 1:
		return typeName{name: p.Model.KindsOf(at.kinds)[0].Name}
	}
	return typeName{slot: at.slot(graph.Field{Get: graph.GetKind})}
}

// plan plans one field where its definition says how.
func (p *Planner) plan(at place, f *ast.Field) (reader, error) {
	if err := graph.Ended(p.Context, "plan"); err != nil {
		return nil, err
	}
	read, err := p.Fields[f.Definition](p, at, f)
	if err != nil {
		return nil, gate.Located(err, f)
	}
	return read, nil
}
