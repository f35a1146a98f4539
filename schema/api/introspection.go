package api

import (
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// introspection has the root fields that ask about a schema answered by graphql-go,
// whose answer is written in the order that was asked for.
func (d *Definer) introspection(types *ast.Schema) error {
	exec, err := NewExecutor(types, nil, func(any) string { return "" })
	if err != nil {
		return err
	}
	for _, name := range []string{"__schema", "__type"} {
		d.roots[types.Query.Fields.ForName(name)] = func(p *planning.Planner, f *ast.Field, _ map[string]any, _ graph.Plan) (planning.Root, error) {
			text, err := introspect(exec, p, f)
			return planning.TextRoot(text), err
		}
	}
	return nil
}

// introspect answers a field that asks about the schema.
func introspect(exec *Executor, p *planning.Planner, f *ast.Field) ([]byte, error) {
	result := exec.Execute(p, nil, f)
	if err := graph.Ended(p.Context, "introspect"); err != nil {
		return nil, err
	}
	if result.HasErrors() {
		return nil, result.Errors[0]
	}
	data, _ := result.Data.(map[string]any)
	text := appendAnswer(nil, p, f, data[f.Alias])
	return text, graph.Ended(p.Context, "introspect")
}

// appendAnswer writes what graphql-go has answered to a field, until that is more
// than the whole answer may be, which the writer finds, or nobody waits for it.
func appendAnswer(b []byte, p *planning.Planner, f *ast.Field, v any) []byte {
	switch v := v.(type) {
	case string:
		return planning.AppendText(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	case []any:
		b = append(b, '[')
		for i, item := range v {
			if len(b) > p.Gate.Limits.Output || p.Context.Err() != nil {
				break
			}
			if i > 0 {
				b = append(b, ',')
			}
			b = appendAnswer(b, p, f, item)
		}
		return append(b, ']')
	case map[string]any:
		b = append(b, '{')
		for i, group := range p.Collect(0, f.Definition.Type.Name(), f.SelectionSet) {
			if i > 0 {
				b = append(b, ',')
			}
			inner := planning.Merged(group.Fields)
			b = appendAnswer(append(planning.AppendText(b, inner.Alias), ':'), p, inner, v[inner.Alias])
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}
