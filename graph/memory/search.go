package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/memory/container"
)

// Search finds nodes by words.
func (r reader) Search(ctx context.Context, s *graph.Search) (*graph.Rows, error) {
	q := newQuery(ctx, "search", r.s, s.AsOf)
	q.answering(&s.Plan)
	l := &s.Root
	hits := q.hits(graph.Tokens(s.Words), graph.Fold(s.Words))
	f := q.frame(l.Vars)
	hits = slices.DeleteFunc(hits, func(o object) bool {
		f.bind(o)
		return !q.Step() || !l.From.Kinds.Has(q.nodes.At(o.h).kind) || !q.nodeVisible(o.h) || l.Where != nil && !f.holds(l.Where)
	})
	q.sorting(len(hits))
	slices.SortFunc(hits, func(a, b object) int { return cmp.Or(cmp.Compare(a.rank, b.rank), q.compareNodes(a.h, b.h)) })
	out := &graph.Rows{Width: len(l.Slots)}
	if l.Count {
		out.Total = int64(len(hits))
	}
	if l.Rows {
		page, more := q.cut(hits, l.Page)
		out.More = more
		q.fill(l, f, page, out)
	}
	return out, q.done()
}

// cut returns the page of ranked rows.
func (q *query) cut(hits []object, page graph.Page) ([]object, bool) {
	beyond := func(o object, cursor []graph.Value) int {
		return cmp.Or(graph.Compare(int64(o.rank), cursor[0]), strings.Compare(q.idText(o), idOf(cursor)))
	}
	hits = slices.DeleteFunc(hits, func(o object) bool {
		return len(page.After) == 2 && beyond(o, page.After) <= 0 || len(page.Before) == 2 && beyond(o, page.Before) >= 0
	})
	if len(hits) <= page.Limit {
		return hits, false
	}
	if page.Backward {
		return hits[len(hits)-page.Limit:], true
	}
	return hits[:page.Limit], true
}

// hits returns the nodes that all words find, ranked.
func (q *query) hits(words []string, folded string) []object {
	if len(words) == 0 {
		return nil
	}
	ranks := map[uint32]graph.Rank{}
	note := func(h uint32, rank graph.Rank) {
		if had, ok := ranks[h]; rank < graph.Unranked && (!ok || rank < had) {
			ranks[h] = rank
		}
	}
	named := q.having(&q.inNames, words)
	for _, o := range q.notIndexed() {
		named = append(named, o.h)
	}
	for _, h := range named {
		if !q.Steps(textSteps) {
			return nil
		}
		note(h, q.rank(q.nodes.At(h), words, folded))
	}
	for _, h := range q.having(&q.inQuotes, words) {
		f := q.facts.At(h)
		if !q.Steps(textSteps) {
			return nil
		}
		if !graph.HasWords(graph.Fold(f.quote), words) || !q.factVisible(h) || !q.subjectThere(f) {
			continue
		}
		subject := f.subject
		if f.onEdge {
			subject = q.edges.At(f.subject).from
		}
		note(subject, graph.QuoteHas)
	}
	q.lay(len(ranks) * hitBytes)
	hits := make([]object, 0, len(ranks))
	for h, rank := range ranks {
		hits = append(hits, object{sort: nodeObject, h: h, rank: uint16(rank.Of(q.nodes.At(h).kind))})
	}
	return hits
}

// subjectThere reports whether what a piece of evidence is for is there.
func (q *query) subjectThere(f *fact) bool {
	if !f.onEdge {
		return q.nodeVisible(f.subject)
	}
	if q.whole() {
		return !q.edges.At(f.subject).loose
	}
	return q.edgeVisible(f.subject)
}

// rank says how a node's own texts fit.
func (q *query) rank(n *node, words []string, folded string) graph.Rank {
	best := graph.Unranked
	for i, fold := range q.folds(n) {
		switch {
		case fold == folded && i == 0:
			return graph.NameIs
		case fold == folded:
			best = min(best, graph.AliasIs)
		case strings.HasPrefix(fold, folded):
			best = min(best, graph.NameBegins)
		case graph.HasWords(fold, words):
			best = min(best, graph.NameHas)
		}
	}
	if statement, ok := n.value(q.model.NodeProp("statement")).(string); ok && graph.HasWords(graph.Fold(statement), words) {
		best = min(best, graph.StatementHas)
	}
	return best
}

// having returns what has all words but the last for certain: what the rarest of
// them has, without what an index knows not to have the others.
func (q *query) having(index *container.Pages[container.Postings], words []string) []uint32 {
	var best []uint32
	for i, word := range words {
		list, ok := q.postings(index, word, i == len(words)-1, best)
		if !ok {
			continue
		}
		best = list
		if len(best) == 0 {
			return nil
		}
	}
	for _, word := range words[:len(words)-1] {
		if id, ok := q.words.Get(word); ok {
			best = slices.DeleteFunc(best, func(h uint32) bool { return !index.At(id).Has(h) })
		}
	}
	return best
}

// postings returns what has a word, or a word that begins so. It gives up when
// that is more than the best so far.
func (q *query) postings(index *container.Pages[container.Postings], word string, prefix bool, best []uint32) ([]uint32, bool) {
	var list []uint32
	few := true
	q.words.Ascend(word, func(w string, id uint32) bool {
		if w != word && !(prefix && strings.HasPrefix(w, word)) {
			return false
		}
		for _, chunk := range index.At(id).Chunks() {
			list = append(list, chunk...)
			q.Steps(len(chunk))
			q.lay(len(chunk) * handleBytes)
			if few = best == nil || len(list) < len(best); !few {
				break
			}
		}
		return few && q.Step()
	})
	return list, few
}
