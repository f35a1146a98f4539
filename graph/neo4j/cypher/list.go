package cypher

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// Compile writes the statement that answers a plan: one record with the answer
// of the root list and, where the plan asks for ids, those that mean others.
func Compile(m *graph.Model, p *graph.Plan) *Statement {
	c := newCompiler(m, p.AsOf)
	c.root(parts(&p.Root), m.IDsIn(p))
	return c.statement()
}

// part is one part of a list's answer: what binds and keeps rows, written as
// lines, and the expression that gathers them.
type part struct {
	list   *graph.List
	prefix string // of the variable that holds it
	write  func(s *scope, owner *bound) string
}

// parts returns the parts of a list's answer: the rows, if they are wanted, the
// total, then each group.
func parts(l *graph.List) []part {
	var out []part
	if l.Rows {
		out = append(out, part{l, "rows", func(s *scope, owner *bound) string { return "collect(" + s.page(l, owner) + ")" }})
	}
	if l.Count {
		out = append(out, part{l, "total", func(s *scope, owner *bound) string { return s.total(l, owner) }})
	}
	for i := range l.Groups {
		out = append(out, part{l, "groups", func(s *scope, owner *bound) string { return s.group(l, owner, i) }})
	}
	return out
}

// root writes the whole statement, with what is asked of some ids: which of them
// mean others. A single part needs no subquery.
func (c *compiler) root(list []part, asked []string) {
	var answer string
	if len(list) == 1 {
		s := c.scope(list[0].list.From, list[0].list.Vars)
		answer = "[" + list[0].write(s, nil) + "]"
	} else {
		answer = c.subqueries(list, nil)
	}
	c.line("WITH %s AS answer", answer)
	merged := ""
	if len(asked) > 0 {
		merged = fmt.Sprintf(", COLLECT { MATCH (m:%s) WHERE m.id IN %s RETURN m.id } AS merged", layout.MergedLabel, c.param(asked))
	}
	c.line("RETURN answer, %s AS revision%s", layout.Revisions, merged)
}

