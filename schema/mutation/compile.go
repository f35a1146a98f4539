package mutation

import (
	"context"
	"maps"
	"slices"
	"unicode/utf8"

	"parley/graph"
	"parley/schema/gate"
	"parley/schema/planning"
)

// compiler turns a batch into changes, with what the graph has at hand.
type compiler struct {
	*batch
	*prefetch
	text  map[string]string // of the sources that the steps so far put
	said  map[string]bool   // ids of the facts that the batch has words for
	put   map[string]bool   // ids of what the steps so far put
	seq   map[string]int    // for the next evidence of a source
	away  map[string]bool   // ids of what goes
	moved map[string]string // where sources get another text
}

// compile returns the changes that a batch is: what is expected, then its steps.
func (b *batch) compile(ctx context.Context, from graph.Reader) ([]graph.Change, error) {
	prefetched, err := b.look(ctx, from)
	if err != nil {
		return nil, err
	}
	if len(prefetched.meant) > 0 {
		b.mean(prefetched.meant)
	}
	if b.merge != nil {
		return b.compileMerge(ctx, from, prefetched)
	}
	c := &compiler{batch: b, prefetch: prefetched, text: map[string]string{}, said: map[string]bool{}, put: map[string]bool{}, seq: map[string]int{}, away: map[string]bool{}, moved: map[string]string{}}
	c.number()
	var made [][]graph.Change // by each step
	for _, s := range b.steps {
		if err := graph.Ended(ctx, "apply"); err != nil {
			return nil, err
		}
		changes, err := c.step(s)
		if err != nil {
			return nil, err
		}
		made = append(made, changes)
	}
	for _, m := range b.mention {
		if !c.there[m.id] && !c.put[m.id] {
			return nil, notThere(m.at, m.id)
		}
	}
	changes := c.ordered(made)
	for _, source := range slices.Sorted(maps.Keys(c.moved)) {
		if err := c.quotesFit(ctx, from, source); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// mean has the batch look for what its ids mean. What it puts keeps them.
func (b *batch) mean(meant map[string]string) {
	b.meant = meant
	for _, s := range b.steps {
		switch {
		case s.named:
			s.fact.id = b.model.MeantID(s.fact.id, b.means)
		case len(s.said) > 0:
			s.fact.id = b.factID(s.said[0].PutEvidence)
		case s.gone != "":
			s.gone = b.model.MeantID(s.gone, b.means)
		}
	}
	for i := range b.expect {
		b.expect[i].ID = b.model.MeantID(b.expect[i].ID, b.means)
	}
}

// factID returns the id of what a piece of evidence is for, as the graph has it.
func (b *batch) factID(e graph.PutEvidence) string {
	if is, _, err := b.model.Resolved(e, b.means); err == nil {
		e = is
	}
	return b.model.FactID(e.Fact)
}

// number has the evidence of the batch count after all that its sources say: of
// the same fact, and, where that is replaced, of others, so that the same batch
// again gets the same numbers.
func (c *compiler) number() {
	numbered := map[factOf]bool{}
	for _, s := range c.steps {
		c.said[s.fact.id] = c.said[s.fact.id] || len(s.said) > 0
		seq, known := c.seq[s.fact.source]
		if !known {
			seq = int(c.facts[s.fact.source])
		}
		switch had := c.evidence[s.fact]; {
		case numbered[s.fact]:
		case s.whole:
			seq -= len(had)
		default:
			seq = after(had, seq)
		}
		numbered[s.fact], c.seq[s.fact.source] = true, seq
	}
}

// ordered puts the changes of the steps behind what is expected. What a source
// said of a fact before, and says no more, goes once the new words are there.
func (c *compiler) ordered(made [][]graph.Change) []graph.Change {
	all := c.expected()
	for i, s := range c.steps {
		all = append(all, made[i]...)
		if !s.whole {
			continue
		}
		for _, p := range c.evidence[s.fact] {
			if !c.put[p.id] {
				c.away[p.id] = true
				all = append(all, graph.Retract{ID: p.id})
			}
		}
		delete(c.evidence, s.fact)
	}
	return all
}

func (c *compiler) step(s *step) ([]graph.Change, error) {
	switch {
	case s.node != nil:
		return c.putNode(s)
	case s.gone != "":
		return c.takeAway(s)
	}
	if err := c.name(s); err != nil {
		return nil, err
	}
	var changes []graph.Change
	for _, said := range s.said {
		e, err := c.evident(said)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c.say(s, e)...)
	}
	c.put[s.fact.id] = true
	return changes, nil
}

// name fills in what a fact is that is named by its id, and must be there.
func (c *compiler) name(s *step) error {
	if !s.named {
		return nil
	}
	if id := s.fact.id; !c.put[id] && (!c.there[id] || c.away[id]) {
		return notThere(field(s.at, "of"), id)
	}
	said := *s.said[0]
	said.Fact.Identity = c.identity[s.fact.id]
	s.said = []*saying{&said}
	return nil
}

// say says one thing of a step's fact. Where the source has said it before, what is
// new of it takes the place of what was, or nothing is to do.
func (c *compiler) say(s *step, e graph.PutEvidence) []graph.Change {
	var changes []graph.Change
	had := c.evidence[s.fact]
	i := slices.IndexFunc(had, func(p piece) bool {
		return !s.whole && p.isSame(e.Evidence, c.means)
	})
	if i >= 0 {
		c.piece = had[i].id
		if had[i].isEqual(e.Evidence, c.means) {
			c.put[c.piece] = true
			return nil
		}
		changes = append(changes, graph.Retract{ID: had[i].id})
		c.away[had[i].id] = true
		had = slices.Delete(slices.Clone(had), i, i+1)
	}
	e.Seq = c.seq[e.Source]
	c.seq[e.Source]++
	c.piece = c.model.EvidenceIDOf(e)
	c.put[c.piece] = true
	if !s.whole {
		c.evidence[s.fact] = append(had, piece{c.piece, e.Evidence})
	}
	if e.Fact.Edge != "" {
		c.identity[s.fact.id] = e.Fact.Identity
	}
	return append(changes, e)
}

// forget forgets the pieces that go with what is taken away: a piece of evidence, a fact or
// a source.
func (c *compiler) forget(id string) {
	delete(c.put, id)
	if source, ok := graph.SourceOf(id); ok {
		of := factOf{source, c.about[id]}
		c.evidence[of] = slices.DeleteFunc(slices.Clone(c.evidence[of]), func(p piece) bool { return p.id == id })
		return
	}
	for source := range c.seq {
		delete(c.evidence, factOf{source, id})
	}
	if c.model.KindOf(id) == c.model.Publication {
		maps.DeleteFunc(c.evidence, func(of factOf, _ []piece) bool { return of.source == id })
	}
}

// evident returns a piece of evidence with its quote in its place.
func (c *compiler) evident(s *saying) (graph.PutEvidence, error) {
	e := s.PutEvidence
	switch {
	case !c.there[e.Source] && !c.put[e.Source]:
		return e, notThere(s.at, e.Source)
	case e.Quote == "":
		return e, nil
	}
	length := e.End - e.Start
	start, err := s.find(e.Source, c.textOf(e.Source), e.Quote)
	e.Start, e.End = start, start+length
	return e, within(field(s.at, "quote"), err)
}

// textOf returns the text of a source as the steps so far have left it.
func (c *compiler) textOf(source string) string {
	if text, put := c.text[source]; put {
		return text
	}
	return c.texts[source]
}

func (c *compiler) putNode(s *step) ([]graph.Change, error) {
	node := *s.node
	k := c.model.KindOf(node.ID)
	if k.Evidenced && !c.there[node.ID] && !c.said[node.ID] {
		return nil, wrong(field(s.at, "evidence"), "a new %s needs evidence: the words that say so", k.Name)
	}
	c.put[node.ID] = true
	if k != c.model.Publication {
		return []graph.Change{node}, nil
	}
	had := c.textOf(node.ID)
	text, given := node.Props[textProp].(string)
	if !given && had != "" {
		text, node.Props[textProp] = had, had
	}
	if had := c.texts[node.ID]; had != "" && text != had {
		c.moved[node.ID] = s.at
	}
	c.text[node.ID] = text
	return []graph.Change{node}, nil
}

func (c *compiler) takeAway(s *step) ([]graph.Change, error) {
	if !c.there[s.gone] && !c.put[s.gone] {
		return nil, notThere(field(s.at, "id"), s.gone)
	}
	c.away[s.gone] = true
	c.forget(s.gone)
	about := s.gone
	if fact, ok := c.about[s.gone]; ok {
		about = fact
	}
	if e, from, to := c.model.EdgeOf(about); e != nil {
		c.touch(from, to)
	} else if c.model.KindOf(about) != nil {
		c.touch(about)
	}
	if c.model.KindOf(s.gone) != c.model.Publication {
		return []graph.Change{graph.Retract{ID: s.gone}}, nil
	}
	c.text[s.gone] = ""
	return []graph.Change{graph.DropSource{Source: s.gone}}, nil
}

// quotesFit refuses another text for a source where a quote that stays does not
// stand in it as it did.
func (c *compiler) quotesFit(ctx context.Context, from graph.Reader, source string) error {
	l := planning.NewList(graph.From{Link: planning.SaysLink(c.model)}, 0)
	l.Rows, l.Page.Limit = true, int(c.facts[source])
	id, fact := l.Slot(graph.Field{Get: graph.GetID}, 0), l.Slot(graph.Field{Get: graph.GetFactID}, 0)
	quote, start := l.Slot(graph.Field{Prop: c.model.EvidenceProp("quote")}, 0), l.Slot(graph.Field{Prop: c.model.EvidenceProp("start")}, 0)
	root := planning.NewList(graph.From{Kinds: c.model.All}, c.model.All)
	root.Rows, root.Where = true, graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.Eq, Value: source}
	said := root.Below(l, 0)
	found, err := from.Select(ctx, &graph.Plan{Op: "mutation", Root: root.List})
	if err != nil || found.Len == 0 || c.away[source] {
		return err
	}
	rows, _ := found.Row(0)[said].(*graph.Rows)
	text := []rune(c.text[source])
	for i := range rows.Len {
		row := rows.Row(i)
		words, _ := row[quote].(string)
		from, _ := row[start].(int64)
		end := int(from) + utf8.RuneCountInString(words)
		if c.away[row[id].(string)] || c.away[row[fact].(string)] || end <= len(text) && string(text[from:end]) == words {
			continue
		}
		return graph.Errorf(graph.Conflict, field(c.moved[source], textProp), "the words %s of %s do not stand at %d of the new text: retract it first, or put it again in one apply", gate.Quoted(words), row[id], from)
	}
	return nil
}
