package schema

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql"

	"parley/graph"
)

// secondOpinion lets graphql-go's executor complete what the writer does: both
// see the same gate, the same plans and the same records, and all from there on
// is graphql-go's own.
type secondOpinion struct {
	*Schema
	types graphql.Schema
}

func secondOpinionOf(t testing.TB, s *Schema) *secondOpinion {
	t.Helper()
	types, err := newExecutable(s.gate.Schema, resolve, func(v any) string { return v.(*cell).typeName(s.model) })
	if err != nil {
		t.Fatal(err)
	}
	return &secondOpinion{s, types}
}

// Errors of graphql-go that comparisons pass over:
//
//   - It sorts an object's keys; the spec has the order of the selection (section
//     7.2.2). Answers are compared as values, and order in TestOrder.
//   - An Int beyond 32 bits is null without an error (3.5.1), as is a value that
//     an enum does not have (3.9); an error in a NonNull thunk nulls all data
//     (6.4.4). No store gives such values unless it is made to; see TestNulls and
//     TestValues, where what the spec has is written out.
//   - It has no null literal (2.9.5) and coerces variables wrongly (6.1.2). It
//     never sees any: plans hold arguments. See TestVariables.
//   - It does not parse all documents (2.1); it gets what gqlparser has parsed.
//   - It does not know newer fields of introspection (4.2): see
//     completeIntrospection.

// ask returns graphql-go's answer to a query, and how many errors it has; false if
// the request is refused before it is executed.
func (o *secondOpinion) ask(ctx context.Context, store graph.Store, r Request) (data any, errors int, executed bool) {
	doc, errs := o.gate.Admit(r.Query)
	if errs != nil {
		return nil, 0, false
	}
	op, _ := doc.Pick(r.OperationName)
	if op == nil {
		return nil, 0, false
	}
	vars, bad := o.gate.Variables(op, r.Variables)
	if bad != nil {
		return nil, 0, false
	}
	p := o.plans.planner(ctx, vars)
	fields, err := p.operation(op)
	if err != nil {
		return nil, 0, false
	}
	root, from := answers{}, store.Snapshot()
	for _, f := range fields {
		value, err := f.answer(ctx, from, new(graph.Arena))
		root[f.key] = answer{value, err}
	}
	result := graphql.Execute(graphql.ExecuteParams{
		Schema: o.types, Root: root, AST: rewritten(p, op.SelectionSet...),
		Context: context.WithValue(ctx, gateKey{}, o.gate.Schema),
	})
	return result.Data, len(result.Errors), true
}

// answers are what root fields answer, by their response names.
type answers map[string]answer

type answer struct {
	value any
	err   error
}

// resolve reads a field from what was planned for it: a root field from the
// answers, others from their cell.
func resolve(p graphql.ResolveParams) (any, error) {
	key, _ := p.Info.Path.Key.(string)
	switch source := p.Source.(type) {
	case answers:
		return source[key].value, source[key].err
	case *cell:
		for _, f := range source.shape.of(source) {
			if f.key == key {
				var told told
				f.read.read(source, &told)
				return told.all, nil
			}
		}
	}
	return nil, graph.Errorf(graph.Internal, "resolve", "%s was not planned", key)
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

// typeName returns an object's type as far as its plan lets it be told: of a node
// whose kinds all select the same, any of them will do.
func (c *cell) typeName(m *graph.Model) string {
	for _, f := range c.shape.of(c) {
		if name, ok := f.read.(typeName); ok && name.name == "" {
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

// agree holds the writer's answer against graphql-go's. It reports whether the
// request was executed.
func (o *secondOpinion) agree(t *testing.T, store graph.Store, r Request) bool {
	t.Helper()
	data, errors, executed := o.ask(t.Context(), store, r)
	response := o.Do(t.Context(), store, r)
	defer response.Close()
	if executed != response.Executed {
		t.Fatalf("executed is %v, by graphql-go %v: %v\n%s", response.Executed, executed, response.Errors, asked(r))
	}
	if !executed {
		return false
	}
	if diff := cmp.Diff(decoded(t, encoded(t, map[string]any{"data": data}))["data"], decoded(t, response.JSON())["data"]); diff != "" {
		t.Fatalf("(-graphql-go +writer):\n%s\n%s", diff, asked(r))
	}
	// Where an error takes all data away, graphql-go may leave other fields' errors
	// out, which section 6.4.4 of the spec allows.
	if left := len(response.Errors) - errors; left != 0 && (left < 0 || data != nil) {
		t.Fatalf("%d errors, %d by graphql-go: %v\n%s", len(response.Errors), errors, response.Errors, asked(r))
	}
	return true
}

func asked(r Request) string {
	vars, _ := json.Marshal(r.Variables)
	return r.Query + "\n" + string(vars)
}

func encoded(t testing.TB, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decoded(t testing.TB, text []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
