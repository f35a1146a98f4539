package planning

import (
	"encoding/base64"
	"encoding/json"

	"parley/graph"
)

// wantCursor asks for the slots that make a cursor of a row.
func (l *List) wantCursor() {
	l.Rows = true
	if l.keys != nil {
		return
	}
	if l.ranked {
		l.keys = append(l.keys, l.Slot(graph.Field{Get: graph.GetRank}, 0))
	}
	for _, o := range l.Order {
		l.keys = append(l.keys, l.Slot(o.Field, 0))
	}
	l.keys = append(l.keys, l.Slot(graph.Field{Get: graph.GetID}, 0))
}

// cursor makes the cursor of a row: the order that it belongs to, the values
// that the row is ordered by, and its id.
func (l *List) cursor(row []graph.Value) string {
	key := make([]any, 0, len(l.keys))
	for _, slot := range l.keys {
		v := row[slot]
		if d, ok := v.(graph.Day); ok {
			v = d.String()
		}
		key = append(key, v)
	}
	return WriteCursor(l.ordered, key...)
}

// WriteCursor returns the cursor of what stands at a key in an order: texts, numbers,
// booleans and nulls.
func WriteCursor(order string, key ...any) string {
	text, err := json.Marshal(append([]any{order}, key...))
	if err != nil { // these always can be written
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// ReadCursor returns the order and the key of a cursor that an argument gives.
func ReadCursor(arg, cursor string) (order any, key []any, err error) {
	var parts []any
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, &parts)
	}
	if err != nil || len(parts) == 0 {
		return nil, nil, NoCursor(arg, cursor)
	}
	return parts[0], parts[1:], nil
}

// NoCursor returns the error of an argument that is not a cursor of its list.
func NoCursor(arg, cursor string) error {
	return graph.Errorf(graph.BadInput, "page", "%s: %.100q is not a cursor of this list", arg, cursor).In(arg)
}

// readCursor reads a cursor of this list.
func (l *List) readCursor(arg, s string) ([]graph.Value, error) {
	order, parts, err := ReadCursor(arg, s)
	if err != nil {
		return nil, err
	}
	types := l.keyTypes()
	if order != l.ordered || len(parts) != len(types) {
		return nil, graph.Errorf(graph.BadInput, "page", "%s: the cursor belongs to a list in another order", arg).In(arg)
	}
	key := make([]graph.Value, len(types))
	for i, read := range types {
		v, ok := read(parts[i])
		if !ok || v == nil && i == len(types)-1 {
			return nil, NoCursor(arg, s)
		}
		key[i] = v
	}
	return key, nil
}

// keyTypes returns how each value of a cursor is read from JSON.
func (l *List) keyTypes() []func(any) (graph.Value, bool) {
	var types []func(any) (graph.Value, bool)
	if l.ranked {
		types = append(types, readNumber)
	}
	for _, o := range l.Order {
		types = append(types, keyType(o.Field))
	}
	return append(types, readText)
}

func keyType(f graph.Field) func(any) (graph.Value, bool) {
	switch f.Get {
	case graph.GetLinkCount, graph.GetPairCount, graph.GetPlace:
		return readNumber
	case graph.GetSameSide:
		return readFlag
	case graph.GetProp:
		switch {
		case f.Part >= graph.StartEarliest && f.Part <= graph.EndLatest:
			return readDay
		case f.Part >= graph.Affirming && f.Part <= graph.Publishing, f.Part == graph.Whole && f.Prop.Type == graph.Number:
			return readNumber
		case f.Prop.Type == graph.Flag:
			return readFlag
		}
	}
	return readText
}

func readText(v any) (graph.Value, bool) {
	s, ok := v.(string)
	if !ok {
		return nil, v == nil
	}
	return s, true
}

func readFlag(v any) (graph.Value, bool) {
	b, ok := v.(bool)
	if !ok {
		return nil, v == nil
	}
	return b, true
}

func readNumber(v any) (graph.Value, bool) {
	n, ok := v.(float64)
	if !ok {
		return nil, v == nil
	}
	return int64(n), true
}

func readDay(v any) (graph.Value, bool) {
	s, ok := v.(string)
	if !ok {
		return nil, v == nil
	}
	d, err := graph.ParseDay(s)
	return d, err == nil
}
