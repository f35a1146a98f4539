package export

import (
	"bytes"
	"encoding/json"

	"parley/graph/explore"
)

// json writes a value.
func (w *writer) json(v any) {
	if w.err != nil {
		return
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if w.err = encoder.Encode(v); w.err == nil {
		w.text(string(bytes.TrimRight(out.Bytes(), "\n")))
	}
}

// object writes fields as an object; a name that comes again is left out.
func (w *writer) object(fields ...field) {
	w.text("{")
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.name] {
			continue
		}
		if len(seen) > 0 {
			w.text(",")
		}
		seen[f.name] = true
		w.json(f.name)
		w.text(":")
		if inner, ok := f.value.([]field); ok {
			w.object(inner...)
		} else {
			w.json(f.value)
		}
	}
	w.text("}")
}

// each writes a list with a line for each item.
func (w *writer) each(n int, item func(i int)) {
	w.text("[")
	for i := range n {
		if i > 0 {
			w.text(",")
		}
		w.text("\n")
		item(i)
	}
	w.text("\n]")
}

// nodes writes a list of objects: what leads gives, then the label and all
// other fields.
func (w *writer) nodes(g *explore.Graph, leads func(*explore.Node) []field) {
	w.each(len(g.Nodes), func(i int) {
		n := &g.Nodes[i]
		w.object(append(append(leads(n), field{"label", n.Label}), nodeFields(n)...)...)
	})
}

func (w *writer) edges(g *explore.Graph, leads func(*explore.Edge) []field) {
	w.each(len(g.Edges), func(i int) {
		e := &g.Edges[i]
		w.object(append(append(leads(e), field{"label", e.Label}), edgeFields(e)...)...)
	})
}

func nodeID(n *explore.Node) []field { return []field{{"id", n.ID}} }

func edgeEnds(e *explore.Edge) []field {
	return []field{{"id", e.ID}, {"source", e.Source}, {"target", e.Target}}
}
