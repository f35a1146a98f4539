package neo4j

import (
	"encoding/json"
	"slices"
	"strings"

	"parley/graph"
)

// maxIndexed is how many bytes of a text an index of Neo4j takes.
const maxIndexed = 8_000

// checkSizes refuses texts that Neo4j cannot index.
func checkSizes(m *graph.Model, c graph.Change) error {
	var texts []string
	switch c := c.(type) {
	case graph.PutNode:
		texts = append(texts, text(c.Props["name"]))
		texts = append(texts, folds(c.Props)...)
	case graph.PutEvidence:
		texts = append(texts, m.FactID(c.Fact), graph.EvidenceID(c.Source, c.SortKey(), 0))
	}
	for _, t := range texts {
		if len(t) > maxIndexed {
			return graph.Errorf(graph.TooLarge, "apply", "%q… is longer than %d bytes, which is as much as Neo4j indexes", strings.ToValidUTF8(t[:32], ""), maxIndexed)
		}
	}
	return nil
}

// folds lists the folded name and aliases, the name first.
func folds(values map[string]graph.Value) []string {
	list := []string{graph.Fold(text(values["name"]))}
	aliases, _ := values["aliases"].([]string)
	for _, alias := range aliases {
		list = append(list, graph.Fold(alias))
	}
	return list
}

// nodeProps are a node's values as they are stored.
func nodeProps(k *graph.Kind, values map[string]graph.Value) map[string]any {
	return propsOf(k.Props(), values, func(*graph.Property) bool { return true })
}

// propsOf are those of some values that are stored and wanted.
func propsOf(props []*graph.Property, values map[string]graph.Value, wanted func(*graph.Property) bool) map[string]any {
	out := map[string]any{}
	for _, p := range props {
		if p.Rule == nil && wanted(p) {
			stored(p, values[p.Name], out)
		}
	}
	return out
}

// searched are the properties by which a node is found by words.
func searched(values map[string]graph.Value) map[string]any {
	list := folds(values)
	out := map[string]any{"folds": list, "statementFold": nil}
	words := slices.Clone(list)
	if s, ok := values["statement"].(string); ok {
		fold := graph.Fold(s)
		out["statementFold"] = fold
		words = append(words, fold)
	}
	out["words"] = strings.Join(words, " ")
	return out
}

// factRow is a new evidence as it is stored.
func factRow(m *graph.Model, f *touchedFact) (map[string]any, error) {
	says, err := saidText(f.says)
	if err != nil {
		return nil, err
	}
	c := f.put
	row := map[string]any{
		"id": f.id, "subject": f.subjectID(), "source": f.source.id, "load": f.load, "seq": int64(f.seq),
		"act": c.Act, "basis": c.Basis, "says": says,
	}
	if e := f.subject.Edge; f.subject.OnEdge {
		row["factKind"], row["factFrom"], row["factTo"] = e.edge.Name, e.from.id, e.to.id
	} else {
		row["factKind"] = f.subject.Node.kind.Name
	}
	if c.Quote != "" {
		row["start"], row["end"], row["words"] = int64(c.Start), int64(c.End), graph.Fold(c.Quote)
	}
	for name, v := range map[string]string{"quote": c.Quote, "locator": c.Locator, "saidBy": c.SaidBy, "saidAt": c.SaidAt} {
		if v != "" {
			row[name] = v
		}
	}
	if len(f.written) > 0 {
		written, err := json.Marshal(f.written)
		if err != nil {
			return nil, err
		}
		row["written"] = string(written)
	}
	if p := m.EvidenceProp("saidWhen"); c.SaidWhen != nil {
		stored(p, c.SaidWhen, row)
	}
	for _, p := range m.PropsOf(c.Fact) {
		if id := referred(p, *c); id != "" {
			row[saysName(p.Name)] = id
		}
	}
	return row, nil
}

// storedValue reads a value of the properties that it is stored as.
func storedValue(p *graph.Property, props map[string]any) graph.Value {
	v := props[p.Name]
	switch {
	case v == nil:
		return nil
	case p.Type == graph.Date:
		return storedDate(p.Name, props)
	case p.Type == graph.TextList:
		return textsOf(v)
	case p.Type == graph.Identifiers:
		return identifiersOf(v)
	}
	return v
}

// changed returns those of the wanted properties that are stored otherwise.
func changed(stored, wanted map[string]any) map[string]any {
	out := map[string]any{}
	for name, v := range wanted {
		if !sameStored(stored[name], v) {
			out[name] = v
		}
	}
	return out
}

// sameStored reports whether what the driver brought is what we would store.
func sameStored(is, want any) bool {
	if texts, ok := want.([]string); ok {
		list, ok := is.([]any)
		return ok && slices.Equal(textsOf(list), texts)
	}
	if _, ok := is.([]any); ok {
		return false
	}
	if day := dayOf(want); day.Known() {
		return dayOf(is) == day
	}
	return is == want
}

// valuesText writes the values of some properties as JSON.
func valuesText(props []*graph.Property, vals []graph.Value) (string, error) {
	var list []graph.Said
	for i, v := range vals {
		if v != nil {
			list = append(list, graph.Said{Property: props[i].Name, Value: v})
		}
	}
	return saidText(list)
}

// valuesOf reads what valuesText wrote.
func valuesOf(props []*graph.Property, text string) (map[string]graph.Value, error) {
	said, err := saidOf(props, text)
	values := make(map[string]graph.Value, len(said))
	for _, s := range said {
		values[s.Property] = s.Value
	}
	return values, err
}

// writtenOf reads the ids that a piece of evidence was put with and that mean others.
func writtenOf(text string) (written []graph.Written, err error) {
	if text == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(text), &written); err != nil {
		return nil, unreadable(err)
	}
	return written, nil
}

// saidOf reads what saidText wrote. What the model no longer has is left out.
func saidOf(props []*graph.Property, text string) ([]graph.Said, error) {
	if text == "" || text == "[]" {
		return nil, nil
	}
	var list [][2]json.RawMessage
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, unreadable(err)
	}
	var out []graph.Said
	for _, pair := range list {
		var property string
		if err := json.Unmarshal(pair[0], &property); err != nil {
			return nil, unreadable(err)
		}
		for _, p := range props {
			if p.Name != property {
				continue
			}
			v, err := readValue(p, pair[1])
			if err != nil {
				return nil, unreadable(err)
			}
			out = append(out, graph.Said{Property: property, Value: v})
		}
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
