package planning

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// Snapshot plans the name of what an object is read from.
func Snapshot(p *Planner, _ spot, _ *ast.Field) (reader, error) {
	return constant{snapshotName(p.asOf)}, nil
}

// snapshotName names the arguments that the graph is shown by; those that have
// their default are left out, and so is what has no say without the others.
func snapshotName(of graph.AsOf) string {
	switch {
	case !of.Set:
		return ""
	case of.Certain:
		return "asOf=" + of.Day.String() + ",certainty=CERTAIN"
	}
	return "asOf=" + of.Day.String()
}
