package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Cell is an object of a response.
type Cell = cell

// Told is the answer to a root field.
type Told struct {
	Value any
	Err   error
}

// Answers plans a query and returns the answers to its root fields by their
// response names, to be read by another than the writer.
func (p *Planner) Answers(op *ast.OperationDefinition, from graph.Reader) (map[string]Told, error) {
	fields, err := p.operation(op)
	out := map[string]Told{}
	for _, f := range fields {
		value, err := f.answer(p.Context, from, new(graph.Arena))
		out[f.key] = Told{value, err}
	}
	return out, err
}

// Read returns what the field of a response name is; false if none was planned.
func (c *cell) Read(key string) (any, bool) {
	for _, f := range c.shape.of(c) {
		if f.key == key {
			var told told
			f.read.read(c, &told)
			return told.all, true
		}
	}
	return nil, false
}

// told is a target that remembers.
type told struct {
	all   any
	lists [][]any
}

func (t *told) value(v any) {
	if d, ok := v.(graph.Day); ok {
		v = d.String()
	}
	if texts, ok := v.([]string); ok && texts == nil {
		v = []string{}
	}
	t.tell(v)
}

func (t *told) object(c cell) { t.tell(&c) }

func (t *told) objects(rows *graph.Rows, s *shape) {
	t.open()
	for i := 0; i < rows.Len && t.item(); i++ {
		t.object(cell{shape: s, row: rows.Row(i), rows: rows})
	}
	t.close()
}

func (t *told) open()      { t.lists = append(t.lists, []any{}) }
func (t *told) item() bool { return true }

func (t *told) close() {
	n := len(t.lists) - 1
	list := t.lists[n]
	t.lists = t.lists[:n]
	t.tell(list)
}

func (t *told) tell(v any) {
	if n := len(t.lists); n > 0 {
		t.lists[n-1] = append(t.lists[n-1], v)
		return
	}
	t.all = v
}

// TypeName returns an object's type as far as its plan lets it be told: of a node
// whose kinds all select the same, any of them will do.
func (c *cell) TypeName(m *graph.Model) string {
	for _, f := range c.shape.of(c) {
		if name, ok := f.read.(typeName); ok {
			kind, _ := c.row[name.slot].(string)
			return kind
		}
	}
	switch {
	case c.shape.byKind != nil:
		kind, _ := c.row[c.shape.kind].(string)
		return kind
	case c.shape.kinds != 0:
		return m.KindsOf(c.shape.kinds)[0].Name
	}
	return c.shape.typ
}
