package seed

import (
	"context"
	"fmt"
	"time"

	"parley/graph"
)

// checking is the first reading of an import. It looks at some rows at a time,
// so that the store is asked for all that they name at once.
type checking struct {
	*Import
	ctx   context.Context
	model *graph.Model
	known graph.Reader
	out   *Checked
	start time.Time

	ids     idSet             // nodes that the data stated so far
	merges  map[string]string // ids that mean others, as the data has it
	sources map[string]bool   // those among them in whose name things are said
	texts   *texts
	fetched map[string]bool // sources whose text the store was asked for

	window []Row
	asked  map[string]bool // of ids that the window names, whether the store has them
	here   map[string]bool // nodes that the row stated so far
	spoken map[string]bool // sources that the row stated themselves

	orphans map[string]int // nodes that only a row which is left out states, and which
	adopted []string       // of these, those that the row names
}

func newChecking(ctx context.Context, m *graph.Model, known graph.Reader, i *Import) *checking {
	return &checking{
		Import: i, ctx: ctx, model: m, known: known, out: &Checked{is: i, leftOut: map[int]map[string]bool{}}, start: time.Now(),
		ids: newIDSet(), merges: map[string]string{}, sources: map[string]bool{}, texts: newTexts(), fetched: map[string]bool{},
		here: map[string]bool{}, spoken: map[string]bool{}, orphans: map[string]int{},
	}
}

func (c *checking) close() { _ = c.texts.close() } // it is temporary

// judge checks the rows of a window.
func (c *checking) judge(window []Row) error {
	c.window, c.asked = window, map[string]bool{}
	if err := c.ask(true); err != nil {
		return err
	}
	for _, r := range window {
		if err := c.row(r); err != nil {
			return err
		}
	}
	if c.Progress != nil {
		c.Progress(Progress{Read: c.out.Rows, Took: time.Since(c.start)})
	}
	return graph.Ended(c.ctx, "import")
}

// ask asks the store for the ids that the window names and the data has not
// stated; trusting takes it that no row of the window will be left out.
func (c *checking) ask(trusting bool) error {
	stated, ids := map[string]bool{}, map[string]bool{}
	for _, r := range c.window {
		for _, change := range r.Changes {
			for id := range needed(c.model, change) {
				if _, asked := c.asked[id]; asked || c.ids.has(id) || trusting && stated[id] {
					continue
				}
				if _, err := c.model.CheckID(id); err == nil {
					ids[id] = true
				}
			}
			if put, ok := change.(graph.PutNode); ok {
				stated[put.ID] = true
			}
		}
	}
	there, err := lookUp(c.ctx, c.model, c.known, ids)
	for id := range ids {
		c.asked[id] = there[id]
	}
	return err
}

// row checks one row, and notes what it states if it is right.
func (c *checking) row(r Row) error {
	n := c.out.given
	c.out.given++
	if !r.Aside {
		c.out.Rows++
	}
	p := r.Problem
	if p == nil {
		wrong, err := c.wrong(r.Changes)
		if err != nil {
			return err
		}
		if wrong != "" {
			p = r.At.Problem(wrong)
		}
	}
	if p != nil {
		c.leave(n, r, p)
		return nil
	}
	for _, change := range r.Changes {
		c.note(change)
	}
	for _, id := range c.adopted {
		c.out.leftOut[c.orphans[id]][id] = true
		c.ids.add(id)
		delete(c.orphans, id)
	}
	return nil
}

// note notes what a change states.
func (c *checking) note(change graph.Change) {
	switch change := change.(type) {
	case graph.PutNode:
		c.ids.add(change.ID)
		c.ids.add(graph.Means(change.ID, c.mergedInto))
		if change.ID == change.Source {
			c.sources[change.ID] = true
		}
	case graph.Merge:
		c.merges[change.ID] = change.Into
	}
}

// mergedInto returns what the data has an id merged into, or "".
func (c *checking) mergedInto(id string) string { return c.merges[id] }

