package gqlgen

import (
	"context"

	"parley/graph"
)

// Resolver answers each list with one plan, as gqlgen's resolvers do. With
// everything set, the root's plan fetches all that is below too, and nothing else
// asks the store: the best that gqlgen can be given.
type Resolver struct {
	store graph.Store
	model *graph.Model
	whole bool
}

// Query returns the resolver of the root.
func (r *Resolver) Query() QueryResolver { return &queryResolver{r} }

// Meeting returns the resolver of a meeting's fields.
func (r *Resolver) Meeting() MeetingResolver { return &meetingResolver{r} }

// Person returns the resolver of a person's fields.
func (r *Resolver) Person() PersonResolver { return &personResolver{r} }

type (
	queryResolver   struct{ *Resolver }
	meetingResolver struct{ *Resolver }
	personResolver  struct{ *Resolver }
)

func (r *queryResolver) Meetings(ctx context.Context, first *int) (*MeetingConnection, error) {
	l := r.kind("Meeting", first, "name", "status", "format", "mode")
	if r.whole {
		l.Slots = append(l.Slots, graph.Slot{List: r.participants(0, nil)})
		people := l.Slots[len(l.Slots)-1].List
		people.Slots = append(people.Slots, graph.Slot{List: r.positions(1, nil)})
	}
	rows, err := r.store.Snapshot().Select(ctx, &graph.Plan{Root: *l})
	if err != nil {
		return nil, err
	}
	out := &MeetingConnection{}
	for i := range rows.Len {
		row := rows.Row(i)
		m := &Meeting{ID: text(row[0]), Name: text(row[1]), Status: orNull(row[2]), Format: orNull(row[3]), Mode: orNull(row[4])}
		if r.whole {
			m.Participants = people(row[5].(*graph.Rows), true)
		}
		out.Nodes = append(out.Nodes, m)
	}
	return out, nil
}

func (r *meetingResolver) Participants(ctx context.Context, of *Meeting, first *int) (*PersonConnection, error) {
	if r.whole {
		return of.Participants, nil
	}
	rows, err := r.below(ctx, "Meeting", of.ID, r.participants(0, first))
	if err != nil {
		return nil, err
	}
	return people(rows, false), nil
}

func (r *personResolver) Positions(ctx context.Context, of *Person, first *int) (*PositionConnection, error) {
	if r.whole {
		return of.Positions, nil
	}
	rows, err := r.below(ctx, "Person", of.ID, r.positions(0, first))
	if err != nil {
		return nil, err
	}
	return positions(rows), nil
}

// below asks for a list of one node.
func (r *Resolver) below(ctx context.Context, kind, id string, list *graph.List) (*graph.Rows, error) {
	one := r.kind(kind, nil)
	one.Where = graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: id}
	one.Slots = []graph.Slot{{List: list}}
	rows, err := r.store.Snapshot().Select(ctx, &graph.Plan{Root: *one})
	if err != nil || rows.Len == 0 {
		return &graph.Rows{}, err
	}
	return rows.Row(0)[0].(*graph.Rows), nil
}

func (r *Resolver) participants(of int, first *int) *graph.List {
	return r.list(graph.From{Link: r.model.Kind("Meeting").Link("participants"), Var: of}, 1, first, "name", "description", "aliases")
}

func (r *Resolver) positions(of int, first *int) *graph.List {
	return r.list(graph.From{Link: r.model.Kind("Person").Link("positions"), Var: of}, 1, first, "name", "description", "statement")
}

func (r *Resolver) kind(name string, first *int, props ...string) *graph.List {
	return r.list(graph.From{Kinds: graph.KindSet(0).With(r.model.Kind(name))}, 0, first, props...)
}

// list asks for the id and some properties of the node that a variable is.
func (r *Resolver) list(from graph.From, node int, first *int, props ...string) *graph.List {
	l := &graph.List{
		From: from, Vars: []graph.Var{{}, {Ref: graph.NodeRef}}[:node+1], Rows: true, Page: graph.Page{Limit: graph.DefaultPage},
		Slots: []graph.Slot{{Field: graph.Field{Var: node, Get: graph.GetID}}},
	}
	if first != nil {
		l.Page.Limit = *first
	}
	for _, name := range props {
		l.Slots = append(l.Slots, graph.Slot{Field: graph.Field{Var: node, Prop: r.model.NodeProp(name)}})
	}
	return l
}

func people(rows *graph.Rows, whole bool) *PersonConnection {
	out := &PersonConnection{}
	for i := range rows.Len {
		row := rows.Row(i)
		p := &Person{ID: text(row[0]), Name: text(row[1]), Description: orNull(row[2])}
		p.Aliases, _ = row[3].([]string)
		if whole {
			p.Positions = positions(row[4].(*graph.Rows))
		}
		out.Nodes = append(out.Nodes, p)
	}
	return out
}

func positions(rows *graph.Rows) *PositionConnection {
	out := &PositionConnection{}
	for i := range rows.Len {
		row := rows.Row(i)
		out.Nodes = append(out.Nodes, &Position{ID: text(row[0]), Name: text(row[1]), Description: orNull(row[2]), Statement: orNull(row[3])})
	}
	return out
}

func text(v graph.Value) string {
	s, _ := v.(string)
	return s
}

func orNull(v graph.Value) *string {
	if s, ok := v.(string); ok {
		return &s
	}
	return nil
}
