package editor

import (
	"context"
	"fmt"
	"slices"

	"parley/graph"
	"parley/seed"
)

// anew takes what the data states of nodes, and warns where another source states
// it otherwise.
func (e *eye) anew(ctx context.Context) error {
	if err := e.learnStated(ctx); err != nil {
		return err
	}
	stated := map[[2]string]bool{} // nodes, each by a source
	for _, n := range e.nodes {
		key := [2]string{n.Source, n.ID}
		if e.has[n.ID] != nil && !stated[key] && n.ID != n.Source {
			e.compare(n)
		}
		stated[key] = true
		e.add(n)
	}
	return nil
}

// learnStated asks the graph for what it has of the nodes that the data states. Where
// it has a source of the data already, what it has may be of that, and is not asked for.
func (e *eye) learnStated(ctx context.Context) error {
	var ids []string
	for _, n := range e.nodes {
		ids = append(ids, n.ID)
		if n.ID != n.Source || e.known == nil {
			continue
		}
		if load, err := e.known.LastLoad(ctx, n.Source); load != "" || err != nil {
			return err
		}
	}
	slices.Sort(ids)
	return e.learn(ctx, slices.Compact(ids))
}

// add adds what a node is stated to be to what is had of it: what there is stays,
// and lists are joined.
func (e *eye) add(n node) {
	had := e.has[n.ID]
	if had == nil {
		had = map[string]graph.Value{}
		e.has[n.ID] = had
	}
	for name, v := range n.Props {
		old, isList := had[name].([]string)
		more, _ := v.([]string)
		switch {
		case isList:
			had[name] = slices.Concat(old, more)
		case had[name] == nil:
			had[name] = v
		}
	}
}

// compare warns of what a node is stated to be that is otherwise already.
func (e *eye) compare(n node) {
	k := e.model.KindOf(n.ID)
	for _, p := range seed.EditorialProps(e.model, k) {
		is, was := n.Props[p.Name], e.has[n.ID][p.Name]
		if is != nil && was != nil && differ(p, is, was) {
			e.warn(n.at, fmt.Sprintf("another source states %s with the %s %s, which stays; %s is not taken: leave it out, or give what you mean an id of its own",
				n.ID, p.Name, shown(was), shown(is)))
		}
	}
}

// differ reports whether two values of a property are not the same. Lists are joined,
// and so never differ.
func differ(p *graph.Property, a, b graph.Value) bool {
	switch p.Type {
	case graph.TextList, graph.Identifiers:
		return false
	case graph.Date:
		x, _ := a.(*graph.When)
		y, _ := b.(*graph.When)
		return x.EDTF != y.EDTF
	case graph.Text:
		return graph.Fold(text(a)) != graph.Fold(text(b))
	}
	return a != b
}

func shown(v graph.Value) string {
	switch v := v.(type) {
	case string:
		return seed.Shown(v)
	case *graph.When:
		return seed.Shown(v.EDTF)
	}
	return fmt.Sprint(v)
}

// learn asks the graph for what it has of nodes.
func (e *eye) learn(ctx context.Context, ids []string) error {
	if e.known == nil {
		return nil
	}
	of := map[*graph.Kind][]graph.Value{}
	for _, id := range ids {
		if k := e.model.KindOf(id); k != nil {
			of[k] = append(of[k], id)
		}
	}
	for k, ids := range of {
		for some := range slices.Chunk(ids, graph.MaxPage) {
			if err := e.ask(ctx, k, some); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask asks for the editorial properties of nodes of a kind.
func (e *eye) ask(ctx context.Context, k *graph.Kind, ids []graph.Value) error {
	id, props := graph.Field{Get: graph.GetID}, seed.EditorialProps(e.model, k)
	slots := []graph.Slot{{Field: id}}
	for _, p := range props {
		slots = append(slots, graph.Slot{Field: graph.Field{Prop: p}})
	}
	rows, err := e.known.Select(ctx, &graph.Plan{Op: "check", Root: graph.List{
		From: graph.From{Kinds: graph.KindSet(0).With(k)}, Vars: []graph.Var{{}},
		Where: graph.Is{Field: id, Op: graph.In, Value: ids},
		Page:  graph.Page{Limit: len(ids)}, Rows: true, Slots: slots,
	}})
	if err != nil {
		return err
	}
	for i := range rows.Len {
		row := rows.Row(i)
		has := map[string]graph.Value{}
		for j, p := range props {
			has[p.Name] = row[j+1]
		}
		e.has[text(row[0])] = has
	}
	return nil
}
