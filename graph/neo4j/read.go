package neo4j

import (
	"cmp"
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph"
)

// reader answers from the database as it is when it is asked, or, within an
// Update, as the transaction sees it.
type reader struct {
	store *Store
	run   func(ctx context.Context, op, statement string, params map[string]any) ([]*neo4j.Record, error)
	sight *sight
}

// Whole reports whether no Apply became visible, even in part, while this reader
// read.
func (r reader) Whole() bool { return !r.sight.mixed.Load() }

// Select answers a plan with one statement; with three or more where it asks for
// ids that mean others.
func (r reader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	return r.answer(ctx, p, func(p *graph.Plan) *Statement { return Compile(r.store.model, p) })
}

// answer answers a plan by a statement, and by another where it asks for ids that
// mean others.
func (r reader) answer(ctx context.Context, p *graph.Plan, compile func(*graph.Plan) *Statement) (*graph.Rows, error) {
	if err := r.affordable(ctx, p); err != nil {
		return nil, err
	}
	rows, merged, err := r.answerOnce(ctx, p, compile)
	if err != nil || !merged {
		return rows, err
	}
	meant, err := r.meant(ctx, r.store.model.IDsIn(p))
	if err != nil || meant == nil {
		return rows, err
	}
	rows, _, err = r.answerOnce(ctx, r.store.model.ResolveIDs(p, func(id string) string { return cmp.Or(meant[id], id) }), compile)
	if err != nil {
		return nil, err
	}
	rows.Meant = meant
	return rows, nil
}

func (r reader) answerOnce(ctx context.Context, p *graph.Plan, compile func(*graph.Plan) *Statement) (rows *graph.Rows, merged bool, err error) {
	values, err := r.ask(ctx, p.Op, compile(p))
	if err != nil {
		return nil, false, err
	}
	if len(values) > 2 {
		ids, _ := values[2].([]any)
		merged = len(ids) > 0
	}
	rows, torn, err := records(r.store.model, p, values[0])
	if torn {
		r.sight.mixed.Store(true)
	}
	return rows, merged, err
}

// meant returns those of some ids that mean others, with what they mean.
func (r reader) meant(ctx context.Context, ids []string) (map[string]string, error) {
	var rows set
	rows.add(ids...)
	merged, err := readMerged(rows.list, func(statement string, rows []any) ([]*neo4j.Record, error) {
		return r.run(ctx, "merged", "UNWIND $rows AS row "+statement, map[string]any{"rows": rows})
	})
	if err == nil {
		_, err = r.ask(ctx, "merged", &Statement{Text: "RETURN null, " + revisionNow})
	}
	return graph.Meant(ids, func(id string) string { return merged[id] }), err
}

// Search finds nodes by words with one statement.
func (r reader) Search(ctx context.Context, s *graph.Search) (*graph.Rows, error) {
	if len(graph.Tokens(s.Words)) == 0 {
		return &graph.Rows{Width: len(s.Root.Slots)}, nil
	}
	return r.answer(ctx, &s.Plan, func(p *graph.Plan) *Statement {
		return CompileSearch(r.store.model, &graph.Search{Plan: *p, Words: s.Words})
	})
}

// Expand returns the neighbours of many nodes with one statement; with three where
// one has none, since its id may mean another.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	found, err := r.expandOnce(ctx, x)
	var lone []string
	for _, n := range found {
		if n.Degree == 0 {
			lone = append(lone, n.ID)
		}
	}
	if err != nil || len(lone) == 0 {
		return found, err
	}
	meant, err := r.meant(ctx, lone)
	if err != nil || meant == nil {
		return found, err
	}
	again := *x
	again.Frontier = make([]string, len(x.Frontier))
	for i, id := range x.Frontier {
		again.Frontier[i] = cmp.Or(meant[id], id)
	}
	if found, err = r.expandOnce(ctx, &again); err != nil {
		return nil, err
	}
	for i, id := range x.Frontier {
		found[i].ID = id
	}
	return found, nil
}

func (r reader) expandOnce(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	answer, err := r.ask(ctx, "expand", CompileExpand(r.store.model, x))
	if err != nil {
		return nil, err
	}
	found, torn := neighbours(r.store.model, x, answer[0])
	if torn {
		r.sight.mixed.Store(true)
	}
	edges := 0
	for i := range found {
		edges += found[i].Degree // the database has looked at all of them
	}
	return found, graph.BudgetOf(ctx).Work("expand", edges)
}

// ask runs a statement that answers with one record: the answer, then the
// numbers of the graph.
func (r reader) ask(ctx context.Context, op string, s *Statement) ([]any, error) {
	records, err := r.run(ctx, op, s.Text, s.Params)
	if err != nil {
		if torn(err) {
			r.sight.mixed.Store(true)
		}
		return nil, err
	}
	if len(records) != 1 || len(records[0].Values) < 2 {
		return nil, graph.Errorf(graph.Internal, "select", "a statement answered with %d records", len(records))
	}
	r.sight.saw(records[0].Values[1])
	return records[0].Values, nil
}