// subqueries writes each part in a subquery of its own and returns the expression
// for the list's answer.
func (c *compiler) subqueries(list []part, owner *bound) string {
	names := make([]string, len(list))
	for i, p := range list {
		s := c.scope(p.list.From, p.list.Vars)
		names[i] = fmt.Sprintf("%s%d", p.prefix, s.i)
		if gathers(p.list) {
			c.line("WITH *, COLLECT {")
			c.depth++
			c.line("RETURN %s", s.page(p.list, owner))
			c.depth--
			c.line("} AS %s", names[i])
			continue
		}
		c.block(fmt.Sprintf("CALL (%s)", owner.imports(p.list.From)), func() {
			c.line("RETURN %s AS %s", p.write(s, owner), names[i])
		})
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// gathers reports whether a list below a row is gathered by COLLECT, which takes
// Neo4j less than a CALL. It is where no aggregation is in it: Neo4j would take
// that for one of the row.
func gathers(l *graph.List) bool {
	if l.From.Link == nil || l.From.Link.Kind != graph.EdgeLink && l.From.Link.Kind != graph.EvidenceLink || l.Count || len(l.Groups) > 0 {
		return false
	}
	for _, slot := range l.Slots {
		if slot.List != nil && !gathers(slot.List) {
			return false
		}
	}
	return true
}

// imports lists the variables that a subquery below a row needs of it.
func (b *bound) imports(from graph.From) string {
	switch {
	case b == nil:
		return ""
	case from.Link.Kind == graph.HubLink || from.Link.Kind == graph.ViaLink:
		return b.vias
	}
	return b.name
}

// page writes the rows of a page, and returns the record of one. One more than the page holds reports whether
// there are more.
func (s *scope) page(l *graph.List, owner *bound) string {
	single := s.start(l, owner, s.inOrder(l))
	keys := s.keys(l)
	s.only(s.bounds(l, keys))
	if !single {
		s.line("WITH * ORDER BY %s LIMIT %s", s.orderBy(l, keys), s.param(int64(l.Page.Limit+1)))
	}
	return s.record(l)
}

// record writes the record of a row.
func (s *scope) record(l *graph.List) string {
	s.bind(usedAfter(l)...)
	var cells []string
	for i := range l.Slots {
		if fixedKind(s.model, l, i) == nil {
			cells = append(cells, s.slot(&l.Slots[i]))
		}
	}
	return "[" + strings.Join(cells, ", ") + "]"
}

// fixedKind returns what a slot of a list holds that is the kind of nodes that can
// be of but one, or nil. The answer leaves it out.
func fixedKind(m *graph.Model, l *graph.List, slot int) graph.Value {
	x, kinds := &l.Slots[slot], l.From.Kinds
	if x.List != nil || x.Only != 0 || x.Field.Get != graph.GetKind {
		return nil
	}
	if link := l.From.Link; link != nil && link.Kind == graph.EdgeLink && l.Vars[x.Field.Var] == (graph.Var{Ref: graph.NodeRef}) {
		kinds = link.To
	} else if x.Field.Var != 0 {
		return nil
	}
	if kinds.Len() != 1 {
		return nil
	}
	return m.KindsOf(kinds)[0].Name
}

// start writes what binds the rows that pass the list's filter, under some
// conditions more where it reads all there are. It reports whether there is one row
// at most.
func (s *scope) start(l *graph.List, owner *bound, conditions []string) (single bool) {
	single, ok := s.anchored(l)
	if !ok {
		s.rows(owner, l.Where, conditions, orderVars(l)...)
	}
	return single
}

// inOrder returns the conditions with which a root list is read: in the order of
// ids or names from an index, and of evidence ours alone.
func (s *scope) inOrder(l *graph.List) []string {
	var conditions []string
	if property := s.indexed(l); property != "" {
		conditions = append(conditions, layout.Get(s.rootRow().name, property)+" IS NOT NULL")
	}
	if s.from.Evidence {
		conditions = append(conditions, ours(s.evidenceRow().name)...)
	}
	return conditions
}

// indexed names the property of a root list's rows that it is ordered by first,
// if that is one that none lacks and that has an index.
func (s *scope) indexed(l *graph.List) string {
	oneKind := s.from.Kinds.Len() == 1
	if len(l.Order) == 0 && (oneKind || s.from.Evidence) {
		return "id"
	}
	if len(l.Order) > 0 && oneKind && l.Order[0].Field.Get == graph.GetProp && l.Order[0].Field.Prop == s.model.NodeProp("name") {
		return "name"
	}
	return ""
}

// counted returns the condition with which all evidence is counted from an index.
func (s *scope) counted() []string {
	if !s.from.Evidence {
		return nil
	}
	return []string{s.evidenceRow().name + ".id STARTS WITH " + layout.Literal(graph.EvidencePrefix)}
}

// total writes how many rows pass the filter.
func (s *scope) total(l *graph.List, owner *bound) string {
	s.start(l, owner, s.counted())
	return "count(*)"
}

// group writes how many rows have each value of a field.
func (s *scope) group(l *graph.List, owner *bound, i int) string {
	field := l.Groups[i]
	s.start(l, owner, s.counted())
	s.bind(field.Var)
	s.line("WITH %s AS value, count(*) AS n", s.key(&field))
	return "collect([value, n])"
}

// slot writes what one slot of a row holds. Where the slot is not of the node's
// kind, it is null.
func (s *scope) slot(slot *graph.Slot) string {
	if slot.List == nil {
		o := s.object(slot.Field.Var)
		return s.of(o, slot.Only, s.key(&slot.Field))
	}
	owner := s.object(slot.List.From.Var)
	answer := s.subqueries(parts(slot.List), owner)
	if slot.Only == 0 {
		if !owner.optional {
			return answer
		}
		return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN %s END", owner.name, answer)
	}
	return s.of(owner, slot.Only, answer)
}

// of writes what an object of some kinds has, and null for another.
func (s *scope) of(o *bound, kinds graph.KindSet, text string) string {
	if kinds == 0 {
		return text
	}
	return fmt.Sprintf("CASE WHEN %s THEN %s END", s.ofKinds(o.name, kinds), text)
}

// keys writes the values that rows are ordered by, the id last.
func (s *scope) keys(l *graph.List) []string {
	keys := make([]string, 0, len(l.Order)+1)
	for i := range l.Order {
		keys = append(keys, s.key(&l.Order[i].Field))
	}
	return append(keys, s.id(s.object(0)))
}

// key writes a value to read, order or group by. A count gets a variable of its
// own, since it may not stand where rows are ordered, grouped or collected.
func (s *scope) key(f *graph.Field) string {
	text := s.field(f)
	if f.Get != graph.GetLinkCount {
		return text
	}
	count := s.mark("count")
	s.line("WITH *, %s AS %s", text, count)
	return count
}

// orderBy writes the order. Cypher has nulls last ascending and first
// descending, as orders want it.
func (s *scope) orderBy(l *graph.List, keys []string) string {
	words := make([]string, len(keys))
	for i, key := range keys {
		if o := s.object(0); i == len(keys)-1 && o.sort == viaSort {
			key = s.viaOrder(o)
		}
		words[i] = key
		if descending(l, i) != l.Page.Backward {
			words[i] += " DESC"
		}
	}
	return strings.Join(words, ", ")
}

func descending(l *graph.List, i int) bool { return i < len(l.Order) && l.Order[i].Desc }
