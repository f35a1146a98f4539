package api

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/schema/planning"
)

// defineCompare defines the root field that holds two actors against each other.
func (d *Definer) defineCompare() {
	e := d.Model.Conflicts.EdgeType(d.Model.Conflicts.Pair.Edge)
	typ, position := d.DefineEdge(e), d.typeOf(e.ToKinds())

	item, _ := d.Define(ast.Object, "PositionComparison", "A position on which two sides conflict or agree.")
	d.Field(item, LowerFirst(position), position+"!", e.Doc, planning.ComparedPosition)
	d.fieldVerified(item, planning.ComparedVerification)
	d.Field(item, "a", "["+typ+"!]!", "The stances on the side of a.", planning.ComparedSide(0))
	d.Field(item, "b", "["+typ+"!]!", "The stances on the side of b.", planning.ComparedSide(1))

	def, _ := d.Define(ast.Object, "Comparison", "Where two actors conflict and where they agree.")
	d.Field(def, "agreements", "[PositionComparison!]!", "Positions that both support or both oppose.", planning.Comparison(d.Model.Agrees))
	d.Field(def, "conflicts", "[PositionComparison!]!", "Positions that one supports and the other opposes.", planning.Comparison(d.Model.Conflicts))
	d.root("compare", "Comparison!", "Where two actors conflict and where they agree, on one position at the same time, with the words of both. What excludes or entails another position is not looked at.", planning.Compare(e),
		Argument("a", "ID!", "One actor."), Argument("b", "ID!", "The other."),
		verificationArgument(d.Model.Conflicts),
		withDefault(Argument("includeRepresentatives", "Boolean", "Whether those count who belong to an actor or hold its posts."), ast.BooleanValue, "false"))
}
