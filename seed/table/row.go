package table

import (
	"fmt"
	"path"

	"parley/graph"
	"parley/seed"
)

// row is one row being read. The first thing that is wrong with it ends the
// reading.
type row struct {
	*run
	table  *table
	in     *records
	values []value // by slot
	done   []bool  // which of them are known
	room   int     // how much text may yet be made

	nodes   []graph.PutNode
	facts   []graph.PutEvidence
	problem *seed.Problem
}

func newRow(n *run, t *table, slots int) *row {
	return &row{run: n, table: t, values: make([]value, slots), done: make([]bool, slots), room: maxWork}
}

// get returns a variable, which is worked out when it is first asked for.
func (r *row) get(v *variable) value {
	if !r.done[v.slot] && v.make != nil {
		r.values[v.slot], r.done[v.slot] = v.make.make(r), true
	}
	return r.values[v.slot]
}

// spend takes from the room for text, and fails the row where there is none
// left.
func (r *row) spend(n int) bool {
	if r.room -= n; r.room < 0 {
		r.fail(-1, spot{}, "the row makes more than %d MB of text: split it", maxWork>>20)
	}
	return r.problem == nil
}

// fail notes what is wrong with the row, in the cell that is to blame and with
// the line of the mapping that asks for it.
func (r *row) fail(cell int, at spot, format string, args ...any) {
	if r.problem != nil {
		return
	}
	p := &seed.Problem{File: path.Join(r.folder.Name, r.file), Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...)}
	if r.in != nil {
		p.File, p.Line, p.Column = r.in.path, r.in.line, 1
		if cell >= 0 {
			p.Line, p.Column = r.in.position(cell)
		}
		if at.line > 0 {
			p.Message += fmt.Sprintf(" (%s, line %d)", r.file, at.line)
		}
	}
	r.problem = p
}

// put takes a node that is right in itself.
func (r *row) put(id *template, c graph.PutNode) {
	if r.problem != nil {
		return
	}
	checked, err := r.model.Check(c)
	if err != nil {
		r.fail(id.cell, id.at, "%s", seed.Message(err))
		return
	}
	r.nodes = append(r.nodes, checked.(graph.PutNode))
	r.count()
}

// state takes a fact that is right in itself.
func (r *row) state(f *fact, c graph.PutEvidence) {
	checked, err := r.model.Check(c)
	if err != nil {
		blame := f.node
		if f.edge != nil {
			blame = f.from
		}
		r.fail(blame.cell, f.at, "%s", seed.Message(err))
		return
	}
	r.facts = append(r.facts, checked.(graph.PutEvidence))
	r.count()
}

// count fails a row that makes more changes than can be applied at once.
func (r *row) count() {
	if len(r.nodes)+len(r.facts) > graph.MaxChanges {
		r.fail(-1, spot{}, "the row makes more than %d changes: split it", graph.MaxChanges)
	}
}

// at is where the row stands.
func (r *row) at() seed.Position {
	if r.in == nil {
		return seed.Position{File: path.Join(r.folder.Name, r.file)}
	}
	return seed.Position{File: r.in.path, Line: r.in.line, Column: 1}
}

// lineLocator says where a row is if the mapping does not.
func (r *row) lineLocator() string { return fmt.Sprintf("%s line %d", r.table.file, r.in.line) }

// finish reads a block and returns what it says as a row.
func (r *row) finish(b *block) seed.Row {
	r.read(b)
	r.checkEvidenced()
	if r.problem != nil {
		return seed.Row{Problem: r.problem}
	}
	return seed.Row{Changes: r.changes(), At: r.at()}
}

// checkEvidenced refuses nodes that need a fact of their own and have none.
func (r *row) checkEvidenced() {
	own := map[string]bool{}
	for _, f := range r.facts {
		own[f.Fact.Node] = true
	}
	for _, n := range r.nodes {
		if k := r.model.KindOf(n.ID); k.Evidenced && !own[n.ID] {
			r.fail(-1, spot{}, "%s has no fact of its own here: a %s needs one, \"- fact:\" with the same id", n.ID, k.Name)
		}
	}
}

// changes returns the nodes and then the facts. A node that stood in a row of
// late is not put again: it stays as the first row has it.
func (r *row) changes() []graph.Change {
	changes := make([]graph.Change, 0, len(r.nodes)+len(r.facts))
	for _, n := range r.nodes {
		if r.seen[n.ID] {
			continue
		}
		if len(r.seen) >= maxSeen {
			clear(r.seen)
		}
		r.seen[n.ID] = true
		changes = append(changes, n)
	}
	for _, f := range r.facts {
		r.seq++
		f.Seq = r.seq
		changes = append(changes, f)
	}
	return changes
}