// records takes over the answer of a root list. It is torn if a row was taken
// away while it was read.
func records(m *graph.Model, p *graph.Plan, answer any) (rows *graph.Rows, torn bool, err error) {
	if parts, ok := answer.([]any); ok {
		rows = newDecoder(m, &p.Root, &torn).rows(parts)
		return rows, torn, p.Fits(rows.Records())
	}
	return nil, false, graph.Errorf(graph.Internal, "select", "a statement answered with %T", answer)
}

// decoder takes the answers of a list over into records. What there is to do for
// a slot is found out once, since a list below others has many answers.
type decoder struct {
	list  *graph.List
	slots []slotDecoder
	torn  *bool // is set where a row has lost what it cannot be without
}

type slotDecoder struct {
	fixed graph.Value           // what all records have, and no answer
	take  func(any) graph.Value // nil: the value as it comes
	must  bool                  // a row cannot be without it
}

func newDecoder(m *graph.Model, l *graph.List, torn *bool) *decoder {
	d := &decoder{l, make([]slotDecoder, len(l.Slots)), torn}
	for i := range l.Slots {
		slot := &d.slots[i]
		if below := l.Slots[i].List; below != nil {
			slot.take = newDecoder(m, below, torn).below
			continue
		}
		slot.fixed, slot.take, slot.must = fixedKind(m, l, i), taker(&l.Slots[i].Field), never(l, &l.Slots[i])
	}
	return d
}

// never reports whether a slot is never null: the id of the row or of the node
// that it leads to, but for a via, which may have none.
func never(l *graph.List, slot *graph.Slot) bool {
	link := l.From.Link
	toNode := l.Vars[slot.Field.Var].Ref == graph.NodeRef && (link == nil || link.Kind != graph.ViaLink)
	return slot.List == nil && slot.Only == 0 && slot.Field.Get == graph.GetID && (slot.Field.Var == 0 || toNode)
}

// below takes over the answer of a list below a row.
func (d *decoder) below(v any) graph.Value {
	parts, _ := v.([]any)
	return d.rows(parts)
}

// rows takes over the parts of an answer: rows, total and groups, as far as they
// were asked for.
func (d *decoder) rows(parts []any) *graph.Rows {
	out := &graph.Rows{Width: len(d.slots)}
	if d.list.Rows {
		list, _ := parts[0].([]any)
		d.page(list, out)
		parts = parts[1:]
	}
	if d.list.Count {
		out.Total, _ = parts[0].(int64)
		parts = parts[1:]
	}
	for i, groups := range parts {
		out.Groups = append(out.Groups, groupsOf(&d.list.Groups[i], groups))
	}
	return out
}

func (d *decoder) page(list []any, out *graph.Rows) {
	page := &d.list.Page
	if out.More = len(list) > page.Limit; out.More {
		list = list[:page.Limit]
	}
	out.Cells = make([]graph.Value, 0, len(list)*len(d.slots))
	for i, row := range list {
		if page.Backward {
			row = list[len(list)-1-i]
		}
		cells, _ := row.([]any)
		before, lost := len(out.Cells), false
		for j := range d.slots {
			slot := &d.slots[j]
			v := slot.fixed
			if v == nil {
				v, cells = taken(slot.take, cells[0]), cells[1:]
			}
			lost = lost || slot.must && v == nil
			out.Cells = append(out.Cells, v)
		}
		if lost { // it was taken away while it was read
			out.Cells, *d.torn = out.Cells[:before], true
			continue
		}
		out.Len++
	}
}

func taken(take func(any) graph.Value, v any) graph.Value {
	if take == nil || v == nil {
		return v
	}
	return take(v)
}

// groupsOf takes over how many rows have each value of a field.
func groupsOf(f *graph.Field, v any) []graph.Group {
	counts, take := map[graph.Value]int64{}, taker(f)
	list, _ := v.([]any)
	for _, item := range list {
		if pair, ok := item.([]any); ok && len(pair) == 2 {
			n, _ := pair[1].(int64)
			counts[taken(take, pair[0])] = n
		}
	}
	return graph.SortGroups(counts)
}

// taker says how a field's value is taken over, or nil if as it comes.
func taker(f *graph.Field) func(any) graph.Value {
	switch {
	case f.Get == graph.GetSays:
		return saysOf
	case f.Get != graph.GetProp:
		return nil
	case f.Prop.Type == graph.Date && f.Part == graph.Whole:
		return func(v any) graph.Value { parts, _ := v.([]any); return whenOf(parts) }
	case f.Prop.Type == graph.Date && f.Part >= graph.StartEarliest && f.Part <= graph.EndLatest:
		return func(v any) graph.Value { return dayOf(v) }
	case f.Prop.Type == graph.TextList:
		return func(v any) graph.Value { return textsOf(v) }
	case f.Prop.Type == graph.Identifiers:
		return func(v any) graph.Value { return identifiersOf(v) }
	}
	return nil
}

func textsOf(v any) []string {
	list, _ := v.([]any)
	out := make([]string, len(list))
	for i, item := range list {
		out[i], _ = item.(string)
	}
	return out
}

func identifiersOf(v any) []graph.Identifier {
	var out []graph.Identifier
	for _, text := range textsOf(v) {
		out = append(out, identifierOf(text))
	}
	return out
}
