package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Explorer asks one state of a graph, as it was on a day if AsOf is set.
type Explorer struct {
	Model *graph.Model
	From  graph.Reader
	AsOf  graph.AsOf
}

// selectRows asks for all rows of a root list; op is for the store's log.
func (x *Explorer) selectRows(ctx context.Context, op string, l graph.List) (*graph.Rows, error) {
	l.Rows = true
	return x.From.Select(ctx, &graph.Plan{Op: op, Root: l, AsOf: x.AsOf})
}

// byIDs lists the nodes with some ids, in the order of ids, each once.
func (x *Explorer) byIDs(ids []string, slots ...graph.Slot) graph.List {
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	values := make([]graph.Value, len(sorted))
	for i, id := range sorted {
		values[i] = id
	}
	return graph.List{
		From: graph.From{Kinds: x.kindsOf(sorted)}, Vars: []graph.Var{{}}, Slots: slots,
		Where: graph.Is{Field: field(graph.GetID, 0), Op: graph.In, Value: values}, Page: graph.Page{Limit: len(sorted)},
	}
}

// named returns the nodes that some ids mean, each once, in their order; NOT_FOUND
// where there is none.
func (x *Explorer) named(ctx context.Context, op string, ids ...string) ([]string, error) {
	rows, err := x.selectRows(ctx, op, x.byIDs(ids, slot(graph.GetID, 0)))
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, id := range rows.Cells {
		there[text(id)] = true
	}
	var out, missing []string
	for _, id := range ids {
		switch is := cmp.Or(rows.Meant[id], id); {
		case !there[is]:
			missing = append(missing, id)
		case !slices.Contains(out, is):
			out = append(out, is)
		}
	}
	if len(missing) > 0 {
		return nil, notThere(op, missing)
	}
	return out, nil
}

// kindsOf is the set of kinds that some ids name.
func (x *Explorer) kindsOf(ids []string) (kinds graph.KindSet) {
	last := ""
	for _, id := range ids {
		prefix, _, _ := strings.Cut(id, ":")
		if prefix == last {
			continue
		}
		last = prefix
		if k := x.Model.KindOf(id); k != nil {
			kinds = kinds.With(k)
		}
	}
	return kinds
}

// field reads something of a variable.
func field(get graph.Getter, of int) graph.Field { return graph.Field{Var: of, Get: get} }

// slot is the place of a field in a record.
func slot(get graph.Getter, of int) graph.Slot { return graph.Slot{Field: field(get, of)} }

// prop is the place of a property in a record.
func prop(p *graph.Property, of int) graph.Slot {
	return graph.Slot{Field: graph.Field{Prop: p, Var: of}}
}

// below is the place of a list below a record.
func below(l graph.List) graph.Slot {
	l.Rows = true
	return graph.Slot{List: &l}
}

// far are the variables of a row that leads to a node: 0 is the row, 1 the node.
func far() []graph.Var { return []graph.Var{{}, {Ref: graph.NodeRef}} }

// text reads a cell that holds a text; null is "".
func text(v graph.Value) string {
	s, _ := v.(string)
	return s
}

// rowsOf reads a cell that holds a list; null is an empty one.
func rowsOf(v graph.Value) *graph.Rows {
	if rows, ok := v.(*graph.Rows); ok && rows != nil {
		return rows
	}
	return &graph.Rows{}
}

// derivedLink returns the link that follows a derived relation.
func (x *Explorer) derivedLink(d *graph.Derived, out bool) *graph.Link {
	for _, l := range x.Model.Links() {
		if l.Kind == graph.DerivedLink && l.Derived == d && l.Out == out {
			return l
		}
	}
	return nil
}

// aboutTopic holds for what a variable stands for if that is about an entity.
func (x *Explorer) aboutTopic(topic string, of int) graph.Filter {
	return &graph.Any{
		From: graph.From{Link: x.Model.SubjectMatter.OutLink(), Var: of}, Vars: far(),
		Where: graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: topic},
	}
}

// within reads a limit: 0 stands for the usual one.
func within(op, name string, n, usual, most int) (int, error) {
	switch {
	case n == 0:
		return usual, nil
	case n < 0 || n > most:
		return 0, graph.Errorf(graph.BadInput, op, "%s: %d is not between 1 and %d", name, n, most)
	}
	return n, nil
}

// notThere is the error for ids that name nothing that is there.
func notThere(op string, ids []string) error {
	return graph.Errorf(graph.NotFound, op, "there is no %s", strings.Join(ids, ", no "))
}

// Between returns the bounds of a window of days, of which either may be NoDay,
// which is open; nil if both are.
func Between(op string, from, to graph.Day) (*graph.Bounds, error) {
	switch {
	case !from.Known() && !to.Known():
		return nil, nil
	case from.Known() && to.Known() && from > to:
		return nil, graph.Errorf(graph.BadInput, op, "from %s is after to %s", from, to)
	}
	return &graph.Bounds{StartEarliest: from, StartLatest: from, EndEarliest: to, EndLatest: to}, nil
}
