package mutation

import (
	"cmp"
	"slices"

	"parley/graph"
	"parley/schema/planning"
)

// piece is a piece of evidence that the graph has, or will have.
type piece struct {
	id string
	graph.Evidence
}

// isSame reports whether two pieces that one source has for one fact are the same
// one: at the same place, by the same speaker, with the same act and values. Means
// returns what an id means.
func (p piece) isSame(e graph.Evidence, means func(id string) string) bool {
	if p.Start != e.Start || p.End != e.End || p.Locator != e.Locator || p.Act != e.Act || p.SaidBy != means(e.SaidBy) || p.SaidFor != means(e.SaidFor) || len(p.Says) != len(e.Says) {
		return false
	}
	for name, v := range e.Says {
		had, ok := p.Says[name]
		if id, isText := v.(string); isText && !graph.Equal(had, v) {
			v = means(id) // of a reference
		}
		if !ok || !graph.Equal(had, v) {
			return false
		}
	}
	return true
}

// isEqual reports whether a piece that is the same has the same other properties.
func (p piece) isEqual(e graph.Evidence, means func(id string) string) bool {
	return p.Basis == e.Basis && p.SaidAt == means(e.SaidAt) && p.SaidWhen.Equal(e.SaidWhen) && slices.Equal(p.Corrects, e.Corrects)
}

// pieceSlots are where the properties of evidence stand in its row.
type pieceSlots struct {
	id, source, start, end, locator, seq, saidBy, saidFor, saidWhen, saidAt, corrects, act, basis, says int
}

// askPieces asks for all that tells pieces of evidence apart.
func askPieces(m *graph.Model, l *planning.List) *pieceSlots {
	prop := func(name string) int { return l.Slot(graph.Field{Prop: m.EvidenceProp(name)}, 0) }
	ref := func(name string) int {
		return l.Slot(graph.Field{Var: planning.Variable(&l.Vars, 0, graph.PropRef, m.EvidenceProp(name)), Get: graph.GetID}, 0)
	}
	return &pieceSlots{
		id: l.Slot(graph.Field{Get: graph.GetID}, 0), source: ref("source"), start: prop("start"), end: prop("end"), locator: prop("locator"),
		seq: l.Slot(graph.Field{Get: graph.GetSeq}, 0), saidBy: ref("saidBy"), saidFor: ref("saidFor"),
		saidWhen: prop("saidWhen"), saidAt: ref("saidAt"), corrects: prop("corrects"),
		act: prop("act"), basis: prop("basis"), says: l.Slot(graph.Field{Get: graph.GetSays}, 0),
	}
}

// read reads a piece of evidence and whose it is.
func (s *pieceSlots) read(row []graph.Value) (source string, p piece) {
	text := func(slot int) string { v, _ := row[slot].(string); return v }
	number := func(slot int) int { v, _ := row[slot].(int64); return int(v) }
	p = piece{id: text(s.id), Evidence: graph.Evidence{
		Start: number(s.start), End: number(s.end), Locator: text(s.locator), Seq: number(s.seq),
		SaidBy: text(s.saidBy), SaidFor: text(s.saidFor), SaidAt: text(s.saidAt), Act: text(s.act), Basis: text(s.basis), Says: map[string]graph.Value{},
	}}
	p.Corrects, _ = row[s.corrects].([]string)
	p.SaidWhen, _ = row[s.saidWhen].(*graph.When)
	said, _ := row[s.says].([]graph.Said)
	for _, v := range said {
		p.Says[v.Property] = v.Value
	}
	return text(s.source), p
}

// after returns the place in its source's list of facts that comes after those of
// some pieces, and at least so many.
func after(pieces []piece, least int) int {
	for _, p := range pieces {
		least = max(least, p.Seq+1)
	}
	return least
}

// means returns what an id means, and "" for none.
func (b *batch) means(id string) string { return cmp.Or(b.meant[id], id) }
