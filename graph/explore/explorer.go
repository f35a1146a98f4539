package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
)

// Explorer answers questions about one state of a graph, as it was on a day if AsOf
// is set.
type Explorer struct {
	Model *graph.Model
	From  graph.Reader
	AsOf  graph.AsOf
}

// selectRows returns all rows of a root list; op is for the store's log.
func (x *Explorer) selectRows(ctx context.Context, op string, l graph.List) (*graph.Rows, error) {
	l.Rows = true
	return x.From.Select(ctx, &graph.Plan{Op: op, Root: l, AsOf: x.AsOf})
}

// byIDs returns the list of the nodes with some ids, in the order of ids.
func (x *Explorer) byIDs(ids []string, slots ...graph.Slot) graph.List {
	ids = unique(ids)
	return graph.List{
		From: graph.From{Kinds: x.kindsOf(ids)}, Vars: []graph.Var{{}}, Slots: slots,
		Where: oneOf(field(graph.GetID, 0), ids), Page: graph.Page{Limit: len(ids)},
	}
}

// resolveIDs returns the ids of the nodes that some ids mean, each once, in their
// order; NOT_FOUND if one does not exist.
func (x *Explorer) resolveIDs(ctx context.Context, op string, ids ...string) ([]string, error) {
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
		return nil, notFound(op, missing)
	}
	return out, nil
}

// resolving has find find what lies around the nodes with some ids and report which do
// not exist. Where one does not, it is called again with the ids of the nodes that they
// mean; NOT_FOUND if one does not exist.
func (x *Explorer) resolving(ctx context.Context, op string, ids []string, find func(ids []string) (missing []string, err error)) error {
	missing, err := find(ids)
	if err != nil || len(missing) == 0 {
		return err
	}
	if ids, err = x.resolveIDs(ctx, op, ids...); err != nil {
		return err
	}
	if missing, err = find(ids); err == nil && len(missing) > 0 {
		err = notFound(op, missing)
	}
	return err
}

// kindsOf returns the kinds of the nodes with some ids.
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

// field returns a field of a variable.
func field(get graph.Getter, of int) graph.Field { return graph.Field{Var: of, Get: get} }

// slot returns the slot of a field.
func slot(get graph.Getter, of int) graph.Slot { return graph.Slot{Field: field(get, of)} }

// prop returns the slot of a property.
func prop(p *graph.Property, of int) graph.Slot {
	return graph.Slot{Field: graph.Field{Prop: p, Var: of}}
}

// below returns the slot of a list below the row.
func below(l graph.List) graph.Slot {
	l.Rows = true
	return graph.Slot{List: &l}
}

// farVars returns the variables of a row that leads to a node: 0 is the row, 1 the
// node.
func farVars() []graph.Var { return []graph.Var{{}, {Ref: graph.NodeRef}} }

// text returns the text in a cell; null is "".
func text(v graph.Value) string {
	s, _ := v.(string)
	return s
}

// rowsOf returns the list in a cell; null is an empty one.
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

// oneOf holds where a field is one of some texts.
func oneOf(f graph.Field, texts []string) graph.Filter {
	values := make([]graph.Value, len(texts))
	for i, s := range texts {
		values[i] = s
	}
	return graph.Is{Field: f, Op: graph.In, Value: values}
}

// unless holds where a field has none of some values.
func unless(f graph.Field, values []string) graph.Filter {
	return graph.Not{Filter: oneOf(f, values)}
}

// unique returns some ids sorted, each once.
func unique(ids []string) []string { return slices.Compact(slices.Sorted(slices.Values(ids))) }

// texts returns a text of each item of a list.
func texts[T any](list []T, of func(T) string) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = of(item)
	}
	return out
}

// indexOf returns the index of each id in a list.
func indexOf(ids []string) map[string]int {
	index := make(map[string]int, len(ids))
	for i, id := range ids {
		index[id] = i
	}
	return index
}

// aboutTopic holds where a variable's node is about an entity.
func (x *Explorer) aboutTopic(topic string, of int) graph.Filter {
	return &graph.Any{
		From: graph.From{Link: x.Model.SubjectMatter.OutLink(), Var: of}, Vars: farVars(),
		Where: graph.Is{Field: field(graph.GetID, 1), Op: graph.Eq, Value: topic},
	}
}

// limit returns a limit: the usual one for 0, BAD_INPUT out of range.
func limit(op, name string, n, usual, most int) (int, error) {
	switch {
	case n == 0:
		return usual, nil
	case n < 0 || n > most:
		return 0, graph.Errorf(graph.BadInput, op, "%s: %d is not between 1 and %d", name, n, most).In(name)
	}
	return n, nil
}

// notFound is the error for ids of nodes that do not exist.
func notFound(op string, ids []string) error {
	return graph.Errorf(graph.NotFound, op, "there is no %s", strings.Join(ids, ", no "))
}

// Between returns the bounds of a window of days. NoDay is an open end; nil is
// returned if both ends are open.
func Between(op string, from, to graph.Day) (*graph.Bounds, error) {
	switch {
	case !from.Known() && !to.Known():
		return nil, nil
	case from.Known() && to.Known() && from > to:
		return nil, graph.Errorf(graph.BadInput, op, "from %s is after to %s", from, to)
	}
	return &graph.Bounds{StartEarliest: from, StartLatest: from, EndEarliest: to, EndLatest: to}, nil
}
