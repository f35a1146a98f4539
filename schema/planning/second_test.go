package planning_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/graphql-go/graphql"

	"parley/graph"
	"parley/schema"
	"parley/schema/api"
	"parley/schema/gate"
	"parley/schema/mutation"
	"parley/schema/planning"
)

// secondOpinion lets graphql-go's executor complete what the writer does: both
// see the same gate, the same plans and the same records, and all from there on
// is graphql-go's own.
type secondOpinion struct {
	*schema.Schema
	gate  *gate.Gate
	plans *planning.Plans
	exec  *api.Executor
}

func secondOpinionOf(t testing.TB) *secondOpinion {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	d := api.Define(m)
	mutation.Define(d)
	types, err := d.Load()
	if err != nil {
		t.Fatal(err)
	}
	exec, err := api.NewExecutor(types, resolve, func(v any) string { return v.(*planning.Cell).TypeName(m) })
	if err != nil {
		t.Fatal(err)
	}
	g := gate.New(types, gate.DefaultLimits(), false, 0)
	return &secondOpinion{s, g, planning.New(d.Rules(g), 0), exec}
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
//     api/introspect.go.

// ask returns graphql-go's answer to a query, and how many errors it has; false if
// the request is refused before it is executed.
func (o *secondOpinion) ask(ctx context.Context, store graph.Store, r schema.Request) (data any, errors int, executed bool) {
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
	p := o.plans.NewPlanner(ctx, vars)
	answers, err := p.Answers(op, store.Snapshot())
	if err != nil {
		return nil, 0, false
	}
	result := o.exec.Execute(p, answers, op.SelectionSet...)
	return result.Data, len(result.Errors), true
}

// resolve reads a field from what was planned for it: a root field from the
// answers, others from their cell.
func resolve(p graphql.ResolveParams) (any, error) {
	key, _ := p.Info.Path.Key.(string)
	switch source := p.Source.(type) {
	case map[string]planning.Told:
		return source[key].Value, source[key].Err
	case *planning.Cell:
		if v, ok := source.Read(key); ok {
			return v, nil
		}
	}
	return nil, graph.Errorf(graph.Internal, "resolve", "%s was not planned", key)
}

// agree holds the writer's answer against graphql-go's. It reports whether the
// request was executed.
func (o *secondOpinion) agree(t *testing.T, store graph.Store, r schema.Request) bool {
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

func asked(r schema.Request) string {
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
