package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"parley/graph"
)

// A source that was retracted stays away when the server starts again, be it the
// shipped article or a folder: that it was loaded at a start is remembered, as of
// a request that is made once. What was loaded at a start and is not there at
// another was retracted since. Only an import brings it back.

// loadedAtStart is what the store remembers of a source that a start has loaded.
func loadedAtStart(source string) graph.IdempotencyKey {
	key := sha256.Sum256([]byte("loaded at start: " + source)) // an id may be longer than a key
	return graph.IdempotencyKey{Key: hex.EncodeToString(key[:]), Digest: "1"}
}

// remember notes that a source is loaded.
func remember(ctx context.Context, store graph.Store, source string) error {
	_, err := store.Apply(ctx, []graph.Change{loadedAtStart(source)})
	return err
}

// retracted reports whether a source of which no load is whole was loaded at a
// start before, and has no load that was broken off.
func retracted(ctx context.Context, store graph.Store, source string) (bool, error) {
	// What expects what never is can but answer for the one that was made before.
	_, err := store.Apply(ctx, []graph.Change{loadedAtStart(source), graph.Precondition{ID: source, Version: "-"}})
	if graph.CodeOf(err) == graph.Conflict {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	rests, err := store.Snapshot().Dependents(ctx, source)
	return !slices.ContainsFunc(rests, func(c graph.Change) bool {
		put, ok := c.(graph.PutNode)
		return ok && put.ID == source && put.Source == source && put.Load != ""
	}), err
}
