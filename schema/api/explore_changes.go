package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineChanges defines which stances changed between two days.
func (d *Definer) defineChanges() {
	of := d.Model.Conflicts
	e := of.EdgeType(of.Pair.Edge)
	on := "[" + e.Prop(of.Pair.On).Enum.Name + "!]!"
	position := d.typeOf(e.ToKinds())

	def, _ := d.Define(ast.Object, "StanceChange", "What an actor held of a position on two days, where that is not the same.")
	d.Field(def, "actor", "Actor!", "Who.", planning.FoundNode(e.FromKinds(), func(c explore.Change) string { return c.Actor }))
	d.Field(def, LowerFirst(position), position+"!", "On what.", planning.FoundNode(e.ToKinds(), func(c explore.Change) string { return c.Position }))
	d.Field(def, "before", on, "The stances on the first day; none if nothing was held.", planning.Found(func(c explore.Change) any { return gate.AnyOf(c.Before) }))
	d.Field(def, "after", on, "The stances on the last day; none if nothing is held any more.", planning.Found(func(c explore.Change) any { return gate.AnyOf(c.After) }))
	d.Field(def, "evidence", "[Evidence!]!", "The words for the stances of both days.", planning.FoundEvidence(func(c explore.Change) []string { return c.Edges }))

	page := definePage(d, def.Name, def.Name, "Which stances changed between two days.", changeCursor)
	d.root("changes", page.Name+"!", "Which stances changed between two days, by position, then by actor: new ones, other ones, and those given up. asOf has no say here.",
		planning.Explore(changes), append([]*ast.ArgumentDefinition{
			Argument("from", "Date!", "The first day."), Argument("to", "Date!", "The last day."),
			Argument("topic", "ID", "Only positions about this entity."),
			Argument("actor", "ID", "Only stances of this actor."),
		}, pageArgs("", "")...)...)
}

// changesOrder is what the cursors of changes say of their order.
const changesOrder = "changes"

func changeCursor(c explore.Change) string {
	return planning.WriteCursor(changesOrder, c.Position, c.Actor)
}

func changeKey(key []any) (k explore.ChangeKey, ok bool) {
	at, ok := textsIn(key, 2)
	if ok {
		k.Position, k.Actor = at[0], at[1]
	}
	return k, ok
}

func changes(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	if x.AsOf.Set {
		return nil, graph.Errorf(graph.BadInput, "changes", "asOf does not apply here; from and to give the days").In("asOf")
	}
	q := explore.ChangesQuery{Certain: args["certainty"] == "CERTAIN"}
	err := scopeOf("changes", args, &q.Topic, &q.Actor)
	if err != nil {
		return nil, err
	}
	if q.From, q.To, err = days(args); err != nil {
		return nil, err
	}
	return listed(args, changesOrder, changeKey, changeCursor, func(cut explore.Cut[explore.ChangeKey]) (*explore.Page[explore.Change], error) {
		return x.Changes(ctx, q, cut)
	}, func(out *planning.Explored, c explore.Change) {
		out.Nodes = append(out.Nodes, c.Actor, c.Position)
		out.Edges = append(out.Edges, c.Edges...)
	})
}
