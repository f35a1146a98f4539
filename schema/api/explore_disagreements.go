package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineDisagreements defines on what principals differ.
func (d *Definer) defineDisagreements() {
	side, _ := d.Define(ast.Object, "DisagreementSide", "A value, and who gives it.")
	d.Field(side, "value", "String!", "The value as text; of a verification, AFFIRMS or DENIES.", planning.Found(func(s explore.Side) any { return s.Value }))
	d.Field(side, "principals", "[String!]!", "For whom it is said: the ids of actors, or the publishers in whose name sources speak.", planning.Found(func(s explore.Side) any { return gate.AnyOf(s.Principals) }))
	d.Field(side, "publishers", "[String!]!", "Who published it; of a source without a publisher, its id.", planning.Found(func(s explore.Side) any { return gate.AnyOf(s.Publishers) }))
	d.Field(side, "evidence", "[Evidence!]!", "The words that say so.", planning.FoundStatements(func(s explore.Side) []string { return s.Evidence }))

	def, _ := d.Define(ast.Object, "Disagreement", "Something on which principals differ.")
	d.Field(def, "subject", d.defineSubject()+"!", "Of what.", planning.FoundObject(func(is explore.Disagreement) any { return is.Subject }))
	d.Field(def, "property", "String!", "The property to which they give other values; the verification, where they vote for and against.", planning.Found(func(is explore.Disagreement) any { return is.Property }))
	d.Field(def, "sides", "[DisagreementSide!]!", "What is said, by value.", planning.FoundList(func(is explore.Disagreement) []any { return gate.AnyOf(is.Sides) }))

	page := definePage(d, def.Name, def.Name, "On what principals differ.", disagreementCursor)
	d.root("disagreements", page.Name+"!", "On what principals differ, by subject: their votes do, or the values that each one's own statements give. What is planned does not contradict what occurred, dates differ that cannot overlap, and states that exclude each other.",
		planning.Explore(disagreements), append([]*ast.ArgumentDefinition{
			Argument("topic", "ID", "Only what is about this entity, and edges that lead to it or to that."),
			Argument("actor", "ID", "Only edges of this actor, and what they lead to."),
		}, pageArgs("", "")...)...)
}

// disagreementOrder is what the cursors of disagreements say of their order.
const disagreementOrder = "disagreements"

func disagreementCursor(d explore.Disagreement) string {
	return planning.WriteCursor(disagreementOrder, d.ID, d.Property)
}

func disagreementKey(key []any) (k explore.DisagreementKey, ok bool) {
	at, ok := textsIn(key, 2)
	if ok {
		k.ID, k.Property = at[0], at[1]
	}
	return k, ok
}

func disagreements(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	var q explore.DisagreementsQuery
	if err := scopeOf("disagreements", args, &q.Topic, &q.Actor); err != nil {
		return nil, err
	}
	return listed(args, disagreementOrder, disagreementKey, disagreementCursor, func(cut explore.Cut[explore.DisagreementKey]) (*explore.Page[explore.Disagreement], error) {
		return x.Disagreements(ctx, q, cut)
	}, func(out *planning.Explored, is explore.Disagreement) {
		for _, s := range is.Sides {
			out.Evidence = append(out.Evidence, s.Evidence...)
		}
	})
}
