package neo4j

import (
	"context"

	"parley/graph"
)

// reader answers from the database as it is when it is asked.
type reader struct{ store *Store }

// Select answers a plan with one statement.
func (r reader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	answer, err := r.ask(ctx, p.Op, Compile(r.store.model, p))
	if err != nil {
		return nil, err
	}
	d := decoder{r.store.model}
	return d.rows(&p.Root, answer), d.err(answer)
}

// Search finds nodes by words with one statement.
func (r reader) Search(ctx context.Context, s *graph.Search) (*graph.Rows, error) {
	statement := CompileSearch(r.store.model, s)
	if statement == nil {
		return &graph.Rows{Width: len(s.Root.Slots)}, nil
	}
	answer, err := r.ask(ctx, s.Op, statement)
	if err != nil {
		return nil, err
	}
	d := decoder{r.store.model}
	return d.rows(&s.Root, answer), d.err(answer)
}

// Expand gives the neighbours of many nodes with one statement.
func (r reader) Expand(ctx context.Context, x *graph.Expansion) ([]graph.Neighbours, error) {
	answer, err := r.ask(ctx, "expand", CompileExpand(r.store.model, x))
	if err != nil {
		return nil, err
	}
	return neighbours(r.store.model, x, answer), nil
}

// ask runs a statement that answers with one value.
func (r reader) ask(ctx context.Context, op string, s *Statement) (any, error) {
	records, err := r.store.read(ctx, op, s.Text, s.Params)
	if err != nil {
		return nil, err
	}
	if len(records) != 1 || len(records[0].Values) != 1 {
		return nil, graph.Errorf(graph.Internal, "select", "a statement answered with %d records", len(records))
	}
	return records[0].Values[0], nil
}

// decoder takes answers over into records.
type decoder struct{ model *graph.Model }

func (d decoder) err(answer any) error {
	if _, ok := answer.([]any); !ok {
		return graph.Errorf(graph.Internal, "select", "a statement answered with %T", answer)
	}
	return nil
}

// rows takes over the answer of a list: its rows, total and groups, as far as
// they were asked for.
func (d decoder) rows(l *graph.List, answer any) *graph.Rows {
	parts, ok := answer.([]any)
	if !ok {
		return nil
	}
	out := &graph.Rows{Width: len(l.Slots)}
	if l.Rows {
		list, _ := parts[0].([]any)
		d.page(l, list, out)
		parts = parts[1:]
	}
	if l.Count {
		out.Total, _ = parts[0].(int64)
		parts = parts[1:]
	}
	for _, groups := range parts {
		out.Groups = append(out.Groups, groupsOf(groups))
	}
	return out
}

func (d decoder) page(l *graph.List, list []any, out *graph.Rows) {
	if out.More = len(list) > l.Page.Limit; out.More {
		list = list[:l.Page.Limit]
	}
	out.Len = len(list)
	out.Cells = make([]graph.Value, 0, len(list)*len(l.Slots))
	for i := range list {
		row := list[i]
		if l.Page.Backward {
			row = list[len(list)-1-i]
		}
		cells, _ := row.([]any)
		for j := range l.Slots {
			out.Cells = append(out.Cells, d.cell(&l.Slots[j], cells[j]))
		}
	}
}

func groupsOf(v any) []graph.Group {
	counts := map[graph.Value]int64{}
	list, _ := v.([]any)
	for _, item := range list {
		if pair, ok := item.([]any); ok && len(pair) == 2 {
			n, _ := pair[1].(int64)
			counts[pair[0]] = n
		}
	}
	return graph.SortGroups(counts)
}

// cell takes over what one slot holds.
func (d decoder) cell(slot *graph.Slot, v any) graph.Value {
	if v == nil {
		return nil
	}
	if slot.List != nil {
		return d.rows(slot.List, v)
	}
	f := &slot.Field
	switch {
	case f.Get == graph.GetSays:
		text, _ := v.(string)
		return d.says(text)
	case f.Get == graph.GetProp && f.Prop.Type == graph.Date && f.Part == graph.Whole:
		parts, _ := v.([]any)
		return whenOf(parts)
	case f.Get == graph.GetProp && f.Prop.Type == graph.Date && f.Part >= graph.StartEarliest && f.Part <= graph.EndLatest:
		return dayOf(v)
	case f.Get == graph.GetProp && f.Prop.Type == graph.TextList:
		return textsOf(v)
	case f.Get == graph.GetProp && f.Prop.Type == graph.Identifiers:
		return identifiersOf(v)
	}
	return v
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
