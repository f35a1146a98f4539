package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// shape is how an object of the response is read from a record.
type shape struct {
	fields []*shapeField // in the order of the document
	typ    string        // as it was planned: of a node it may be an interface
	kinds  graph.KindSet // of a node: those that it can have

	// Of a node whose kinds select differently: the slot of its kind, and the
	// fields of each kind in the order in which it selects them.
	kind   int
	byKind map[string][]*shapeField
}

// of returns the fields of an object.
func (s *shape) of(c *cell) []*shapeField {
	if s.byKind == nil {
		return s.fields
	}
	kind, _ := c.row[s.kind].(string)
	return s.byKind[kind]
}

// shapeField is one field of a shape.
type shapeField struct {
	key    string        // its response name
	json   []byte        // a comma, the key as JSON, a colon
	fixed  bool          // the value too: it is always the same
	kinds  graph.KindSet // of a node: the kinds that have it
	slot   int           // of a plain scalar: where it stands; else -1
	read   reader
	typ    *ast.Type
	check  check
	values ast.EnumValueList // of an enum
	at     *ast.Position
}

// check says what a scalar is held against before it is written.
type check uint8

const (
	isText check = iota
	isInt
	isFloat
	isFlag
	isEnum
)

// cell is an object of the response: a shape over what the store answered.
type cell struct {
	shape *shape
	row   []graph.Value // of what has a record
	rows  *graph.Rows   // of a connection and its page info
	it    any           // of a value that is an object: a date, an identifier, a group
}

// reader reads a field of an object and tells it to a target.
type reader interface{ read(c *cell, to target) }

// target is told the value of a field: a scalar, an object, or a list, which is
// told item by item between open and close.
type target interface {
	value(v any) // a scalar, a list of texts, or nil
	object(c cell)
	objects(rows *graph.Rows, s *shape) // a list of objects
	open()
	item() bool // the next item follows; false says that no more are needed
	close()
}

// readFunc is a reader that is a function: it gives a scalar, a *cell, a []any
// of these, or nil.
type readFunc func(c *cell) any

func (f readFunc) read(c *cell, to target) { tell(to, f(c)) }

func tell(to target, v any) {
	switch v := v.(type) {
	case *cell:
		to.object(*v)
	case []any:
		to.open()
		for _, item := range v {
			if !to.item() {
				break
			}
			tell(to, item)
		}
		to.close()
	default:
		to.value(v)
	}
}

// leaf reads a scalar.
type leaf struct{ slot int }

func (r leaf) read(c *cell, to target) { to.value(c.row[r.slot]) }

// texts reads a list of texts, which is never null.
type texts struct{ slot int }

func (r texts) read(c *cell, to target) {
	if list := c.row[r.slot]; list != nil {
		to.value(list)
		return
	}
	to.value([]string(nil))
}

// constant reads a text that the plan knows: a __typename that can be but one, a
// snapshot.
type constant struct{ text string }

func (r constant) read(_ *cell, to target) { to.value(r.text) }

// typeName reads the __typename that is a node's kind.
type typeName struct{ slot int }

func (r typeName) read(c *cell, to target) { to.value(c.row[r.slot]) }

// sameRow reads an object that stands in the same record; it is null where the
// slot that shows its presence is.
type sameRow struct {
	present int
	shape   *shape
}

func (r sameRow) read(c *cell, to target) {
	if c.row[r.present] == nil {
		to.value(nil)
		return
	}
	to.object(cell{shape: r.shape, row: c.row})
}

// value reads an object that is a value of a slot: a date.
type value struct {
	slot  int
	shape *shape
}

func (r value) read(c *cell, to target) {
	if c.row[r.slot] == nil {
		to.value(nil)
		return
	}
	to.object(cell{shape: r.shape, it: c.row[r.slot]})
}

// values reads a list of such objects, never null: identifiers.
type values[T any] struct {
	slot  int
	shape *shape
}

func (r values[T]) read(c *cell, to target) {
	list, _ := c.row[r.slot].([]T)
	to.open()
	for i := range list {
		if !to.item() {
			break
		}
		to.object(cell{shape: r.shape, row: c.row, it: &list[i]})
	}
	to.close()
}

// below reads a list of objects from a list below the record.
type below struct {
	slot  int
	shape *shape
}

func (r below) read(c *cell, to target) {
	rows, _ := c.row[r.slot].(*graph.Rows)
	tellRows(to, rows, r.shape)
}

func tellRows(to target, rows *graph.Rows, s *shape) {
	if rows == nil {
		to.value(nil)
		return
	}
	to.objects(rows, s)
}

// connection reads a connection from a list below the record.
type connection struct {
	slot  int
	shape *shape
}

func (r connection) read(c *cell, to target) {
	rows, _ := c.row[r.slot].(*graph.Rows)
	if rows == nil {
		to.value(nil)
		return
	}
	to.object(cell{shape: r.shape, rows: rows})
}

// pageRows reads the rows of a connection as objects.
type pageRows struct{ shape *shape }

func (r pageRows) read(c *cell, to target) { tellRows(to, c.rows, r.shape) }

// Page is what there is to say of one page of a list.
type Page interface {
	HasNext() bool
	HasPrevious() bool
	Start() any // the cursor of the first row, or null where there is none
	End() any   // that of the last
}

// pageReader reads something of a page: of that which the cell holds, or of the
// rows of a connection.
type pageReader struct {
	list *List
	get  func(Page) any
}

func (r pageReader) read(c *cell, to target) {
	page, ok := c.it.(Page)
	if !ok {
		page = rowsPage{r.list, c.rows}
	}
	to.value(r.get(page))
}

// rowsPage is a page of a connection.
type rowsPage struct {
	list *List
	rows *graph.Rows
}

func (p rowsPage) HasNext() bool {
	if p.list.Page.Backward {
		return len(p.list.Page.Before) > 0
	}
	return p.rows.More
}

func (p rowsPage) HasPrevious() bool {
	if p.list.Page.Backward {
		return p.rows.More
	}
	return len(p.list.Page.After) > 0
}

func (p rowsPage) Start() any { return p.cursorAt(0) }
func (p rowsPage) End() any   { return p.cursorAt(p.rows.Len - 1) }

func (p rowsPage) cursorAt(i int) any {
	if i < 0 || i >= p.rows.Len {
		return nil
	}
	return p.list.cursor(p.rows.Row(i))
}
