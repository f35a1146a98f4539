package neo4j

import (
	"context"
	"iter"

	"parley/graph"
)

// Loaded gives the load of a source that was ended last.
func (r reader) Loaded(ctx context.Context, source string) (string, error) {
	records, err := r.store.read(ctx, "loaded", "MATCH (s:Source {id: $id}) RETURN coalesce(s.swept, '')", map[string]any{"id": source})
	if err != nil || len(records) == 0 {
		return "", err
	}
	return text(records[0].Values[0]), nil
}

// Changes gives the graph as changes.
func (r reader) Changes(context.Context) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		yield(nil, graph.Errorf(graph.Internal, "changes", "not told yet"))
	}
}

// Resting gives what rests on a node as changes.
func (r reader) Resting(context.Context, string) ([]graph.Change, error) {
	return nil, graph.Errorf(graph.Internal, "resting", "not told yet")
}
