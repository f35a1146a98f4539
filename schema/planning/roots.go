package planning

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
func (p *Planner) planList(l *List, f *ast.Field, args map[string]any, of graph.Plan) (*listRoot, error) {
	if err := p.setList(l, args); err != nil {
		return nil, err
	}
	s, err := p.object(spot{list: l}, f.Definition.Type.Name(), f.SelectionSet)
	return newListRoot(l, of, func(rows *graph.Rows) (any, error) {
		return &cell{shape: s, rows: rows}, nil
	}), err
}

// OfKinds plans a list of the nodes of some kinds.
func OfKinds(kinds graph.KindSet) RootPlan {
	return func(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
		return p.planList(NewList(graph.From{Kinds: kinds}, kinds), f, args, of)
	}
}

// Facts plans the list of all evidence.
func Facts(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
	return p.planList(NewList(graph.From{Evidence: true}, 0), f, args, of)
}

// maxMatches is how many ids an ambiguous name's error lists.
const maxMatches = 10

// ByKey plans the one node of a kind with an id or a name.
func ByKey(k *graph.Kind) RootPlan {
	return func(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
		id, hasID := args["id"].(string)
		name, hasName := args["name"].(string)
		if hasID == hasName {
			return nil, graph.Errorf(graph.BadInput, k.Singular(), "give exactly one of id and name")
		}
		where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: id}
		if hasName {
			fold := graph.Fold(name)
			if fold == "" {
				return nil, graph.Errorf(graph.BadInput, k.Singular(), "name: %q names nobody", name).In("name")
			}
			where = graph.Is{Field: graph.Field{Prop: p.Model.NodeProp("name")}, Op: graph.Named, Value: fold}
		}
		return p.planOne(graph.KindSet(0).With(k), where, f, of, func(ids []string) error {
			return graph.Errorf(graph.Ambiguous, k.Singular(), "%q names several: %s; ask by id", name, strings.Join(ids, ", "))
		})
	}
}

// NodeByID plans the node with an id.
func NodeByID(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
	where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: args["id"]}
	return p.planOne(p.Model.All, where, f, of, func([]string) error { return nil })
}

// planOne plans a node that a filter finds, or null; several are an error.
func (p *Planner) planOne(kinds graph.KindSet, where graph.Filter, f *ast.Field, of graph.Plan, several func(ids []string) error) (Root, error) {
	l := NewList(graph.From{Kinds: kinds}, kinds)
	l.Where, l.Rows, l.Page.Limit, l.asked = where, true, maxMatches, 1
	id := l.Slot(graph.Field{Get: graph.GetID}, 0)
	s, err := p.object(spot{list: l, kinds: kinds}, f.Definition.Type.Name(), f.SelectionSet)
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

// NodesByID plans many nodes, in the order in which they are asked for.
func NodesByID(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
	ids := gate.TextsOf(args["ids"])
	if len(ids) > graph.MaxPage {
		return nil, graph.Errorf(graph.BadInput, "nodes", "%d ids at once; at most %d are taken", len(ids), graph.MaxPage).In("ids")
	}
	l := NewList(graph.From{Kinds: p.Model.All}, p.Model.All)
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: Values(ids)}
	l.Rows, l.Page.Limit, l.asked = true, graph.MaxPage, len(ids)
	id := l.Slot(graph.Field{Get: graph.GetID}, 0)
	s, err := p.object(spot{list: l, kinds: p.Model.All}, f.Definition.Type.Name(), f.SelectionSet)
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

// Search plans the list of what words find.
func Search(p *Planner, f *ast.Field, args map[string]any, of graph.Plan) (Root, error) {
	kinds := p.Model.All
	if names, ok := args["kinds"].([]any); ok {
		kinds = KindsNamed(p.Model, gate.TextsOf(names))
	}
	l := NewList(graph.From{Kinds: kinds}, kinds)
	l.ranked, l.ordered = true, "search"
	list, err := p.planList(l, f, args, of)
	if err != nil {
		return nil, err
	}
	words, _ := args["text"].(string)
	if len(words) > MaxSearch {
		return nil, graph.Errorf(graph.BadInput, "search", "text: %d bytes are too many words; at most %d are taken", len(words), MaxSearch).In("text")
	}
	list.ask = func(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
		return from.Search(ctx, &graph.Search{Words: words, Plan: *p})
	}
	return list, nil
}

// Revision plans the name of the state of the graph.
func Revision(*Planner, *ast.Field, map[string]any, graph.Plan) (Root, error) {
	return revisionRoot{}, nil
}

// revisionRoot is the name of the state that the other root fields are read from.
type revisionRoot struct{}

func (revisionRoot) answer(ctx context.Context, from graph.Reader, _ *graph.Arena) (any, error) {
	return from.Revision(ctx)
}

func (revisionRoot) cost() int { return 1 }

// MaxSearch is the longest text of a search, in bytes.
const MaxSearch = 1000
