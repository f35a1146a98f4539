package memory

import (
	"slices"

	"parley/graph"
)

// fewSeek is how many are so few that nothing else need be tried.
const fewSeek = 100

// candidates returns the rows of a root list that an index finds for its filter:
// all that can pass, in the order of ids, and some that cannot.
func (q *query) candidates(l *graph.List) ([]object, bool) {
	if l.Where == nil {
		return nil, false
	}
	rows, ok := q.indexLookup(l.From, l.Vars, l.Where)
	if !ok || !q.Steps(len(rows)) {
		return nil, ok
	}
	q.lay(len(rows) * objectBytes)
	q.sorting(len(rows))
	rows = slices.DeleteFunc(rows, func(o object) bool { return !q.belongs(o, l.From) || !q.visible(o) })
	slices.SortFunc(rows, q.compare)
	return slices.Compact(rows), true
}

func (q *query) belongs(o object, from graph.From) bool {
	if o.sort == nodeObject {
		return from.Kinds.Has(q.nodes.At(o.h).kind)
	}
	return o.sort == factObject && from.Evidence
}

// indexLookup returns a superset of the rows for which a filter holds, found from its
// most selective end. It fails where no index helps.
func (q *query) indexLookup(from graph.From, vars []graph.Var, where graph.Filter) ([]object, bool) {
	switch x := where.(type) {
	case graph.And:
		return q.seekBest(from, vars, x)
	case graph.Or:
		return q.seekAll(from, vars, x)
	case graph.Is:
		if x.Field.Get == graph.GetFactID && x.Field.Var == 0 {
			return q.seekFacts(&x)
		}
		found, ok := q.seekIs(&x)
		if !ok || sortOf(from, vars, x.Field.Var) != nodeObject {
			return nil, false
		}
		return q.back(from, vars, x.Field.Var, found)
	case *graph.Any:
		return q.seekAny(from, vars, x)
	}
	return nil, false
}

// seekBest takes the conjunct that finds the fewest. It looks for one that
// finds few before it lets any find many.
func (q *query) seekBest(from graph.From, vars []graph.Var, and graph.And) (best []object, ok bool) {
	most := q.most
	defer func() { q.most = most }()
	for _, limit := range []int{fewSeek, maxLookup} {
		q.most = min(limit, most)
		for _, sub := range and {
			rows, found := q.indexLookup(from, vars, sub)
			if found && (!ok || len(rows) < len(best)) {
				best, ok, q.most = rows, true, min(q.most, len(rows))
			}
		}
		if ok || most <= fewSeek {
			break
		}
	}
	return best, ok
}

func (q *query) seekAll(from graph.From, vars []graph.Var, or graph.Or) (all []object, ok bool) {
	for _, sub := range or {
		rows, found := q.indexLookup(from, vars, sub)
		if !found || len(all)+len(rows) > q.most {
			return nil, false
		}
		all = append(all, rows...)
	}
	return all, true
}

// seekIs finds nodes by id, name or date.
func (q *query) seekIs(x *graph.Is) ([]object, bool) {
	switch {
	case x.Field.Get == graph.GetID && x.Op == graph.Eq:
		return q.seekIDs([]graph.Value{x.Value}), true
	case x.Field.Get == graph.GetID && x.Op == graph.In:
		return q.seekIDs(x.Value.([]graph.Value)), true
	case x.Field.Get != graph.GetProp:
		return nil, false
	case x.Op == graph.Named && x.Field.Prop == q.model.NodeProp("name"):
		return q.seekName(x.Value.(string)), true
	case x.Op == graph.NamedIn:
		return q.seekNames(x.Value.([]graph.Value))
	case x.Field.Prop == q.model.NodeProp("name") && x.Op == graph.Eq:
		return q.seekName(graph.Fold(x.Value.(string))), true
	case q.past == nil && slices.Contains(q.dated, x.Field.Prop):
		return q.seekDate(x)
	}
	return nil, false
}

// notIndexed returns the nodes that are in no index and may be there.
func (q *query) notIndexed() []object {
	if q.past == nil {
		return nil
	}
	return objects(q.absences.nodes.Keys(), nodeOf)
}

func (q *query) seekIDs(ids []graph.Value) []object {
	var found []object
	for _, id := range ids {
		if h, ok := q.find(id.(string)); ok {
			found = append(found, nodeOf(h))
		}
	}
	return found
}

// seekFacts finds evidence by the id of what it is for.
func (q *query) seekFacts(x *graph.Is) (found []object, ok bool) {
	ids := []graph.Value{x.Value}
	switch x.Op {
	case graph.In:
		ids = x.Value.([]graph.Value)
	case graph.Eq:
	default:
		return nil, false
	}
	for _, id := range ids {
		if h, ok := q.find(id.(string)); ok {
			found = append(found, objects(q.nodes.At(h).evidence, factOf)...)
		} else if h, ok := q.findEdge(id.(string)); ok {
			found = append(found, objects(q.edges.At(h).evidence, factOf)...)
		}
	}
	return found, len(found) <= q.most
}

func (q *query) seekName(fold string) []object { return q.addNamed(q.notIndexed(), fold) }

// addNamed adds the nodes whose name, or one of whose aliases, folds so.
func (q *query) addNamed(found []object, fold string) []object {
	q.names.Ascend(nameKey{fold: fold}, func(k nameKey) bool {
		if k.fold == fold {
			found = append(found, nodeOf(k.node))
		}
		return k.fold == fold
	})
	return found
}

