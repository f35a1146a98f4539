package planning

import "parley/graph"

// spot is where fields are planned: a variable of a list.
type spot struct {
	list  *List
	v     int
	kinds graph.KindSet // of a node: the kinds that it can have
	only  graph.KindSet // of a node: the kinds for which the field is selected; none means all
	fact  bool          // it is a piece of evidence, and what it is for is meant
	in    surroundings
}

// surroundings are what fields are planned within, where that is more than a list.
type surroundings struct {
	compare   *comparison    // who counts on each side
	pairs     *compareReader // of a compare: what is paired
	payload   *Payload       // of a mutation
	exploring *Exploration   // what else is selected
	ballots   *List          // of a reason: what votes
	owner     *spot          // of a period: whose it is
	periods   *foundPeriods  // of a period of an edge that is explored
}

// slot asks for a field of the place's object.
func (at spot) slot(f graph.Field) int {
	f.Var = at.v
	return at.list.Slot(f, at.only)
}

// follow returns the place that a reference leads to.
func (at spot) follow(ref graph.Ref, p *graph.Property, kinds graph.KindSet) spot {
	return spot{list: at.list, v: Variable(&at.list.Vars, at.v, ref, p), kinds: kinds}
}

// node is the place of the node at each row of a list: the row itself, or what
// the row leads to.
func (l *List) node() spot {
	at := spot{list: l, kinds: l.kinds}
	if !l.rowIsNode() {
		at.v = Variable(&l.Vars, 0, graph.NodeRef, nil)
	}
	return at
}
