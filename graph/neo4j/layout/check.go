package layout

import (
	"strings"

	"parley/graph"
)

// Check refuses a model with two properties that would be stored under one
// name, be it the name of a part of a date or of what Parley stores beside them.
func Check(m *graph.Model) error {
	for _, k := range m.Kinds {
		if k.Name == ThenLabel || strings.HasSuffix(k.Name, wasSuffix) {
			return graph.Errorf(graph.Internal, "neo4j", "a kind cannot be called %s", k.Name)
		}
		if err := checkStored(k.Name, k.Props(), nodeExtras()...); err != nil {
			return err
		}
	}
	for _, e := range m.Edges {
		if e.Name == StatesType || e.Name == ThenType || strings.HasSuffix(e.Name, wasSuffix) || strings.HasSuffix(e.Name, thenSuffix) {
			return graph.Errorf(graph.Internal, "neo4j", "an edge cannot be called %s", e.Name)
		}
		if err := checkStored(e.Name, e.Props(), edgeExtras()...); err != nil {
			return err
		}
	}
	return checkStored(EvidenceLabel, m.Evidence, evidenceExtras(m)...)
}

func checkStored(owner string, props []*graph.Property, taken ...string) error {
	names := map[string]bool{}
	for _, name := range taken {
		names[name] = true
	}
	for _, p := range props {
		into := map[string]any{}
		Store(p, nil, into)
		for name := range into {
			if names[name] {
				return graph.Errorf(graph.Internal, "neo4j", "%s has two properties that are stored as %s", owner, name)
			}
			names[name] = true
		}
	}
	return nil
}

// MaxIndexed is how many bytes of a text an index of Neo4j takes.
const MaxIndexed = 8_000

// CheckSizes refuses texts that Neo4j cannot index.
func CheckSizes(m *graph.Model, c graph.Change) error {
	var texts []string
	switch c := c.(type) {
	case graph.PutNode:
		texts = append(texts, Text(c.Props["name"]))
		texts = append(texts, folds(c.Props)...)
	case graph.PutEvidence:
		texts = append(texts, m.FactID(c.Fact), graph.EvidenceID(c.Source, c.SortKey(), 0), strings.Join(c.Corrects, "    "))
	}
	for _, t := range texts {
		if len(t) > MaxIndexed {
			return graph.Errorf(graph.TooLarge, "apply", "%q… is longer than %d bytes, which is as much as Neo4j indexes", strings.ToValidUTF8(t[:32], ""), MaxIndexed)
		}
	}
	return nil
}