func (q *query) seekNames(folds []graph.Value) ([]object, bool) {
	found := q.notIndexed()
	for _, fold := range folds {
		if fold, ok := fold.(string); !ok || !q.Step() {
			break
		} else {
			found = q.addNamed(found, fold)
		}
		if len(found) > q.most {
			return nil, false
		}
	}
	return found, true
}

// seekDate finds nodes whose date may begin in a range.
func (q *query) seekDate(x *graph.Is) ([]object, bool) {
	lo, hi := dateRange(x)
	if lo == nil && hi == nil {
		return nil, false
	}
	key := dateKey{prop: x.Field.Prop.Ordinal(), day: graph.NoDay}
	if lo != nil {
		key.day = *lo
	}
	var found []object
	q.dates.Ascend(key, func(k dateKey) bool {
		if k.prop != key.prop || hi != nil && k.day > *hi {
			return false
		}
		found = append(found, nodeOf(k.node))
		return len(found) <= q.most && q.Step()
	})
	return found, len(found) <= q.most
}

// dateRange returns the first days that a filter on a date allows.
func dateRange(x *graph.Is) (lo, hi *graph.Day) {
	if b, ok := x.Value.(graph.Bounds); ok && x.Op == graph.Overlaps && b.EndLatest.Known() {
		return nil, &b.EndLatest
	}
	d, ok := x.Value.(graph.Day)
	if !ok || x.Field.Part != graph.StartEarliest {
		return nil, nil
	}
	switch x.Op {
	case graph.Eq:
		return &d, &d
	case graph.Gt, graph.Gte:
		return &d, nil
	case graph.Lt, graph.Lte:
		return nil, &d
	}
	return nil, nil
}

// seekAny starts at the rows of a link and goes back to those that have them.
func (q *query) seekAny(from graph.From, vars []graph.Var, x *graph.Any) ([]object, bool) {
	if x.Quantifier != graph.Some && x.Quantifier != graph.Single || x.Where == nil || x.From.Link.Kind == graph.HubLink || x.From.Link.Kind == graph.ViaLink {
		return nil, false
	}
	rows, ok := q.indexLookup(x.From, x.Vars, x.Where)
	if !ok {
		return nil, false
	}
	var owners []object
	for _, row := range rows {
		if len(owners) > q.most || !q.Step() {
			return nil, false
		}
		owners = append(owners, q.owners(x.From, row)...)
	}
	wanted := sortOf(from, vars, x.From.Var)
	owners = slices.DeleteFunc(owners, func(o object) bool { return o.sort != wanted })
	return q.back(from, vars, x.From.Var, owners)
}

// owners returns the objects of whose link a row is. The rows of a derived link
// stand for the nodes at its far end.
func (q *query) owners(from graph.From, row object) []object {
	switch from.Link.Kind {
	case graph.EdgeLink:
		ends := []object{q.farNode(edgeOf(row.h, !from.Link.Out))}
		if from.Link.Edge.Symmetric {
			ends = append(ends, q.farNode(edgeOf(row.h, from.Link.Out)))
		}
		return ends
	case graph.MentionLink:
		return []object{q.referred(row, from.Link.Ref)}
	case graph.EvidenceLink:
		return []object{subjectOf(q.facts.At(row.h))}
	case graph.DerivedLink:
		inverse := from
		inverse.Link = q.inverse(from.Link)
		return objects(q.pairs(inverse, row.h), func(p *pair) object { return nodeOf(p.far) })
	}
	return nil
}

// inverse returns the derived link that leads the other way.
func (q *query) inverse(l *graph.Link) *graph.Link {
	if l.Derived.Pair != nil {
		return l // who meets is met
	}
	other := *l
	other.Out = !l.Out
	return &other
}

// back goes from what a variable stands for to the rows in which it does.
func (q *query) back(from graph.From, vars []graph.Var, v int, found []object) ([]object, bool) {
	if v == 0 {
		return found, true
	}
	link, ref := from.Link, vars[v].Ref
	switch {
	case vars[v].Parent != 0:
		return nil, false
	case ref == graph.NodeRef && link == nil:
		return found, from.Kinds != 0
	case ref == graph.NodeRef && link.Kind == graph.DerivedLink:
		return found, true
	case ref == graph.NodeRef && link.Kind == graph.EdgeLink:
		return q.through(found, link.Edge.Link(!link.Out), edgeObject)
	case ref == graph.PropRef:
		if mention := q.model.Mention(vars[v].Prop); mention != nil {
			return q.through(found, mention, factObject)
		}
	}
	return nil, false
}

// sortOf says what a variable of a list's rows stands for.
func sortOf(from graph.From, vars []graph.Var, v int) objectSort {
	switch {
	case v != 0 && (vars[v].Ref == graph.ARef || vars[v].Ref == graph.BRef || vars[v].Ref == graph.LinkRef):
		return edgeObject
	case v != 0 && vars[v].Ref == graph.CorrectorRef:
		return factObject
	case v != 0 || from.Kinds != 0:
		return nodeObject
	case from.Link == nil:
		return factObject
	}
	switch from.Link.Kind {
	case graph.EdgeLink:
		return edgeObject
	case graph.DerivedLink:
		return pairObject
	case graph.HubLink:
		return nodeObject
	case graph.ViaLink:
		return viaObject
	}
	return factObject
}

// through returns what stored links of nodes lead to.
func (q *query) through(nodes []object, l *graph.Link, sort objectSort) ([]object, bool) {
	var rows []object
	for _, n := range nodes {
		list := q.link(n.h, l)
		if n.sort != nodeObject || len(rows)+len(list) > q.most {
			return nil, false
		}
		q.Steps(len(list))
		for _, h := range list {
			rows = append(rows, object{sort: sort, h: h})
		}
	}
	return rows, true
}
