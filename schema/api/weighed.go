package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/weigh"
	"parley/schema/planning"
)

// defineWeighed defines the types of what follows from all statements about
// something.
func (d *Definer) defineWeighed() {
	support, _ := d.Define(ast.Object, "Support", "Who stands behind something. Principals are counted: those for whom others speak are one with them.")
	for _, part := range planning.SupportParts() {
		d.Field(support, part.Name, part.Type, part.Doc, planning.ObjectField(func(s *graph.Support) any { return s.Part(part.Part) }))
	}

	bound, _ := d.Define(ast.Object, "PeriodBound", "Between which days a period began or ended.")
	d.Field(bound, "earliest", "Date", "The first day on which it may have been; null is open.", planning.ObjectField(func(b [2]graph.Day) any { return openDay(b[0]) }))
	d.Field(bound, "latest", "Date", "The last day on which it may have been; null is open.", planning.ObjectField(func(b [2]graph.Day) any { return openDay(b[1]) }))

	period, _ := d.Define(ast.Object, "Period", "When a state held: possibly from the earliest start to the latest end, certainly from the latest start to the earliest end.")
	d.Field(period, "evidence", "[Evidence!]!", "The words that it rests on.", planning.PeriodEvidence)
	d.Field(period, "start", "PeriodBound!", "When it began.", planning.ItemObject(func(p graph.Period) [2]graph.Day { return [2]graph.Day{p.StartEarliest, p.StartLatest} }))
	d.Field(period, "end", "PeriodBound!", "When it ended.", planning.ItemObject(func(p graph.Period) [2]graph.Day { return [2]graph.Day{p.EndEarliest, p.EndLatest} }))
}

// defineReasons defines why values are as they are.
func (d *Definer) defineReasons() {
	d.enum("DecidingRule", "What decides between two values that are said of one property.", weigh.Rules()...)
	over, _ := d.Define(ast.Object, "Overruled", "A value that lost.")
	d.Field(over, "value", "String!", "The value as text.", planning.ReasonField(func(o weigh.Overruled) any { return graph.Print(o.Value) }))
	d.Field(over, "statement", "Evidence!", "The best words that say so.", planning.ReasonStatement(func(o weigh.Overruled) int { return o.Statement }))

	vote, _ := d.Define(ast.Object, "Vote", "How a principal votes.")
	d.Field(vote, "principal", "String!", "For whom it is said: the id of an actor, or the publisher in whose name a source speaks.", planning.ReasonField(func(v weigh.Vote) any { return v.Principal }))
	d.Field(vote, "side", "Polarity!", "For it, against it, or silent.", planning.ReasonField(func(v weigh.Vote) any { return v.Side.String() }))
	d.Field(vote, "statement", "Evidence!", "The words that are its vote.", planning.ReasonStatement(func(v weigh.Vote) int { return v.Statement }))

	reason, _ := d.Define(ast.Object, planning.ReasonsType, "Why a property has its value.")
	d.Field(reason, "property", "String!", "The property.", planning.ReasonField(func(r weigh.Reason) any { return r.Property }))
	d.Field(reason, "value", "String!", "Its value as text.", planning.ReasonField(func(r weigh.Reason) any { return graph.Print(r.Value) }))
	d.Field(reason, "decidedBy", "DecidingRule", "The rule that decided over the next best value; null where votes do.", planning.ReasonField(func(r weigh.Reason) any { return ruleName(r.DecidedBy) }))
	d.Field(reason, "statement", "Evidence", "The words that set it; null where votes do.", planning.ReasonStatement(func(r weigh.Reason) int { return r.Statement }))
	d.Field(reason, "over", "[Overruled!]!", "The values that lost, the next best first.", planning.ReasonParts(func(r weigh.Reason) []weigh.Overruled { return r.Over }))
	d.Field(reason, "votes", "[Vote!]!", "Who votes, and how.", planning.ReasonParts(func(r weigh.Reason) []weigh.Vote { return r.Votes }))
}

// fieldReasons adds to a type why the values of its objects are as they are.
func (d *Definer) fieldReasons(def *ast.Definition, props []*graph.Property, of *graph.Edge) {
	d.Field(def, "reasons", "[Reason!]!", "Why its values are as they are: which words set each, by which rule, over what, and who votes how.", planning.Reasons(props, of))
}

func ruleName(r weigh.Rule) any {
	if r == "" {
		return nil
	}
	return string(r)
}

// openDay returns a day as text, or null where it is open.
func openDay(d graph.Day) any {
	if !d.Known() {
		return nil
	}
	return d.String()
}