// leave leaves a row out.
func (c *checking) leave(n int, r Row, p *Problem) {
	c.out.LeftOut++
	if len(c.out.Problems) < maxProblems {
		c.out.Problems = append(c.out.Problems, *p)
	}
	if c.out.LeftOut > c.MaxErrors {
		return
	}
	c.out.leftOut[n] = map[string]bool{}
	for _, change := range r.Changes {
		if put, ok := change.(graph.PutNode); ok && c.mayStay(put) {
			c.orphans[put.ID] = n
		}
	}
}

// mayStay reports whether a node that a wrong row states may stay, if rows below it
// name it: data states a node once, though many rows may be about it.
func (c *checking) mayStay(n graph.PutNode) bool {
	_, err := c.model.Check(n)
	return err == nil && !c.AsTheyAre && n.ID != n.Source && !c.model.KindOf(n.ID).Evidenced && !c.ids.has(n.ID)
}

// wrong says what is wrong with the changes of a row, or "".
func (c *checking) wrong(changes []graph.Change) (string, error) {
	clear(c.here)
	clear(c.spoken)
	c.adopted = c.adopted[:0]
	for _, change := range changes {
		if !c.AsTheyAre && !puts(change) {
			return "", graph.Errorf(graph.Internal, "import", "data states and says, and does not make %T", change)
		}
		checked, err := c.model.Check(change)
		if err != nil {
			return Message(err), nil
		}
		wrong, err := c.misses(checked)
		if wrong != "" || err != nil {
			return wrong, err
		}
		switch change := checked.(type) {
		case graph.PutNode:
			c.here[change.ID] = true
			c.spoken[change.ID] = c.spoken[change.ID] || change.ID == change.Source
			err = c.keepText(change)
		case graph.PutEvidence:
			wrong, err = c.unquoted(change)
		case graph.Merge:
			if err := change.CheckAgainst(c.mergedInto); err != nil {
				return Message(err), nil
			}
		}
		if wrong != "" || err != nil {
			return wrong, err
		}
	}
	return "", nil
}

// puts reports whether a change states or says something.
func puts(change graph.Change) bool {
	switch change.(type) {
	case graph.PutNode, graph.PutEvidence:
		return true
	}
	return false
}

// misses says what a change names that is not there, or "".
func (c *checking) misses(change graph.Change) (string, error) {
	for id := range needed(c.model, change) {
		if c.here[id] || c.ids.has(id) || c.ids.has(graph.Means(id, c.mergedInto)) {
			continue
		}
		if _, orphan := c.orphans[id]; orphan {
			c.adopted, c.here[id] = append(c.adopted, id), true
			continue
		}
		if _, asked := c.asked[id]; !asked { // a row that was left out states it
			if err := c.ask(false); err != nil {
				return "", err
			}
		}
		if !c.asked[id] {
			return fmt.Sprintf("there is no %s: neither a row above states it nor is it in the store", id), nil
		}
	}
	if source := speaker(change); source != "" && !c.AsTheyAre && !c.sources[source] && !c.spoken[source] {
		return fmt.Sprintf("it speaks for %s, and no row above says what that is", source), nil
	}
	return "", nil
}

// keepText keeps the text of a source, for quotes.
func (c *checking) keepText(n graph.PutNode) error {
	if text, ok := n.Props[textProperty].(string); ok || n.ID == n.Source {
		return c.texts.put(n.ID, n.Source, text)
	}
	return nil
}

// unquoted says that a piece of evidence's quote is not in its source, or "".
func (c *checking) unquoted(e graph.PutEvidence) (string, error) {
	if e.Quote == "" {
		return "", nil
	}
	if !c.texts.stated(e.Source) && !c.fetched[e.Source] {
		c.fetched[e.Source] = true
		text, err := textOf(c.ctx, c.model, c.known, e.Source)
		if err == nil {
			err = c.texts.put(e.Source, "", text)
		}
		if err != nil {
			return "", err
		}
	}
	has, err := c.texts.has(e.Source, e.Quote, e.Start)
	if has || err != nil {
		return "", err
	}
	return fmt.Sprintf("%s does not have the quote %s at %d", e.Source, Shown(e.Quote), e.Start), nil
}
