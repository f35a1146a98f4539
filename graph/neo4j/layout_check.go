package neo4j

import "parley/graph"

// checkLayout refuses a model with two properties that would be stored under one
// name, be it the name of a part of a date or of what Parley stores beside them.
func checkLayout(m *graph.Model) error {
	for _, k := range m.Kinds {
		if err := checkStored(k.Name, k.Props(), "id", "folds", "statementFold", "words", "loaded", "kept"); err != nil {
			return err
		}
	}
	for _, e := range m.Edges {
		if e.Name == statesType {
			return graph.Errorf(graph.Internal, "neo4j", "an edge cannot be called %s", statesType)
		}
		if err := checkStored(e.Name, e.Props(), "id", "quote"); err != nil {
			return err
		}
	}
	taken := []string{"id", "subject", "factKind", "factFrom", "factTo", "load", "seq", "says", "words"}
	for _, name := range references(m) {
		taken = append(taken, saysName(name))
	}
	return checkStored(evidenceLabel, m.Evidence, taken...)
}

func checkStored(owner string, props []*graph.Property, taken ...string) error {
	names := map[string]bool{}
	for _, name := range taken {
		names[name] = true
	}
	for _, p := range props {
		into := map[string]any{}
		stored(p, nil, into)
		for name := range into {
			if names[name] {
				return graph.Errorf(graph.Internal, "neo4j", "%s has two properties that are stored as %s", owner, name)
			}
			names[name] = true
		}
	}
	return nil
}
