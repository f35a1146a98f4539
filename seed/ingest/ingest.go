// Package ingest imports data of every format that Parley reads: for the command
// line and over HTTP alike. What an import is asked for, and how it is told what
// came of it, is theirs.
package ingest

import (
	"context"

	"parley/graph"
	"parley/seed"
)

// Input is data that is open to be imported.
type Input struct {
	*seed.Import

	// Close lets go of what is open.
	Close func() error

	skipped  func() map[string]int // what the last reading left out, and how often
	warnings int
}

// Outcome is what came of an import.
type Outcome struct {
	seed.Summary
	Sources  []string       // in the name of which it says things
	Skipped  map[string]int // what was left out because Parley has no place for it, and how often
	Warnings int            // what an editor would look at again; of corpora only
}

// Unfinished is the error of an import that came to no end. What was applied
// stays.
type Unfinished struct{ Err error }

// Error returns why the import came to no end.
func (u *Unfinished) Error() string { return u.Err.Error() }

// Unwrap returns the same as an error.
func (u *Unfinished) Unwrap() error { return u.Err }

// Run checks an input as a whole, and then puts it into a store. Where there is an
// admit, it may refuse the sources in whose name the input says things, before
// anything is applied. An error beyond that is an [Unfinished].
func (in *Input) Run(ctx context.Context, m *graph.Model, store graph.Store, admit func(sources []string) error) (Outcome, error) {
	checked, err := in.Check(ctx, m, store.Snapshot())
	if err != nil {
		return Outcome{}, err
	}
	if admit != nil {
		if err := admit(checked.Sources); err != nil {
			return Outcome{}, err
		}
	}
	summary, err := checked.Apply(ctx, store)
	if err != nil {
		return Outcome{}, &Unfinished{err}
	}
	return Outcome{summary, checked.Sources, in.skipped(), in.warnings}, nil
}
