package schema

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/gate"
)

// planList plans a root field that is a connection.
func (p *planner) planList(l *listPlan, f *ast.Field, args map[string]any, of graph.Plan) (*listRoot, error) {
	if err := p.setList(l, args); err != nil {
		return nil, err
	}
	s, err := p.object(place{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	return newListRoot(l, of, func(rows *graph.Rows) (any, error) {
		return &cell{shape: s, rows: rows}, nil
	}), err
}

func planKinds(kinds graph.KindSet) planRoot {
	return func(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
		return p.planList(newList(graph.From{Kinds: kinds}, kinds), f, args, of)
	}
}

func planFacts(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	return p.planList(newList(graph.From{Evidence: true}, 0), f, args, of)
}

// maxMatches is how many ids an ambiguous name's error lists.
const maxMatches = 10

// planByKey plans the one node of a kind with an id or a name.
func planByKey(k *graph.Kind) planRoot {
	return func(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
		id, hasID := args["id"].(string)
		name, hasName := args["name"].(string)
		if hasID == hasName {
			return nil, graph.Errorf(graph.BadInput, k.Singular(), "give exactly one of id and name")
		}
		where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: id}
		if hasName {
			fold := graph.Fold(name)
			if fold == "" {
				return nil, graph.Errorf(graph.BadInput, k.Singular(), "name: %q names nobody", name)
			}
			where = graph.Is{Field: graph.Field{Prop: p.model.NodeProp("name")}, Op: graph.Named, Value: fold}
		}
		return p.planOne(graph.KindSet(0).With(k), where, f, of, func(ids []string) error {
			return graph.Errorf(graph.Ambiguous, k.Singular(), "%q names several: %s; ask by id", name, strings.Join(ids, ", "))
		})
	}
}

func planNodeByID(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: args["id"]}
	return p.planOne(p.model.All, where, f, of, func([]string) error { return nil })
}

// planOne plans a node that a filter finds, or null; several are an error.
func (p *planner) planOne(kinds graph.KindSet, where graph.Filter, f *ast.Field, of graph.Plan, several func(ids []string) error) (root, error) {
	l := newList(graph.From{Kinds: kinds}, kinds)
	l.Where, l.Rows, l.Page.Limit, l.asked = where, true, maxMatches, 1
	id := l.slot(graph.Field{Get: graph.GetID}, 0)
	s, err := p.object(place{list: l, kinds: kinds}, f.Definition.Type.Name(), f.SelectionSet)
	return newListRoot(l, of, func(rows *graph.Rows) (any, error) {
		switch rows.Len {
		case 0:
			return nil, nil
		case 1:
			return &cell{shape: s, row: rows.Row(0)}, nil
		}
		ids := make([]string, rows.Len)
		for i := range ids {
			ids[i] = fmt.Sprint(rows.Row(i)[id])
		}
		return nil, several(ids)
	}), err
}

// planNodesByID plans many nodes, in the order in which they are asked for.
func planNodesByID(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	ids := gate.TextsOf(args["ids"])
	if len(ids) > graph.MaxPage {
		return nil, graph.Errorf(graph.BadInput, "nodes", "%d ids at once; at most %d are taken", len(ids), graph.MaxPage)
	}
	l := newList(graph.From{Kinds: p.model.All}, p.model.All)
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: valuesOf(ids)}
	l.Rows, l.Page.Limit, l.asked = true, graph.MaxPage, len(ids)
	id := l.slot(graph.Field{Get: graph.GetID}, 0)
	s, err := p.object(place{list: l, kinds: p.model.All}, f.Definition.Type.Name(), f.SelectionSet)
	return newListRoot(l, of, func(rows *graph.Rows) (any, error) {
		found := map[graph.Value]any{}
		for i := range rows.Len {
			found[rows.Row(i)[id]] = &cell{shape: s, row: rows.Row(i)}
		}
		out := make([]any, len(ids))
		for i, id := range ids {
			out[i] = found[cmp.Or(rows.Meant[id], id)]
		}
		return out, nil
	}), err
}

// planSearch plans a search.
func planSearch(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	kinds := p.model.All
	if names, ok := args["kinds"].([]any); ok {
		if err := p.knownKinds(map[string]any{"kinds": names}); err != nil {
			return nil, err
		}
		kinds = kindsNamed(p.model, gate.TextsOf(names))
	}
	l := newList(graph.From{Kinds: kinds}, kinds)
	l.ranked, l.ordered = true, "search"
	list, err := p.planList(l, f, args, of)
	if err != nil {
		return nil, err
	}
	words, _ := args["text"].(string)
	if len(words) > maxSearch {
		return nil, graph.Errorf(graph.BadInput, "search", "text: %d bytes are too many words; at most %d are taken", len(words), maxSearch)
	}
	list.ask = func(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
		return from.Search(ctx, &graph.Search{Words: words, Plan: *p})
	}
	return list, nil
}

// maxSearch is the longest text of a search, in bytes.
const maxSearch = 1000
