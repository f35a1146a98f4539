package schema

import (
	"parley/graph"
)

// shape is how an object of the response is read from a record: its fields by
// response name, in the order of the document.
type shape struct {
	fields []shapeField
	typ    string // as it was planned: of a node it may be an interface
	kind   int    // the slot of a node's kind; -1 for what is not a node
}

// shapeField is one field of a shape.
type shapeField struct {
	key   string
	kinds graph.KindSet // of a node: the kinds that have it
	read  reader
}

// cell is an object of the response: a shape over what the store answered.
type cell struct {
	shape *shape
	row   []graph.Value // of what has a record
	rows  *graph.Rows   // of a connection and its page info
	it    any           // of a value that is an object: a date, an identifier, a group
}

// reader reads a field of a cell: a scalar, a *cell, a []any of these, or nil.
type reader interface{ read(c *cell) any }

// readFunc is a reader that is a function.
type readFunc func(c *cell) any

func (f readFunc) read(c *cell) any { return f(c) }

// leaf reads a scalar.
type leaf struct{ slot int }

func (r leaf) read(c *cell) any {
	switch v := c.row[r.slot].(type) {
	case graph.Day:
		return v.String()
	case []string:
		return v
	default:
		return v
	}
}

// texts reads a list of texts, which is never null.
type texts struct{ slot int }

func (r texts) read(c *cell) any {
	list, _ := c.row[r.slot].([]string)
	if list == nil {
		return []string{}
	}
	return list
}

// sameRow reads an object that stands in the same record; it is null where the
// slot that shows its presence is.
type sameRow struct {
	present int
	shape   *shape
}

func (r sameRow) read(c *cell) any {
	if c.row[r.present] == nil {
		return nil
	}
	return &cell{shape: r.shape, row: c.row}
}

// value reads an object that is a value of a slot: a date.
type value struct {
	slot  int
	shape *shape
}

func (r value) read(c *cell) any {
	if c.row[r.slot] == nil {
		return nil
	}
	return &cell{shape: r.shape, it: c.row[r.slot]}
}

// values reads a list of such objects, never null: identifiers.
type values struct {
	slot  int
	shape *shape
	each  func(graph.Value) []any
}

func (r values) read(c *cell) any {
	out := []any{}
	for _, it := range r.each(c.row[r.slot]) {
		out = append(out, &cell{shape: r.shape, it: it})
	}
	return out
}

// below reads a list of objects from a list below the record.
type below struct {
	slot  int
	shape *shape
}

func (r below) read(c *cell) any {
	rows, _ := c.row[r.slot].(*graph.Rows)
	return cells(rows, r.shape)
}

func cells(rows *graph.Rows, s *shape) any {
	if rows == nil {
		return nil
	}
	out := make([]any, rows.Len)
	for i := range out {
		out[i] = &cell{shape: s, row: rows.Row(i), rows: rows}
	}
	return out
}

// connection reads a connection from a list below the record.
type connection struct {
	slot  int
	shape *shape
}

func (r connection) read(c *cell) any {
	rows, _ := c.row[r.slot].(*graph.Rows)
	if rows == nil {
		return nil
	}
	return &cell{shape: r.shape, rows: rows}
}

// pageRows reads the rows of a connection as objects.
type pageRows struct{ shape *shape }

func (r pageRows) read(c *cell) any { return cells(c.rows, r.shape) }

// pageReader reads something of a connection's page.
type pageReader struct {
	list *listPlan
	get  func(r *pageReader, c *cell) any
}

func (r *pageReader) read(c *cell) any { return r.get(r, c) }

func (r *pageReader) hasNext(rows *graph.Rows) bool {
	if r.list.Page.Backward {
		return len(r.list.Page.Before) > 0
	}
	return rows.More
}

func (r *pageReader) hasPrevious(rows *graph.Rows) bool {
	if r.list.Page.Backward {
		return rows.More
	}
	return len(r.list.Page.After) > 0
}

// cursorAt gives the cursor of the i-th row, or null where there is none.
func (r *pageReader) cursorAt(rows *graph.Rows, i int) any {
	if i < 0 || i >= rows.Len {
		return nil
	}
	return r.list.cursor(rows.Row(i))
}

// find gives the field of a response name that applies to the cell.
func (c *cell) find(key string, model *graph.Model) *shapeField {
	for i := range c.shape.fields {
		f := &c.shape.fields[i]
		if f.key == key && (f.kinds == 0 || f.kinds.Has(model.Kind(c.kindName()))) {
			return f
		}
	}
	return nil
}

// kindName gives the kind of a node's cell, or "".
func (c *cell) kindName() string {
	if c.shape.kind < 0 {
		return ""
	}
	name, _ := c.row[c.shape.kind].(string)
	return name
}
