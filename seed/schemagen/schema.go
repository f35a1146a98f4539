package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// object is a JSON object.
type object map[string]any

// schemaOf returns the JSON Schema of facts.yaml by a model.
func schemaOf(m *graph.Model) []byte {
	s := schema{m, object{}}
	properties := object{
		"source":   s.source(),
		"entities": described("What the facts are about.", array(s.entity())),
		"facts":    described("One block for each fact, with the words that say so.", array(s.fact())),
	}
	top := closed(properties, "source")
	top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	top["title"] = "A source for Parley: facts.yaml"
	s.date()
	top["$defs"] = s.defs
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(top) // maps, lists and strings always encode
	return out.Bytes()
}

// schema gathers what several places of a schema share.
type schema struct {
	model *graph.Model
	defs  object
}

func (s schema) source() object {
	var all union
	s.addEditorial(&all, s.model.Publication)
	properties := s.properties(&all)
	properties["id"] = described("The source's id.", s.id([]string{s.model.Publication.Name}))
	return described("What is read. Its name is its title where it has no other; its text stands in text.txt.", closed(properties, "id"))
}

func (s schema) entity() object {
	var all union
	for _, k := range s.model.Kinds {
		s.addEditorial(&all, k)
	}
	properties := s.properties(&all)
	properties["id"] = described("A kind, a colon and a readable word.", s.id(nil))
	return closed(properties, "id", "name")
}

func (s schema) addEditorial(all *union, k *graph.Kind) {
	for _, p := range seed.EditorialProps(s.model, k) {
		all.add(k.Name, p)
	}
}

func (s schema) fact() object {
	var all union
	for _, p := range seed.EvidenceProps(s.model) {
		all.add("Evidence", p)
	}
	words := all.names
	for _, e := range s.model.Edges {
		all.addStated(e.Name, e.Props(), words)
	}
	for _, k := range s.model.Kinds {
		all.addStated(k.Name, k.Props(), words)
	}
	properties := s.properties(&all)
	properties[seed.FactKey] = s.factLine()
	properties[seed.SaysKey] = s.saysLine()
	properties[seed.AboutKey] = s.about()
	properties[seed.PrefixKey] = described("The words directly before the quote, where it occurs more than once.", scalar())
	properties[seed.SuffixKey] = described("The words directly after the quote, where it occurs more than once.", scalar())
	block := closed(properties)
	delete(block, "required")
	block["oneOf"] = []object{
		{"required": []string{seed.FactKey}, "not": object{"required": []string{seed.AboutKey}}},
		{"required": []string{seed.SaysKey}},
	}
	return block
}

func (s schema) factLine() object {
	names := make([]string, len(s.model.Edges))
	docs := make([]string, len(s.model.Edges))
	for i, e := range s.model.Edges {
		names[i] = e.Name
		docs[i] = fmt.Sprintf("%s → %s → %s: %s", kindList(s.model, e.FromKinds()), e.Name, kindList(s.model, e.ToKinds()), e.Doc)
	}
	id := idPattern(seed.KindWords(s.model.Kinds))
	return object{
		"type":        "string",
		"pattern":     `^` + id + `(\s+(` + strings.Join(names, "|") + `)\s+` + id + `)?$`,
		"description": "\"from EDGE to\", or the id of a node.\n" + strings.Join(docs, "\n"),
	}
}

func kindList(m *graph.Model, kinds graph.KindSet) string {
	if kinds == m.All {
		return "any"
	}
	return strings.Join(seed.KindWords(m.KindsOf(kinds)), ", ")
}

func idPattern(kinds []string) string { return `(` + strings.Join(kinds, "|") + `):\S+` }

// id is the schema of an id of some kinds; of any, where none are given.
func (s schema) id(names []string) object {
	var kinds []*graph.Kind
	for _, k := range s.model.Kinds {
		if names == nil || slices.Contains(names, k.Name) {
			kinds = append(kinds, k)
		}
	}
	return object{"type": "string", "pattern": `^` + idPattern(seed.KindWords(kinds)) + `$`}
}

// scalar is a text, which may look like a number to YAML.
func scalar() object { return object{"type": []string{"string", "number"}} }

func array(items object) object { return object{"type": "array", "items": items} }

func described(doc string, o object) object {
	o["description"] = doc
	return o
}

// closed is an object without other properties.
func closed(properties object, required ...string) object {
	return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}
