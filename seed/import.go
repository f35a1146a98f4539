package seed

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"time"

	"parley/graph"
)

// Import is a file of data on its way into a store. It is read twice: [Import.Check]
// finds what is wrong without changing anything, and [Checked.Apply] loads it. An
// import that is broken off, at whatever point, is made whole by making it again.
type Import struct {
	Data Data

	// Digest returns a digest of the bytes that Data reads, which is the load of what
	// the data says: see [DigestOf]. It is asked for before reading and after it.
	Digest func(context.Context) (string, error)

	// AsTheyAre has the changes made as they are, with their own loads and at the
	// end no sweep: they are a graph that was told as changes.
	AsTheyAre bool

	// Family tells which sources earlier readings of the same file made: those that
	// it no longer names are dropped. It is nil where a file is one source.
	Family *Family

	Batch     int            // how many changes are made at once; 0 means [graph.MaxChanges]
	MaxErrors int            // how many rows that are wrong may be left out
	Again     bool           // load also what is loaded already
	Progress  func(Progress) // is told now and then how far it is; may be nil
}

// Progress is how far an import is.
type Progress struct {
	Read    int // rows that were read and checked
	Applied int // rows that were applied, after all were checked
	Edges   int // evidence for edges that was applied
	Took    time.Duration
}

// EdgesPerSecond is the rate at which evidence for edges is applied.
func (p Progress) EdgesPerSecond() float64 {
	return float64(p.Edges) / max(p.Took.Seconds(), 1e-6)
}

// Summary is what came of an import.
type Summary struct {
	Rows     int           // of the file
	LeftOut  int           // rows that are wrong
	Problems []Problem     // with those, 50 at most
	Loaded   bool          // all of it was loaded already, and nothing was done
	Applied  graph.Applied // what changed in the store
	Gone     graph.Applied // of that, what went or changed because it is no longer said
}

// Checked is an import that was found right, or right enough.
type Checked struct {
	Summary
	Sources []string // in the name of which it says things

	is      *Import
	digest  string
	given   int                     // rows, also those aside
	dropped []string                // sources that the file no longer names
	leftOut map[int]map[string]bool // rows as given, from 0, and which of their nodes stay
}

// Check reads the data and holds it against the model and against what the file
// and the graph that known reads have: ids that are named must be there, quotes
// must stand in their sources. It refuses with a [Refusal] what has more wrong
// rows than may be left out.
//
// Whether a change that takes something away or merges is possible, and what can
// be said after it, only the store knows, when it makes the change.
//
// Memory does not grow with the rows, other than by some 20 bytes for each node
// that the data states.
func (i *Import) Check(ctx context.Context, m *graph.Model, known graph.Reader) (*Checked, error) {
	digest, err := i.Digest(ctx)
	if err != nil {
		return nil, err
	}
	c := newChecking(ctx, m, known, i)
	defer c.close()
	if err := windows(ctx, i.Data, c.judge); err != nil {
		return nil, err
	}
	out := c.out
	out.digest = digest
	if out.LeftOut > i.MaxErrors {
		return nil, &Refusal{Problems: out.Problems, More: out.LeftOut - len(out.Problems)}
	}
	if out.Sources = slices.Sorted(maps.Keys(c.sources)); !i.AsTheyAre && !i.Again {
		out.Loaded, err = isLoaded(ctx, known, out.Sources, out.load())
	}
	if err == nil && i.Family != nil && !out.Loaded {
		out.dropped, err = i.Family.gone(ctx, m, known, c.sources)
	}
	return out, err
}

// isLoaded reports whether a load of all sources was ended last.
func isLoaded(ctx context.Context, known graph.Reader, sources []string, load string) (bool, error) {
	for _, id := range sources {
		if is, err := known.LastLoad(ctx, id); err != nil || is != load {
			return false, err
		}
	}
	return len(sources) > 0, nil
}

// load names what is loaded: the files' bytes, without the rows that are left
// out. When these can be loaded later, it is another load.
func (c *Checked) load() string {
	if len(c.leftOut) == 0 {
		return c.digest
	}
	sum := sha256.New()
	fmt.Fprintln(sum, c.digest, slices.Sorted(maps.Keys(c.leftOut)))
	return hex.EncodeToString(sum.Sum(nil))
}

// Apply loads what was checked, batch by batch, and at the end takes away what
// its sources said before and no longer say, and those of its family that it no
// longer names. Where it fails midway, what was applied stays; importing again does
// the rest, unless a change is to blame that the store does not make.
func (c *Checked) Apply(ctx context.Context, store graph.Store) (Summary, error) {
	if c.Loaded {
		return c.Summary, nil
	}
	b := newBatch(ctx, store, c.is.Progress)
	b.most = min(cmp.Or(c.is.Batch, b.most), b.most)
	b.progress.Read = c.Rows
	err := c.rows(ctx, b)
	said := b.applied
	if err == nil {
		err = c.sweep(ctx, b)
	}
	c.Applied = b.applied
	c.Gone = graph.Applied{
		Nodes: b.applied.Nodes - said.Nodes, Edges: b.applied.Edges - said.Edges, Evidence: b.applied.Evidence - said.Evidence,
	}
	return c.Summary, err
}

func (c *Checked) rows(ctx context.Context, b *batch) error {
	load := c.load()
	err := windows(ctx, c.is.Data, func(window []Row) error {
		for _, r := range window {
			if err := c.row(b, r, load); err != nil {
				return err
			}
			if b.given++; !r.Aside {
				b.rows++
			}
		}
		return nil
	})
	if err == nil && b.given != c.given {
		err = changedMeanwhile()
	}
	if err != nil {
		return err
	}
	return b.flush()
}

func (c *Checked) row(b *batch, r Row, load string) error {
	stay, leftOut := c.leftOut[b.given]
	if r.Problem != nil && !leftOut {
		return changedMeanwhile()
	}
	for _, change := range r.Changes {
		if put, ok := change.(graph.PutNode); leftOut && (!ok || !stay[put.ID]) {
			continue
		}
		if !c.is.AsTheyAre {
			change = within(load, change)
		}
		if err := b.add(change, r.At); err != nil {
			return err
		}
	}
	return nil
}

// within returns a change as part of a load.
func within(load string, change graph.Change) graph.Change {
	switch c := change.(type) {
	case graph.PutNode:
		c.Load = load
		return c
	case graph.PutEvidence:
		c.Load = load
		return c
	}
	return change
}

// sweep drops the sources that are no longer named and then ends the loads, so
// that what is loaded is rid of them. A file that has changed is not said to be
// loaded.
func (c *Checked) sweep(ctx context.Context, b *batch) error {
	digest, err := c.is.Digest(ctx)
	if err != nil {
		return err
	}
	if digest != c.digest {
		return changedMeanwhile()
	}
	var last []graph.Change
	for _, source := range c.dropped {
		last = append(last, graph.DropSource{Source: source})
	}
	for _, source := range c.Sources {
		if !c.is.AsTheyAre {
			last = append(last, graph.Sweep{Source: source, Load: c.load()})
		}
	}
	for _, change := range last {
		if err := b.add(change, Position{}); err != nil {
			return err
		}
	}
	return b.flush()
}

func changedMeanwhile() error {
	return graph.Errorf(graph.Conflict, "import", "the file was changed while it was read: import it again")
}
