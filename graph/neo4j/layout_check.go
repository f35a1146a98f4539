package neo4j

import "parley/graph"

// checkLayout refuses a model with two properties that would be stored under one
// name, be it the name of a part of a date or of what Parley stores beside them.
func checkLayout(m *graph.Model) error {
	for _, k := range m.Kinds {
		if err := checkStored(k.Name, k.Props(), nodeExtras()...); err != nil {
			return err
		}
	}
	for _, e := range m.Edges {
		if e.Name == statesType {
			return graph.Errorf(graph.Internal, "neo4j", "an edge cannot be called %s", statesType)
		}
		if err := checkStored(e.Name, e.Props(), edgeExtras()...); err != nil {
			return err
		}
	}
	return checkStored(evidenceLabel, m.Evidence, evidenceExtras(m)...)
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
