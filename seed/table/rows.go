package table

import (
	"context"
	"errors"
	"io"
	"slices"

	"parley/graph"
	"parley/seed"
)

// What one row may take at most.
const (
	maxWork  = 16 << 20 // bytes of text that are made of it
	partCost = 1 << 10  // what a part counts for
)

// maxSeen is how many nodes are remembered as put.
const maxSeen = 1 << 17

// run is one reading of all tables.
type run struct {
	*Mapping
	yield func(seed.Row) bool
	seen  map[string]bool // nodes that were put lately
	seq   int             // of the last fact
}

// Rows reads the tables in the mapping's order. The first row is the source
// itself, with the entities and facts that stand outside of tables.
func (m *Mapping) Rows(ctx context.Context, yield func(seed.Row) bool) error {
	m.skipped = map[string]int{}
	n := &run{Mapping: m, yield: yield, seen: map[string]bool{}}
	first := newRow(n, nil, 0)
	first.nodes = append(first.nodes, m.source)
	out := first.finish(m.fixed)
	if out.Aside = true; !yield(out) {
		return nil
	}
	for _, t := range m.tables {
		if more, err := n.table(ctx, t); err != nil || !more {
			return err
		}
	}
	return nil
}

// table reads a file, and reports whether more is wanted.
func (n *run) table(ctx context.Context, t *table) (bool, error) {
	in, err := openRecords(n.folder, t.file, t.delimiter)
	if err != nil {
		return false, err
	}
	defer in.close()
	if !slices.Equal(in.header, t.header) {
		return false, in.refused(1, 1, "the columns are not those that it had when the mapping was read: read it again")
	}
	for {
		if err := graph.Ended(ctx, "import"); err != nil {
			return false, err
		}
		cells, problem, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return true, nil
		case err != nil:
			return false, err
		}
		out := seed.Row{Problem: problem}
		if problem == nil {
			out = n.row(t, in, cells)
		}
		if !n.yield(out) {
			return false, nil
		}
	}
}

func (n *run) row(t *table, in *records, cells []string) seed.Row {
	r := newRow(n, t, t.slots)
	r.in = in
	for i, cell := range cells {
		r.values[i], r.done[i] = value{text: cell}, true
	}
	out := r.finish(t.block)
	if out.Problem == nil && len(r.nodes)+len(r.facts) == 0 {
		n.skip(r)
	}
	return out
}

// skip counts a row that makes nothing: its ids may be empty by mistake.
func (n *run) skip(r *row) {
	if r.holds(r.table.where) {
		n.skipped["rows that make nothing"]++
	} else {
		n.skipped["rows that the mapping's where leaves out"]++
	}
}
