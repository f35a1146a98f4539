package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// setPage reads the arguments that page through a list.
func (l *List) setPage(args map[string]any) error {
	limit, backward, err := PageLimit(args)
	if err != nil {
		return err
	}
	l.Page.Limit, l.Page.Backward, l.asked = limit, backward, limit
	if s, ok := args["after"].(string); ok {
		if l.Page.After, err = l.readCursor("after", s); err != nil {
			return err
		}
	}
	if s, ok := args["before"].(string); ok {
		l.Page.Before, err = l.readCursor("before", s)
	}
	return err
}

// PageLimit returns how many rows the arguments first and last ask for, or the usual
// number where neither is given, and whether these are the last.
func PageLimit(args map[string]any) (limit int, backward bool, err error) {
	first, hasFirst, err := rowLimit(args, "first")
	if err != nil {
		return 0, false, err
	}
	last, hasLast, err := rowLimit(args, "last")
	switch {
	case err != nil:
		return 0, false, err
	case hasFirst && hasLast:
		return 0, false, graph.Errorf(graph.BadInput, "page", "give first or last, not both")
	case hasFirst:
		return first, false, nil
	case hasLast:
		return last, true, nil
	}
	return graph.DefaultPage, false, nil
}

// rowLimit returns how many rows an argument asks for, and whether it is given.
func rowLimit(args map[string]any, name string) (n int, given bool, err error) {
	v, ok := args[name]
	if !ok || v == nil {
		return 0, false, nil
	}
	whole, ok := gate.Integer(v)
	if !ok || whole < 0 || whole > graph.MaxPage {
		return 0, false, graph.Errorf(graph.BadInput, "page", "%s: %v is not between 0 and %d; page on with cursors", name, v, graph.MaxPage).In(name)
	}
	return int(whole), true, nil
}

// connection plans a connection: its arguments, then what is selected of it.
func (p *Planner) connection(at spot, l *List, f *ast.Field) (reader, error) {
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	if err := p.setList(l, args); err != nil {
		return nil, err
	}
	l.From.Var = at.v
	s, err := p.object(spot{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	if err != nil {
		return nil, err
	}
	return connection{at.list.Below(l, at.only), s}, nil
}

// setList reads the filter, the order and the page of a list.
func (p *Planner) setList(l *List, args map[string]any) error {
	if where, ok := args["where"].(map[string]any); ok {
		filter, err := p.rowFilter(&scope{vars: &l.Vars, from: l.From, kinds: l.kinds}, where)
		if err != nil {
			return graph.Within("where", err)
		}
		l.Where = filter
	}
	if order, ok := args["orderBy"].([]any); ok {
		if err := p.setOrder(l, order); err != nil {
			return err
		}
	}
	return l.setPage(args)
}

// PageRows plans the rows of a connection.
func PageRows(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.list.Rows = true
	s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
	return pageRows{s}, err
}

// PageNodes plans the nodes of a connection, without their edges.
func PageNodes(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.list.Rows = true
	s, err := p.object(at.list.node(), f.Definition.Type.Name(), f.SelectionSet)
	return pageRows{s}, err
}

// RowNode plans the node at a row.
func RowNode(p *Planner, at spot, f *ast.Field) (reader, error) {
	return p.one(at.list.node(), f)
}

// one plans an object that stands in the same record.
func (p *Planner) one(at spot, f *ast.Field) (reader, error) {
	present := at.slot(graph.Field{Get: graph.GetID})
	s, err := p.object(at, f.Definition.Type.Name(), f.SelectionSet)
	return sameRow{present, s}, err
}

// Cursor plans the cursor of a row.
func Cursor(_ *Planner, at spot, _ *ast.Field) (reader, error) {
	l := at.list
	l.wantCursor()
	return readFunc(func(c *cell) any { return l.cursor(c.row) }), nil
}

// TotalCount plans how many rows there are on all pages.
func TotalCount(_ *Planner, at spot, _ *ast.Field) (reader, error) {
	at.list.Count = true
	return readFunc(func(c *cell) any { return c.rows.Total }), nil
}

// PageInfo plans the object whose fields read the page.
func PageInfo(p *Planner, at spot, f *ast.Field) (reader, error) {
	at.list.wantCursor()
	s, err := p.object(at, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any { return &cell{shape: s, rows: c.rows} }), err
}

// PageField plans a field of the page's object.
func PageField(get func(Page) any) FieldPlan {
	return func(_ *Planner, at spot, _ *ast.Field) (reader, error) {
		return pageReader{at.list, get}, nil
	}
}

// Groups plans how many rows have each value of a field.
func Groups(p *Planner, at spot, f *ast.Field) (reader, error) {
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	name, _ := args["field"].(string)
	field, err := p.groupedBy(at.list, name)
	if err != nil {
		return nil, err
	}
	at.list.Groups = append(at.list.Groups, field)
	i := len(at.list.Groups) - 1
	s, err := p.object(at, f.Definition.Type.Name(), f.SelectionSet)
	return groups{i, s}, err
}

// groupedBy returns the field that rows are grouped by.
func (p *Planner) groupedBy(l *List, name string) (graph.Field, error) {
	if l.ranked {
		return graph.Field{}, graph.Errorf(graph.BadInput, "groupBy", "what a search finds is not grouped")
	}
	for _, g := range (RowType{l.From, l.kinds}).Groups(p.Model) {
		if g.Name != name {
			continue
		}
		field := g.field
		switch {
		case g.onNode:
			field.Var = l.node().v
		case g.ref != nil:
			field.Var = Variable(&l.Vars, 0, graph.PropRef, g.ref)
		}
		return field, nil
	}
	return graph.Field{}, graph.Errorf(graph.Internal, "groupBy", "no group %s", name)
}

// groups reads how many rows have each value of a field.
type groups struct {
	i     int
	shape *shape
}

func (r groups) read(c *cell, to target) {
	if r.i >= len(c.rows.Groups) {
		to.value(nil)
		return
	}
	list := c.rows.Groups[r.i]
	to.open()
	for i := range list {
		if !to.item() {
			break
		}
		to.object(cell{shape: r.shape, it: &list[i]})
	}
	to.close()
}

// GroupField plans a field of a group.
func GroupField(get func(graph.Group) any) FieldPlan {
	return func(*Planner, spot, *ast.Field) (reader, error) {
		return readFunc(func(c *cell) any { return get(*c.it.(*graph.Group)) }), nil
	}
}
