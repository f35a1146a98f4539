package schema

import "github.com/vektah/gqlparser/v2/ast"

// defineCompare defines the root field that holds two actors against each other.
func (d *definer) defineCompare() {
	e := d.model.Conflicts.EdgeType(d.model.Conflicts.Pair.Edge)
	typ, position := d.defineEdge(e), d.typeOf(e.ToKinds())

	item, _ := d.define(ast.Object, "PositionComparison", "A position on which two sides conflict or agree.")
	d.field(item, lowerFirst(position), position+"!", e.Doc, planPosition)
	d.field(item, "a", "["+typ+"!]!", "The stances on the side of a.", planSide(0))
	d.field(item, "b", "["+typ+"!]!", "The stances on the side of b.", planSide(1))

	def, _ := d.define(ast.Object, "Comparison", "Where two actors conflict and where they agree.")
	d.field(def, "agreements", "[PositionComparison!]!", "Positions that both support or both oppose.", planComparison(d.model.Agrees))
	d.field(def, "conflicts", "[PositionComparison!]!", "Positions that one supports and the other opposes.", planComparison(d.model.Conflicts))
	d.root("compare", "Comparison!", "Where two actors conflict and where they agree, at the same time, with the words of both.", planCompare(e),
		argument("a", "ID!", "One actor."), argument("b", "ID!", "The other."),
		withDefault(argument("includeRepresentatives", "Boolean", "Whether those count who belong to an actor or hold its posts."), ast.BooleanValue, "false"))
}
