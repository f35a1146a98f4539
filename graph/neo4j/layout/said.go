package layout

import (
	"encoding/json"
	"slices"

	"parley/graph"
)

// ValuesText writes the values of some properties as JSON.
func ValuesText(props []*graph.Property, vals []graph.Value) string {
	var list []graph.Said
	for i, v := range vals {
		if v != nil {
			list = append(list, graph.Said{Property: props[i].Name, Value: v})
		}
	}
	return SaidText(list)
}

// SaidText writes the values that a piece of evidence supports, in order, as JSON.
func SaidText(says []graph.Said) string {
	list := make([][2]any, len(says))
	for i, s := range says {
		list[i] = [2]any{s.Property, jsonValue(s.Value)}
	}
	return jsonText(list)
}

// WrittenText writes the ids that a piece of evidence was put with and that mean
// others, or null where there are none.
func WrittenText(written []graph.Written) any {
	if len(written) == 0 {
		return nil
	}
	return jsonText(written)
}

// jsonText writes what is made of texts, numbers, flags and lists, which cannot fail.
func jsonText(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// jsonValue writes a property's value; a date as what it was made of.
func jsonValue(v graph.Value) any {
	if w, ok := v.(*graph.When); ok {
		return map[string]any{"text": w.Text, "edtf": w.EDTF, "basis": w.Basis, "after": w.After}
	}
	return v
}

// Values reads what [ValuesText] wrote.
func Values(props []*graph.Property, text string) (map[string]graph.Value, error) {
	said, err := Said(props, text)
	values := make(map[string]graph.Value, len(said))
	for _, s := range said {
		values[s.Property] = s.Value
	}
	return values, err
}

// Written reads what [WrittenText] wrote.
func Written(text string) ([]graph.Written, error) {
	if text == "" {
		return nil, nil
	}
	written, err := readJSON[[]graph.Written]([]byte(text))
	if err != nil {
		return nil, unreadable(err)
	}
	return written, nil
}

// Said reads what [SaidText] wrote. What the model no longer has is left out.
func Said(props []*graph.Property, text string) ([]graph.Said, error) {
	if text == "" || text == "[]" {
		return nil, nil
	}
	list, err := readJSON[[][2]json.RawMessage]([]byte(text))
	if err != nil {
		return nil, unreadable(err)
	}
	var out []graph.Said
	for _, pair := range list {
		property, err := readJSON[string](pair[0])
		if err != nil {
			return nil, unreadable(err)
		}
		i := slices.IndexFunc(props, func(p *graph.Property) bool { return p.Name == property })
		if i < 0 {
			continue
		}
		v, err := readValue(props[i], pair[1])
		if err != nil {
			return nil, unreadable(err)
		}
		out = append(out, graph.Said{Property: property, Value: v})
	}
	return out, nil
}

func unreadable(err error) error {
	return &graph.Error{Code: graph.Internal, Op: "apply", Message: "what Neo4j holds cannot be read", Err: err}
}

// readValue reads a property's value as jsonValue wrote it.
func readValue(p *graph.Property, raw json.RawMessage) (graph.Value, error) {
	switch p.Type {
	case graph.TextList:
		return readJSON[[]string](raw)
	case graph.Identifiers:
		return readJSON[[]graph.Identifier](raw)
	case graph.Number:
		return readJSON[int64](raw)
	case graph.Flag:
		return readJSON[bool](raw)
	case graph.Date:
		v, err := readJSON[any](raw)
		return valueOf(v), err
	}
	return readJSON[string](raw)
}

func readJSON[T any](raw json.RawMessage) (T, error) {
	var v T
	err := json.Unmarshal(raw, &v)
	return v, err
}

// Says reads the values that a piece of evidence supports, without regard to the types
// of their properties.
func Says(v any) graph.Value {
	list, _ := readJSON[[][2]any]([]byte(Text(v)))
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
		return Texts(v)
	case map[string]any:
		text := func(name string) string { s, _ := v[name].(string); return s }
		w, err := graph.NewWhen(text("text"), text("edtf"), text("basis"), Texts(v["after"])...)
		if err != nil {
			return nil
		}
		return w
	}
	return v
}
