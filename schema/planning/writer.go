package planning

import (
	"cmp"
	"math"
	"strconv"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// Writer completes a response as JSON (GraphQL spec, section 6.4.3): it is told
// the value of each field in the order of the document and appends it. What may
// not be null and is makes the object or list around it null, up to the first
// that may be (section 6.4.4).
type Writer struct {
	pool *sync.Pool // that it goes back to

	buf  []byte
	errs []*gate.Error

	field *shapeField // whose value is told next
	typ   *ast.Type   // of the value that is told next
	lost  bool        // the value told last is null and may not be

	cells []*cell // the objects being written, the outermost first; kept to be used again
	depth int
	lists []openList

	mixed  bool // the answers may be of several states of the graph
	limits gate.Limits
	budget *graph.Budget
	nodes  int
	most   int         // how long the buffer may grow for the field that is written
	held   int         // how much of it is counted
	void   bool        // the data is null
	over   *gate.Error // the limit that the response has met: nothing of it is of use
}

// openList is a list being written.
type openList struct {
	start int // in the buffer
	typ   *ast.Type
	n     int // how many items were begun
	errs  int // how many errors there were before the item
	lost  bool
}

// writeTexts writes the fields from the i-th on up to one that is not just a
// text, and returns the place of that one. Most fields are.
func (w *Writer) writeTexts(list []*shapeField, i int, c *cell) int {
	b := w.buf
	for ; i < len(list); i++ {
		f := list[i]
		if f.fixed {
			b = append(b, f.json...)
			continue
		}
		if f.slot < 0 || f.check != isText {
			break
		}
		s, ok := c.row[f.slot].(string)
		if !ok {
			break
		}
		b = AppendText(append(b, f.json...), s)
	}
	w.buf = b
	return i
}

// writeField writes a field of an object.
func (w *Writer) writeField(f *shapeField, c *cell) {
	w.buf = append(w.buf, f.json...)
	w.field, w.typ = f, f.typ
	before := len(w.errs)
	if f.slot >= 0 {
		w.value(c.row[f.slot])
	} else {
		f.read.read(c, w)
	}
	if len(w.errs) > before {
		w.within(before, f.key)
	}
}

// within adds an element to the paths of the errors found since. Paths grow from
// their end; see finish.
func (w *Writer) within(before int, element any) {
	for _, e := range w.errs[before:] {
		e.Path = append(e.Path, element)
	}
}

// object writes an object.
func (w *Writer) object(c cell) {
	w.fill(w.push(c))
	w.depth--
}

// objects writes rows as a list of objects.
func (w *Writer) objects(rows *graph.Rows, s *shape) {
	w.open()
	at := w.push(cell{shape: s, rows: rows})
	for i := 0; i < rows.Len && w.item(); i++ {
		at.row = rows.Row(i)
		w.fill(at)
	}
	w.depth--
	w.close()
}

// fill writes the object that was pushed last.
func (w *Writer) fill(at *cell) {
	if w.nodes++; w.nodes > w.limits.Objects || len(w.buf) > w.most {
		w.stop()
	}
	if w.over != nil {
		w.null()
		return
	}
	field, typ, start := w.field, w.typ, len(w.buf)
	w.fields(at.shape.of(at), at)
	w.field, w.typ = field, typ
	if w.lost {
		w.buf = w.buf[:start]
		w.null()
	}
}

func (w *Writer) fields(list []*shapeField, c *cell) {
	start := len(w.buf)
	for i := w.writeTexts(list, 0, c); i < len(list); i = w.writeTexts(list, i+1, c) {
		if w.writeField(list[i], c); w.lost {
			return
		}
	}
	if len(w.buf) == start {
		w.buf = append(w.buf, '{')
	}
	w.buf[start] = '{' // in the place of the first field's comma
	w.buf = append(w.buf, '}')
}

// push keeps an object while its fields are written.
func (w *Writer) push(c cell) *cell {
	if w.depth == len(w.cells) {
		w.cells = append(w.cells, new(cell))
	}
	at := w.cells[w.depth]
	*at = c
	w.depth++
	return at
}

// null writes null, or where there may be none, leaves it to what is around.
func (w *Writer) null() {
	if w.lost = w.typ.NonNull; !w.lost {
		w.buf = append(w.buf, "null"...)
	}
}

func (w *Writer) open() {
	w.lists = append(w.lists, openList{start: len(w.buf), typ: w.typ, errs: len(w.errs)})
	w.typ = w.typ.Elem
	w.buf = append(w.buf, '[')
}

func (w *Writer) item() bool {
	l := &w.lists[len(w.lists)-1]
	w.ended(l)
	if l.lost || w.over != nil {
		return false
	}
	if l.n > 0 {
		w.buf = append(w.buf, ',')
	}
	l.n++
	return true
}

// ended looks at the item that was told last.
func (w *Writer) ended(l *openList) {
	if len(w.errs) > l.errs {
		w.within(l.errs, l.n-1)
		l.errs = len(w.errs)
	}
	l.lost, w.lost = l.lost || w.lost, false
}

func (w *Writer) close() {
	l := &w.lists[len(w.lists)-1]
	w.ended(l)
	w.lists = w.lists[:len(w.lists)-1]
	w.typ = l.typ
	if l.lost {
		w.buf = w.buf[:l.start]
		w.null()
		return
	}
	w.buf = append(w.buf, ']')
}

// value writes a scalar or a list of texts. One that is not of its type is an
// error (section 6.4.3, CoerceResult).
func (w *Writer) value(v any) {
	w.lost = false
	switch v := v.(type) {
	case nil:
		w.nothing()
	case string:
		w.text(v)
	case int64:
		w.number(v)
	case int:
		w.number(int64(v))
	case float64:
		w.fraction(v)
	case bool:
		w.flag(v)
	case graph.Day:
		w.text(v.String())
	case []string:
		w.texts(v)
	default:
		w.wrong(v)
	}
}

// nothing writes a null that the store gave.
func (w *Writer) nothing() {
	if w.typ.NonNull {
		w.fail(graph.Errorf(graph.Internal, "complete", "%s is null and may not be", w.field.key))
		return
	}
	w.null()
}

func (w *Writer) text(s string) {
	switch w.field.check {
	case isText:
		w.buf = AppendText(w.buf, s)
	case isEnum:
		for _, v := range w.field.values {
			if v.Name == s {
				w.buf = append(append(append(w.buf, '"'), s...), '"')
				return
			}
		}
		w.wrong(s)
	default:
		w.wrong(s)
	}
}

func (w *Writer) number(n int64) {
	if w.field.check != isInt || n < math.MinInt32 || n > math.MaxInt32 {
		w.wrong(n)
		return
	}
	w.buf = strconv.AppendInt(w.buf, n, 10)
}

// fraction writes a Float, which is finite (section 3.5.2).
func (w *Writer) fraction(f float64) {
	if w.field.check != isFloat || math.IsInf(f, 0) || math.IsNaN(f) {
		w.wrong(f)
		return
	}
	w.buf = strconv.AppendFloat(w.buf, f, 'g', -1, 64)
}

func (w *Writer) flag(b bool) {
	if w.field.check != isFlag {
		w.wrong(b)
		return
	}
	w.buf = strconv.AppendBool(w.buf, b)
}

func (w *Writer) texts(list []string) {
	if w.typ.Elem == nil {
		w.wrong(list)
		return
	}
	w.open()
	for _, s := range list {
		if !w.item() {
			break
		}
		w.text(s)
	}
	w.close()
}

func (w *Writer) wrong(v any) {
	w.fail(graph.Errorf(graph.Internal, "complete", "%s: %v is not of the type %s", w.field.key, v, w.typ))
}

// fail writes null in the place of a value that there is an error for. One that
// was met while it was planned knows better where in the document.
func (w *Writer) fail(err error) {
	e := *gate.ErrorOf(err)
	if w.mixed && e.Code == graph.Internal {
		e = gate.Error{Message: "the graph changed each time while it was asked; ask again", Code: graph.Unavailable, Cause: err}
	}
	if e.Path = nil; e.Locations == nil {
		e.Locations = gate.LocationOf(w.field.at)
	}
	w.errs = append(w.errs, &e)
	w.null()
}

// stop ends a response that is larger than it may be.
func (w *Writer) stop() {
	if w.over != nil {
		return
	}
	w.over = cmp.Or(
		gate.NotMore("objects or more in its answer", w.nodes, w.limits.Objects),
		gate.NotMore("bytes or more in its answer", len(w.buf), w.limits.Output))
	if w.over == nil { // it is the budget that has no room
		w.hold()
	}
}

// hold counts what was written since, which is held to the end.
func (w *Writer) hold() {
	if err := w.budget.Hold("write", len(w.buf)-w.held); err != nil && w.over == nil {
		w.over = gate.ErrorOf(err)
	}
	w.held = len(w.buf)
}
