package api

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/explore"
	"parley/schema/gate"
	"parley/schema/planning"
)

// defineLearned defines what became known between two days.
func (d *Definer) defineLearned() {
	d.enum("LearnedWhat", "In which way something became known.", explore.Whats()...)

	def, _ := d.Define(ast.Object, "Learned", "Something that became known.")
	d.Field(def, "subject", d.defineSubject()+"!", "Of what.", planning.FoundObject(func(l explore.Learned) any { return l.Subject }))
	d.Field(def, "what", "LearnedWhat!", "In which way.", planning.Found(func(l explore.Learned) any { return string(l.What) }))
	d.Field(def, "property", "String", "Of VALUE and VERIFICATION, the property.", planning.Found(func(l explore.Learned) any { return orNull(l.Property) }))
	d.Field(def, "before", "String", "What it was on the first day, as text; null where it had no value.", planning.Found(func(l explore.Learned) any { return l.Before }))
	d.Field(def, "after", "String", "What it is on the last day.", planning.Found(func(l explore.Learned) any { return l.After }))
	d.Field(def, "evidence", "[Evidence!]!", "The words that did it: what was published in between and bears on it. Of CORRECTED, what corrects; of WITHDRAWN, what was withdrawn.",
		planning.FoundStatements(func(l explore.Learned) []string { return l.Evidence }))

	page := definePage(d, def.Name, def.Name, "What became known between two days.", learnedCursor)
	d.rootOfNow("learned", page.Name+"!", "What became known between two days, by the day on which it did: what appeared, what has another value or verification, what was denied, corrected or withdrawn.",
		planning.Explore(learned), append([]*ast.ArgumentDefinition{
			Argument("from", "Date!", "What was known on this day is held against"), Argument("to", "Date!", "what is known on this one."),
			Argument("topic", "ID", "Only what is about this entity, and edges that lead to it or to that."),
			Argument("actor", "ID", "Only edges of this actor, and what they lead to."),
			Argument("kinds", "["+factKindEnum+"!]", "Only these kinds of node and types of edge."),
		}, pageArgs("", "")...)...)
}

// learnedOrder is what the cursors of what became known say of their order.
const learnedOrder = "learned"

func learnedCursor(l explore.Learned) string {
	return planning.WriteCursor(learnedOrder, l.Day.String(), l.Subject.ID, string(l.What), l.Property)
}

func learnedKey(key []any) (k explore.LearnedKey, ok bool) {
	at, ok := textsIn(key, 4)
	if !ok {
		return k, false
	}
	k.ID, k.What, k.Property = at[1], explore.What(at[2]), at[3]
	var err error
	k.Day, err = graph.ParseDay(at[0])
	return k, err == nil
}

func learned(ctx context.Context, x *explore.Explorer, args map[string]any, _ *planning.Exploration) (*planning.Explored, error) {
	q := explore.LearnedQuery{Kinds: gate.TextsOf(args["kinds"])}
	err := scopeOf("learned", args, &q.Topic, &q.Actor)
	if err != nil {
		return nil, err
	}
	if q.From, q.To, err = days(args); err != nil {
		return nil, err
	}
	return listed(args, learnedOrder, learnedKey, learnedCursor, func(cut explore.Cut[explore.LearnedKey]) (*explore.Page[explore.Learned], error) {
		return x.Learned(ctx, q, cut)
	}, func(out *planning.Explored, l explore.Learned) {
		out.Evidence = append(out.Evidence, l.Evidence...)
	})
}
