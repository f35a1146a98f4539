package seed

import (
	"context"
	"fmt"
	"time"

	"parley/graph"
)

// batch gathers changes for a store and makes them, so many at a time.
type batch struct {
	ctx      context.Context
	store    graph.Store
	report   func(Progress)
	progress Progress
	start    time.Time
	most     int // changes at a time

	changes  []graph.Change
	size     int
	edges    int      // evidence for edges among the changes
	from, to Position // the rows that the changes are of, zero where they are of none
	given    int      // whole rows that were added so far
	rows     int      // of these, those that count

	made    int // how many times changes were made
	applied graph.Applied
}

func newBatch(ctx context.Context, store graph.Store, report func(Progress)) *batch {
	return &batch{ctx: ctx, store: store, report: report, most: graph.MaxChanges, start: time.Now()}
}

// add takes a change of the row at a place.
func (b *batch) add(c graph.Change, at Position) error {
	size := sizeOf(c)
	if len(b.changes) >= b.most || b.size+size > maxHeld {
		if err := b.flush(); err != nil {
			return err
		}
	}
	if len(b.changes) == 0 {
		b.from = at
	}
	b.to = at
	b.changes = append(b.changes, c)
	b.size += size
	if e, ok := c.(graph.PutEvidence); ok && e.Fact.Edge != "" {
		b.edges++
	}
	return nil
}

func (b *batch) flush() error {
	if len(b.changes) == 0 {
		return nil
	}
	done, err := b.store.Apply(b.ctx, b.changes)
	if err != nil {
		return b.located(err)
	}
	b.made++
	b.applied.Nodes += done.Nodes
	b.applied.Edges += done.Edges
	b.applied.Evidence += done.Evidence
	b.progress.Edges += b.edges
	b.progress.Applied, b.progress.Took = b.rows, time.Since(b.start)
	if b.report != nil {
		b.report(b.progress)
	}
	clear(b.changes)
	b.changes, b.size, b.edges = b.changes[:0], 0, 0
	return nil
}

// located says of an error that a row is to blame for which rows that may be, as
// far as the store tells, and what stays. The others pass.
func (b *batch) located(err error) error {
	code := graph.CodeOf(err)
	if b.from == (Position{}) || code != graph.BadInput && code != graph.NotFound && code != graph.Conflict {
		return err
	}
	where, stays := b.from.String(), "nothing of the file is imported"
	if b.to != b.from {
		where = fmt.Sprintf("one of the rows from %s to %s", b.from, b.to)
	}
	if b.made > 0 {
		stays = "what stands above is imported and stays"
	}
	return &graph.Error{Code: code, Op: "import", Message: fmt.Sprintf("%s (%s; %s)", Message(err), where, stays), Err: err}
}

// sizeOf is about how many bytes a change takes.
func sizeOf(c graph.Change) int {
	const rest = 256
	switch c := c.(type) {
	case graph.PutNode:
		return rest + sizeOfAll(c.Props)
	case graph.PutEvidence:
		return rest + len(c.Quote) + len(c.Locator) + sizeOfValue(c.Corrects) + sizeOfAll(c.Says) + sizeOfAll(c.Fact.Identity)
	}
	return rest
}

func sizeOfAll(values map[string]graph.Value) int {
	n := 0
	for _, v := range values {
		n += sizeOfValue(v)
	}
	return n
}

func sizeOfValue(v graph.Value) int {
	const each = 32
	n := each
	switch v := v.(type) {
	case string:
		n += len(v)
	case *graph.When:
		n += len(v.Text) + each*len(v.After)
	case []string:
		for _, s := range v {
			n += each + len(s)
		}
	case []graph.Identifier:
		for _, id := range v {
			n += each + len(id.Scheme) + len(id.Value)
		}
	}
	return n
}
