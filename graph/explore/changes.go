package explore

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// ChangesQuery asks which stances changed between two days.
type ChangesQuery struct {
	From, To graph.Day
	Topic    string // only positions about this entity; "" is all
	Actor    string // only stances of this actor; "" is all
	Certain  bool   // leave out what is only possible
}

// maxStances is how many stances are looked at.
const maxStances = 100_000

// Change is what an actor held of a position on the first day and on the last,
// where that is not the same. Nothing is held that is empty.
type Change struct {
	Actor, Position string
	Before, After   []string // stances, by name
	Edges           []string // ids of the edges that say so
}

// Changes returns the stances that differ between two days, by position, then by
// actor: new ones, changed ones, and those that were given up. Only a stance
// whose period is dated can change; an undated one is held on all days. It asks
// the store once for each day.
func (x *Explorer) Changes(ctx context.Context, q ChangesQuery) ([]Change, error) {
	if err := x.checkChanges(&q); err != nil {
		return nil, err
	}
	m := newMeter(ctx, "changes")
	out, err := x.changes(m, &q)
	if err := cmp.Or(err, m.done()); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, x.AreThere(ctx, "changes", q.Topic, q.Actor)
	}
	return out, nil
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
		out = append(out, Change{Position: key.position, Actor: key.actor, Before: names(had), After: names(has), Edges: edgesOf(had, has)})
		m.Hold(changeBytes)
	}
	return out, nil
}

// What a stance of an actor takes, with its place in the index, and a change.
const (
	stanceBytes = 160
	changeBytes = 240
)

func (x *Explorer) checkChanges(q *ChangesQuery) error {
	if !q.From.Known() || !q.To.Known() || q.From > q.To {
		return graph.Errorf(graph.BadInput, "changes", "from and to must be days, from no later than to")
	}
	if err := x.checkGiven("changes", "topic", q.Topic, x.Model.SubjectMatter.ToKinds()); err != nil {
		return err
	}
	d := x.Model.Conflicts
	return x.checkGiven("changes", "actor", q.Actor, d.EdgeType(d.Pair.Edge).FromKinds())
}

type holder struct{ position, actor string }

type stance struct{ name, edge string }

// stances reads who held what on a day.
func (x *Explorer) stances(m *meter, q *ChangesQuery, day graph.Day) (map[holder][]stance, error) {
	d := x.Model.Conflicts
	e := d.EdgeType(d.Pair.Edge)
	asOf := *x
	asOf.AsOf = graph.AsOf{Set: true, Day: day, Certain: q.Certain}
	and := graph.And{}
	if q.Topic != "" {
		and = append(and, x.aboutTopic(q.Topic, 0))
	}
	var mine graph.Filter
	if q.Actor != "" {
		mine = graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: q.Actor}
		and = append(and, &graph.Any{From: graph.From{Link: e.InLink()}, Vars: far(), Where: mine})
	}
	l := graph.List{
		From: graph.From{Kinds: e.ToKinds()}, Vars: []graph.Var{{}}, Where: and, Page: graph.Page{Limit: maxStances},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(graph.List{
			From: graph.From{Link: e.InLink()}, Vars: far(), Where: mine, Page: graph.Page{Limit: maxStances},
			Slots: []graph.Slot{slot(graph.GetID, 1), {Field: graph.Field{Prop: e.Prop(d.Pair.On)}}, slot(graph.GetID, 0)},
		})},
	}
	rows, err := m.ask(&asOf, l)
	if err != nil {
		return nil, err
	}
	out := map[holder][]stance{}
	seen := 0
	for i := range rows.Len {
		held := rowsOf(rows.Row(i)[1])
		if seen += held.Len; seen > maxStances || rows.More {
			return nil, graph.Errorf(graph.TooLarge, "changes", "more than %d stances; narrow it by a topic or an actor", maxStances)
		}
		for j := range held.Len {
			r := held.Row(j)
			key := holder{text(rows.Row(i)[0]), text(r[0])}
			out[key] = append(out[key], stance{text(r[1]), text(r[2])})
		}
		m.Steps(held.Len)
		m.lay(held.Len * stanceBytes)
	}
	return out, m.Err()
}

func holders(maps ...map[holder][]stance) []holder {
	var keys []holder
	for _, m := range maps {
		for key := range m {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b holder) int {
		return slices.Compare([]string{a.position, a.actor}, []string{b.position, b.actor})
	})
	return slices.Compact(keys)
}

func names(held []stance) []string {
	out := []string{}
	for _, s := range held {
		out = append(out, s.name)
	}
	return unique(out)
}

func edgesOf(lists ...[]stance) []string {
	var out []string
	for _, held := range lists {
		for _, s := range held {
			out = append(out, s.edge)
		}
	}
	return unique(out)
}
