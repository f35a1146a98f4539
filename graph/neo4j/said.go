package neo4j

import (
	"encoding/json"

	"parley/graph"
)

// saysOf reads the values that a piece of evidence supports.
func saysOf(v any) graph.Value {
	text, _ := v.(string)
	var list [][2]any
	if json.Unmarshal([]byte(text), &list) != nil {
		return []graph.Said{}
	}
	out := make([]graph.Said, len(list))
	for i, pair := range list {
		out[i].Property, _ = pair[0].(string)
		out[i].Value = valueOf(pair[1])
	}
	return out
}

// valueOf reads what jsonValue wrote.
func valueOf(v any) graph.Value {
	switch v := v.(type) {
	case float64:
		return int64(v)
	case []any:
		return textsOf(v)
	case map[string]any:
		text := func(name string) string { s, _ := v[name].(string); return s }
		w, err := graph.NewWhen(text("text"), text("edtf"), text("basis"), textsOf(v["after"])...)
		if err != nil {
			return nil
		}
		return w
	}
	return v
}
