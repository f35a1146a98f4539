package schema

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// rootField is a planned root field: where its answer stands, and how it is found.
type rootField struct {
	key   string
	field *shapeField
	root
}

// root is what a root field is planned as. There is a type for each sort.
type root interface {
	// answer finds the answer. What that is read from stands in memory.
	answer(ctx context.Context, from graph.Reader, memory *graph.Arena) (any, error)

	// cost is how many objects it may give, and how many rows it may look at to
	// filter, order and group.
	cost() int
}

// textRoot is an answer that needs no store, as JSON.
type textRoot []byte

func (r textRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) { return r, nil }
func (r textRoot) cost() int                                                       { return 1 }

// failedRoot is a root field that cannot be planned.
type failedRoot struct{ err error }

func (r failedRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) {
	return nil, r.err
}

func (r failedRoot) cost() int { return 1 }

// mutationRoot is a mutation: it makes it, and returns what is selected of it.
type mutationRoot func() (any, error)

func (r mutationRoot) answer(context.Context, graph.Reader, *graph.Arena) (any, error) { return r() }
func (r mutationRoot) cost() int                                                       { return 1 }

// listRoot is one question for the store, and how its answer is read.
type listRoot struct {
	list *listPlan
	plan graph.Plan
	ask  func(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error)
	read func(rows *graph.Rows) (any, error)
}

// newListRoot returns what selects a list.
func newListRoot(l *listPlan, of graph.Plan, read func(rows *graph.Rows) (any, error)) *listRoot {
	of.Root = l.List
	return &listRoot{l, of, selectRows, read}
}

func (r *listRoot) answer(ctx context.Context, from graph.Reader, memory *graph.Arena) (any, error) {
	plan := r.plan
	plan.Memory = memory
	rows, err := r.ask(ctx, from, &plan)
	if err != nil {
		return nil, err
	}
	return r.read(rows)
}

func (r *listRoot) cost() int { return r.list.cost() }

// selectRows asks a store for a plan.
func selectRows(ctx context.Context, from graph.Reader, p *graph.Plan) (*graph.Rows, error) {
	return from.Select(ctx, p)
}

// planRoot plans a root field. What it asks of a store has the name, the bound and
// the day of the question.
type planRoot func(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error)

// root adds a root field.
func (d *definer) root(name, typ, doc string, plan planRoot, args ...*ast.ArgumentDefinition) {
	query, _ := d.define(ast.Object, "Query", "What can be asked.")
	field := &ast.FieldDefinition{Name: name, Description: doc, Type: parseType(typ), Arguments: append(args, asOfArgs()...), Position: nowhere()}
	query.Fields = append(query.Fields, field)
	d.roots[field] = plan
}

// defineRoots defines the root fields: two for each kind, and those across kinds.
func (d *definer) defineRoots() {
	for _, k := range d.model.Kinds {
		set := graph.KindSet(0).With(k)
		d.root(k.Singular(), k.Name, "The "+k.Singular()+" with an id, or with a name or alias; give exactly one.", d.planByKey(k),
			argument("id", "ID", "Its id."), argument("name", "String", "Its name or an alias, whatever the case and diacritics."))
		c := d.nodeConnection(set)
		d.root(k.Plural, c.name+"!", k.Doc, planKinds(set), pageArgs(c.filter, c.order)...)
	}
	d.root("node", "Node", "The node with an id (Relay).", d.planNodeByID, argument("id", "ID!", "Its id."))
	d.root("nodes", "[Node]!", "The nodes with some ids, in their order; null where there is none.", d.planNodesByID,
		argument("ids", "[ID!]!", "Their ids, at most 1000."))
	d.root("search", d.nodeConnection(d.model.All).name+"!", "The nodes that words find, best first: in a name, an alias, a statement or a quote. The last word may be unfinished.",
		d.planSearch, append([]*ast.ArgumentDefinition{
			argument("text", "String!", "The words; all must be found."),
			argument("kinds", "[String!]", "Only these kinds, written like their types: \"Person\"."),
		}, pageArgs("", "")...)...)
	d.root("facts", d.evidenceConnection().name+"!", "Everything that sources say, with the words that say it.", planFacts, pageArgs("EvidenceFilter", "EvidenceOrder")...)
	d.defineCompare()
	d.defineExplore()
}

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
func (d *definer) planByKey(k *graph.Kind) planRoot {
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
			where = graph.Is{Field: graph.Field{Prop: d.model.NodeProp("name")}, Op: graph.Named, Value: fold}
		}
		return p.planOne(graph.KindSet(0).With(k), where, f, of, func(ids []string) error {
			return graph.Errorf(graph.Ambiguous, k.Singular(), "%q names several: %s; ask by id", name, strings.Join(ids, ", "))
		})
	}
}

func (d *definer) planNodeByID(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	where := graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: args["id"]}
	return p.planOne(d.model.All, where, f, of, func([]string) error { return nil })
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
func (d *definer) planNodesByID(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	ids := textsOf(args["ids"])
	if len(ids) > graph.MaxPage {
		return nil, graph.Errorf(graph.BadInput, "nodes", "%d ids at once; at most %d are taken", len(ids), graph.MaxPage)
	}
	l := newList(graph.From{Kinds: d.model.All}, d.model.All)
	l.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: valuesOf(ids)}
	l.Rows, l.Page.Limit, l.asked = true, graph.MaxPage, len(ids)
	id := l.slot(graph.Field{Get: graph.GetID}, 0)
	s, err := p.object(place{list: l, kinds: d.model.All}, f.Definition.Type.Name(), f.SelectionSet)
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

func valuesOf(texts []string) []graph.Value {
	out := make([]graph.Value, len(texts))
	for i, s := range texts {
		out[i] = s
	}
	return out
}

// planSearch plans a search.
func (d *definer) planSearch(p *planner, f *ast.Field, args map[string]any, of graph.Plan) (root, error) {
	kinds := d.model.All
	if names, ok := args["kinds"].([]any); ok {
		if err := p.knownKinds(map[string]any{"kinds": names}); err != nil {
			return nil, err
		}
		kinds = d.kindsNamed(textsOf(names))
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

// kindNames lists the model's kinds.
func (d *definer) kindNames() string {
	var names []string
	for _, k := range d.model.Kinds {
		names = append(names, k.Name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
