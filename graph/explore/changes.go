package explore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// ChangesQuery asks which stances changed between two days.
type ChangesQuery struct {
	From, To graph.Day
	Topic    string // only positions about this entity; "" is all
	Actor    string // only stances of this actor; "" is all
	Certain  bool   // leave out what is only possible
}

// maxStances is how many stances are read.
const maxStances = 100_000

// Change is a position on which an actor's stances differ between the two days. No
// stance means that it held none.
type Change struct {
	ChangeKey
	Before, After []string // stances, by name
	Edges         []string // ids of the edges that say so
}

// ChangeKey is where a change stands among others.
type ChangeKey struct{ Position, Actor string }

func (k ChangeKey) compare(o ChangeKey) int {
	return cmp.Or(strings.Compare(k.Position, o.Position), strings.Compare(k.Actor, o.Actor))
}

// Changes returns the stances that differ between two days, by position, then by
// actor: new ones, changed ones, and those that were given up. Only a stance
// with a dated period can change; an undated one is held on all days. Changes
// asks the store once for each day. The days are of the world; what was known of
// them by the day of AsOf, if one is given, counts.
func (x *Explorer) Changes(ctx context.Context, q ChangesQuery, part Cut[ChangeKey]) (*Page[Change], error) {
	if err := x.checkChanges(&q); err != nil {
		return nil, err
	}
	m := newMeter(ctx, "changes")
	out, err := x.changes(m, &q)
	if err := cmp.Or(err, m.done()); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		if err := x.CheckExist(ctx, "changes", q.Topic, q.Actor); err != nil {
			return nil, err
		}
	}
	return cut(out, part, func(c Change, k ChangeKey) int { return c.compare(k) }), nil
}

func (x *Explorer) changes(m *meter, q *ChangesQuery) (out []Change, err error) {
	before, err := x.stances(m, q, q.From)
	if err != nil {
		return nil, err
	}
	after, err := x.stances(m, q, q.To)
	if err != nil {
		return nil, err
	}
	for _, key := range holders(before, after) {
		had, has := before[key], after[key]
		if !m.Step() {
			return nil, m.Err()
		}
		if slices.Equal(names(had), names(has)) {
			continue
		}
		out = append(out, Change{ChangeKey: key, Before: names(had), After: names(has), Edges: edges(slices.Concat(had, has))})
		m.Hold(changeBytes)
	}
	return out, nil
}

// The bytes of a stance with its entry in the index, and of a change.
const (
	stanceBytes = 160
	changeBytes = 240
)

func (x *Explorer) checkChanges(q *ChangesQuery) error {
	if !q.From.Known() || !q.To.Known() || q.From > q.To {
		return graph.Errorf(graph.BadInput, "changes", "from and to must be days, from no later than to")
	}
	if err := x.checkOptionalID("changes", "topic", q.Topic, x.Model.SubjectMatter.ToKinds()); err != nil {
		return err
	}
	d := x.Model.Conflicts
	return x.checkOptionalID("changes", "actor", q.Actor, d.EdgeType(d.Pair.Edge).FromKinds())
}

type stance struct{ name, edge string }

// stances returns who held what on a day.
func (x *Explorer) stances(m *meter, q *ChangesQuery, day graph.Day) (map[ChangeKey][]stance, error) {
	d := x.Model.Conflicts
	e := d.EdgeType(d.Pair.Edge)
	asOf := *x
	asOf.AsOf.Set, asOf.AsOf.Day, asOf.AsOf.Certain = true, day, q.Certain
	and := graph.And{}
	if q.Topic != "" {
		and = append(and, x.aboutTopic(q.Topic, 0))
	}
	var mine graph.Filter
	if q.Actor != "" {
		mine = graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: q.Actor}
		and = append(and, &graph.Any{From: graph.From{Link: e.InLink()}, Vars: farVars(), Where: mine})
	}
	l := graph.List{
		From: graph.From{Kinds: e.ToKinds()}, Vars: []graph.Var{{}}, Where: and, Page: graph.Page{Limit: maxStances},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(graph.List{
			From: graph.From{Link: e.InLink()}, Vars: farVars(), Where: mine, Page: graph.Page{Limit: maxStances},
			Slots: []graph.Slot{slot(graph.GetID, 1), {Field: graph.Field{Prop: e.Prop(d.Pair.On)}}, slot(graph.GetID, 0)},
		})},
	}
	rows, err := m.ask(&asOf, l)
	if err != nil {
		return nil, err
	}
	out := map[ChangeKey][]stance{}
	seen := 0
	for row := range rows.All() {
		held := rowsOf(row[1])
		if seen += held.Len; seen > maxStances || rows.More {
			return nil, graph.Errorf(graph.TooLarge, "changes", "more than %d stances; narrow it by a topic or an actor", maxStances)
		}
		for r := range held.All() {
			key := ChangeKey{text(row[0]), text(r[0])}
			out[key] = append(out[key], stance{text(r[1]), text(r[2])})
		}
		m.Steps(held.Len)
		m.holdScratch(held.Len * stanceBytes)
	}
	return out, m.Err()
}

// holders lists the keys of two maps, in order.
func holders(a, b map[ChangeKey][]stance) []ChangeKey {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.SortFunc(keys, ChangeKey.compare)
	return slices.Compact(keys)
}

func names(held []stance) []string {
	return unique(texts(held, func(s stance) string { return s.name }))
}

func edges(held []stance) []string {
	return unique(texts(held, func(s stance) string { return s.edge }))
}
