package explore

import (
	"slices"
	"strings"

	"parley/graph"
)

// hub is a meeting or a position, with the edges that can pair there, by the ids
// of their actors.
type hub struct {
	id    string
	edges []attending
}

// attending is an edge from an actor to a hub.
type attending struct {
	actor  int32
	a, b   uint8       // the combos in which it is what A says, and in which what B says: a bit each
	during *graph.When // of a relation whose periods must overlap
	id     string      // for details
}

// What a hub takes, and an edge there, in bytes.
const (
	hubBytes       = 40
	attendingBytes = 40
)

// gather reads the hubs, a page of them at a time.
func (n *network) gather() error {
	l := n.list()
	for more := true; more; {
		before := n.scratch
		rows, err := n.ask(n.Explorer, l)
		if err != nil {
			return err
		}
		records := n.scratch - before
		for i := range rows.Len {
			if err := n.take(rows.Row(i)); err != nil {
				return err
			}
		}
		if more = rows.More; more {
			l.Page.After = slices.Clone(rows.Row(rows.Len - 1)[:1])
		}
		n.letGo(records)
	}
	return n.Err()
}

// list asks for hubs that are about the topic, of the time and of the status asked
// for, and for the edges that can pair there.
func (n *network) list() graph.List {
	slots := []graph.Slot{slot(graph.GetID, 1), prop(n.edge.Prop(n.of.Pair.On), 0)}
	if n.of.Pair.Overlap {
		slots = append(slots, prop(n.edge.When(), 0))
	}
	if n.q.Details {
		slots = append(slots, slot(graph.GetID, 0))
	}
	l := graph.List{
		From: graph.From{Kinds: n.edge.ToKinds()}, Vars: []graph.Var{{}}, Where: n.ofHubs(), Page: graph.Page{Limit: graph.MaxPage},
		Slots: []graph.Slot{slot(graph.GetID, 0), below(graph.List{
			From: graph.From{Link: n.edge.InLink()}, Vars: far(), Where: n.ofEdges(), Page: graph.Page{Limit: maxPairs}, Slots: slots,
		})},
	}
	if n.of.Pair.Hub != "" {
		l.Slots = append(l.Slots, prop(n.Model.NodeProp(n.of.Pair.Hub), 0))
	}
	return l
}

// ofHubs holds for the hubs that count.
func (n *network) ofHubs() graph.Filter {
	and, p := graph.And{}, n.of.Pair
	if n.q.Topic != "" {
		and = append(and, n.aboutTopic(n.q.Topic, 0))
	}
	if when := n.hubWhen(); when != nil && n.q.During != nil {
		and = append(and, graph.Is{Field: graph.Field{Prop: when}, Op: graph.Overlaps, Value: *n.q.During})
	}
	if p.Hub != "" {
		and = append(and, in(n.Model.NodeProp(p.Hub), 0, n.status()))
	}
	if p.Except != nil {
		and = append(and, graph.Not{Filter: graph.Is{Field: graph.Field{Prop: n.Model.NodeProp(p.Except.Property)}, Op: graph.Eq, Value: p.Except.Value}})
	}
	return and
}

// hubWhen is the property that says when a hub was, or nil.
func (n *network) hubWhen() *graph.Property { return n.Model.KindsOf(n.edge.ToKinds())[0].When() }

// status lists the hubs' values that count.
func (n *network) status() []string {
	if n.q.Hubs == nil {
		return n.of.Pair.Default
	}
	return n.q.Hubs
}

// ofEdges holds for the edges that can pair at all. Where a hub has no date, theirs
// is the one asked for.
func (n *network) ofEdges() graph.Filter {
	var says []string
	for _, c := range n.of.Pair.Combos {
		says = append(append(says, c.A...), c.B...)
	}
	and := graph.And{in(n.edge.Prop(n.of.Pair.On), 0, unique(says))}
	if when := n.edge.When(); when != nil && n.hubWhen() == nil && n.q.During != nil {
		f := graph.Field{Prop: when}
		and = append(and, graph.Or{
			graph.Is{Field: f, Op: graph.IsNull, Value: true},
			graph.Is{Field: f, Op: graph.Overlaps, Value: *n.q.During},
		})
	}
	return and
}

// in holds where a property of a variable is one of some texts.
func in(p *graph.Property, of int, texts []string) graph.Filter {
	values := make([]graph.Value, len(texts))
	for i, s := range texts {
		values[i] = s
	}
	return graph.Is{Field: graph.Field{Prop: p, Var: of}, Op: graph.In, Value: values}
}

// take takes over one hub, and counts the pairs that can be made there.
func (n *network) take(row []graph.Value) error {
	list := rowsOf(row[1])
	if list.More {
		return graph.Errorf(graph.TooLarge, "network", "%s has more than %d edges that can pair; narrow it by a topic or a window of days", text(row[0]), maxPairs)
	}
	h, status := hub{id: text(row[0])}, ""
	if n.of.Pair.Hub != "" {
		status = text(row[2])
	}
	for i := range list.Len {
		if e := n.attending(list.Row(i), status); e.a|e.b != 0 {
			h.edges = append(h.edges, e)
		}
	}
	if len(h.edges) < 2 {
		return nil
	}
	slices.SortStableFunc(h.edges, func(x, y attending) int { return strings.Compare(n.ids[x.actor], n.ids[y.actor]) })
	n.hubs = append(n.hubs, h)
	n.lay(hubBytes + len(h.edges)*attendingBytes)
	n.Steps(len(h.edges) * (len(h.edges) - 1) / 2)
	return n.Err()
}

// attending reads an edge at a hub of some status.
func (n *network) attending(row []graph.Value, status string) attending {
	var e attending
	for i, c := range n.of.Pair.Combos {
		if n.of.Pair.Hub != "" && !slices.Contains(c.Hub, status) {
			continue
		}
		if slices.Contains(c.A, text(row[1])) {
			e.a |= 1 << i
		}
		if slices.Contains(c.B, text(row[1])) {
			e.b |= 1 << i
		}
	}
	if n.of.Pair.Overlap {
		e.during, _ = row[2].(*graph.When)
	}
	if n.q.Details {
		e.id = text(row[len(row)-1])
	}
	e.actor = n.numberOf(text(row[0]))
	return e
}

// numberOf is an actor's number, a new one for one that was not met before.
func (n *network) numberOf(id string) int32 {
	i, known := n.numbers[id]
	if !known {
		i = int32(len(n.ids))
		n.ids = append(n.ids, id)
		n.numbers[id] = i
		n.lay(textBytes + keyBytes)
	}
	return i
}
