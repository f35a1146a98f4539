package dossier

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// What a statement takes until it is written: so many bytes, and so many copies of its
// quote.
const (
	statementBytes = 4 << 10
	copies         = 4
)

// readStatements reads the statements about all that was noted, and not read yet.
func (r *reading) readStatements() error {
	var ids []string
	for id, read := range r.about {
		if read {
			ids = append(ids, id)
			r.about[id] = false
		}
	}
	stated := r.stated()
	slots := []graph.Slot{
		idSlot(0), {Field: graph.Field{Get: graph.GetFactID}}, idSlot(1),
		{Field: graph.Field{Get: graph.GetSeq}}, {Field: graph.Field{Get: graph.GetSays}},
	}
	given := len(slots)
	vars := []graph.Var{{}, {Ref: graph.PropRef, Prop: r.model.EvidenceProp("source")}}
	for _, p := range stated {
		if p.Type == graph.Reference {
			vars = append(vars, graph.Var{Ref: graph.PropRef, Prop: p})
			slots = append(slots, idSlot(len(vars)-1))
		} else {
			slots = append(slots, propSlot(p, 0))
		}
	}
	for some := range slices.Chunk(unique(ids), chunk) {
		l := graph.List{From: graph.From{Evidence: true}, Vars: vars, Slots: slots, Where: oneOf(graph.Field{Get: graph.GetFactID}, some)}
		err := r.all(l, graph.AsOf{}, 0, func(row []graph.Value) error {
			seq, _ := row[3].(int64)
			says, _ := row[4].([]graph.Said)
			s := &Statement{
				ID: textOf(row[0]), About: textOf(row[1]), Source: textOf(row[2]), Seq: seq,
				Says: map[string]json.RawMessage{}, Evidence: valuesOf(stated, row[given:]),
			}
			for _, said := range says {
				s.Says[said.Property] = encodeValue(said.Value, nil)
			}
			r.statements[s.ID] = s
			r.name(s, stated, row[given:])
			if err := graph.BudgetOf(r.ctx).Hold("dossier", statementBytes+copies*len(s.Evidence["quote"])); err != nil {
				return err
			}
			return r.limits.check("statements", len(r.statements), r.limits.Statements)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// stated lists the properties of evidence that say where it stands and how it is said.
func (r *reading) stated() (list []*graph.Property) { return statedOf(r.model) }

func statedOf(m *graph.Model) (list []*graph.Property) {
	for _, p := range m.Evidence {
		if !p.Weighed && p != m.EvidenceProp("source") {
			list = append(list, p)
		}
	}
	return list
}

// name notes the nodes and the source that a statement names.
func (r *reading) name(s *Statement, stated []*graph.Property, row []graph.Value) {
	r.sources[s.Source] = true
	for i, p := range stated {
		if id := textOf(row[i]); p.Type == graph.Reference && id != "" {
			r.nodes[id] = true
		}
	}
	for _, p := range propsOf(r.model, s.About) {
		if p.Type == graph.Reference {
			if id := textIn(s.Says, p.Name); id != "" {
				r.nodes[id] = true
			}
		}
	}
	if e, from, to := r.model.EdgeOf(s.About); e != nil {
		r.nodes[from], r.nodes[to], r.edges[s.About] = true, true, true
	}
}

// propsOf returns the properties of the node or the edge with an id; nil where it is
// neither's.
func propsOf(m *graph.Model, id string) []*graph.Property {
	if e, _, _ := m.EdgeOf(id); e != nil {
		return e.Props()
	}
	if k := m.KindOf(id); k != nil {
		return k.Props()
	}
	return nil
}

// valuesOf returns values by the names of their properties, without those that are null
// or empty lists.
func valuesOf(props []*graph.Property, row []graph.Value) map[string]json.RawMessage {
	values := map[string]json.RawMessage{}
	for i, p := range props {
		if v := row[i]; v != nil && !isEmpty(v) {
			values[p.Name] = encodeValue(v, nil)
		}
	}
	return values
}

func isEmpty(v graph.Value) bool {
	switch v := v.(type) {
	case []string:
		return len(v) == 0
	case []graph.Identifier:
		return len(v) == 0
	case *graph.When:
		return v == nil
	}
	return false
}

// text returns a property of a statement that is a text; "" where it has none.
func (s *Statement) text(property string) string { return textIn(s.Evidence, property) }

// textIn returns a text among values; "" where there is none.
func textIn(values map[string]json.RawMessage, property string) (text string) {
	if v, ok := values[property]; !ok || json.Unmarshal(v, &text) != nil {
		return ""
	}
	return text
}

// readNodes reads what editors state of the nodes that are named.
func (r *reading) readNodes() ([]Node, error) {
	byKind := map[*graph.Kind][]string{}
	for id := range r.nodes {
		if k := r.model.KindOf(id); k != nil && k != r.model.Publication {
			byKind[k] = append(byKind[k], id)
		}
	}
	var list []Node
	for _, k := range r.model.Kinds {
		props := editorial(k)
		slots := []graph.Slot{idSlot(0)}
		for _, p := range props {
			slots = append(slots, propSlot(p, 0))
		}
		seen := map[string]bool{}
		for _, asOf := range r.views {
			left := slices.DeleteFunc(byKind[k], func(id string) bool { return seen[id] })
			err := r.byIDs(left, asOf, []graph.Var{{}}, slots, func(row []graph.Value) error {
				seen[textOf(row[0])] = true
				list = append(list, Node{textOf(row[0]), valuesOf(props, row[1:])})
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(list, func(a, b Node) int { return strings.Compare(a.ID, b.ID) })
	return list, nil
}

// editorial lists the properties of a kind that editors state.
func editorial(k *graph.Kind) []*graph.Property {
	return slices.DeleteFunc(slices.Clone(k.Props()), func(p *graph.Property) bool { return !p.Editorial })
}

// ids returns the ids in a set in their order.
func ids(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
