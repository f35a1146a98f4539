package dossier

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"parley/graph"
)

// canonical returns a value as JSON with sorted keys, in which nothing can end an
// element of HTML.
func canonical(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var plain any
	if err := decode(text, &plain); err != nil {
		return nil, err
	}
	return json.Marshal(plain)
}

// decode reads JSON with its numbers as they are written.
func decode(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

// raw returns what can always be written as JSON.
func raw(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil { // it is texts, numbers and lists of these
		return json.RawMessage("null")
	}
	return text
}

func digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// date is a date as JSON has it.
type date struct {
	Text  string   `json:"text,omitempty"`
	EDTF  string   `json:"edtf,omitempty"`
	Basis string   `json:"basis"`
	After []string `json:"after,omitempty"`
}

// identifier is an identifier as JSON has it.
type identifier struct {
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
}

// support is a support as JSON has it.
type support struct {
	Affirmed   int64 `json:"affirmed"`
	Denied     int64 `json:"denied"`
	Silent     int64 `json:"silent"`
	Publishers int64 `json:"publishers"`
}

// period is a period as JSON has it.
type period struct {
	Start      bound    `json:"start"`
	End        bound    `json:"end"`
	Statements []string `json:"statements"`
}

type bound struct {
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`
}

// encodeValue returns a value as JSON. The statements of periods are by their places in a
// list of ids.
func encodeValue(v graph.Value, statements []string) json.RawMessage {
	switch v := v.(type) {
	case *graph.When:
		return raw(date{v.Text, v.EDTF, v.Basis, v.After})
	case []graph.Identifier:
		list := make([]identifier, len(v))
		for i, one := range v {
			list[i] = identifier(one)
		}
		return raw(list)
	case *graph.Support:
		return raw(support(*v))
	case []graph.Period:
		list := make([]period, len(v))
		for i, p := range v {
			list[i] = period{bound{p.StartEarliest.String(), p.StartLatest.String()}, bound{p.EndEarliest.String(), p.EndLatest.String()}, []string{}}
			for _, n := range p.Statements {
				list[i].Statements = append(list[i].Statements, statements[n])
			}
		}
		return raw(list)
	}
	return raw(v)
}

// decodeValue reads the value of a property that statements, editors or sources state.
func decodeValue(p *graph.Property, text json.RawMessage) (graph.Value, error) {
	switch p.Type {
	case graph.Date:
		return decodeAs(text, func(d date) (graph.Value, error) { return graph.NewWhen(d.Text, d.EDTF, d.Basis, d.After...) })
	case graph.TextList:
		return decodeAs(text, plainly[[]string])
	case graph.Number:
		return decodeAs(text, plainly[int64])
	case graph.Flag:
		return decodeAs(text, plainly[bool])
	case graph.Identifiers:
		return decodeAs(text, func(list []identifier) (graph.Value, error) {
			out := make([]graph.Identifier, len(list))
			for i, one := range list {
				out[i] = graph.Identifier(one)
			}
			return out, nil
		})
	case graph.Text, graph.Enumerated, graph.Reference:
		return decodeAs(text, plainly[string])
	}
	return nil, graph.Errorf(graph.BadInput, "dossier", "%s follows from statements; nobody states it", p.Name)
}

func plainly[T any](v T) (graph.Value, error) { return v, nil }

// decodeAs reads JSON as a type, and makes a value of it.
func decodeAs[T any](text json.RawMessage, of func(T) (graph.Value, error)) (graph.Value, error) {
	var v T
	if err := decode(text, &v); err != nil {
		return nil, graph.Errorf(graph.BadInput, "dossier", "%.60s is no value of the type", text)
	}
	return of(v)
}

// identity returns the id that a statement has by what it says.
func (s *Statement) identity(m *graph.Model) string {
	unread := new(problems)
	evidence := unread.decoded(s.ID, statedOf(m), s.Evidence)
	e := graph.Evidence{Start: s.number("start"), End: s.number("end"), Says: unread.decoded(s.ID, propsOf(m, s.About), s.Says)}
	for name, set := range e.Setters() {
		set(evidence[name])
	}
	return graph.EvidenceID(s.Source, e.SortKey(), e.Digest(s.About))
}
