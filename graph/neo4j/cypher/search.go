package cypher

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// CompileSearch writes the statement that answers a search, or none where there
// is no word to search for. A full-text index finds what may fit; how it fits is
// worked out from the folded texts, as every store does.
func CompileSearch(m *graph.Model, search *graph.Search) *Statement {
	words := graph.Tokens(search.Words)
	if len(words) == 0 {
		return nil
	}
	c := newCompiler(m, search.AsOf)
	l := &search.Root
	hits := func(s *scope) { s.hits(l, words, graph.Fold(search.Words)) }
	var list []part
	if l.Rows {
		list = append(list, part{l, "rows", func(s *scope, _ *bound) string { hits(s); return "collect(" + s.found(l) + ")" }})
	}
	if l.Count {
		list = append(list, part{l, "total", func(s *scope, _ *bound) string { hits(s); return "count(*)" }})
	}
	c.root(list, m.IDsIn(&search.Plan))
	return c.statement()
}

// hits writes what binds the nodes that the words find, with their rank.
func (s *scope) hits(l *graph.List, words []string, folded string) {
	row := &bound{name: fmt.Sprintf("n%d", s.i), kinds: l.From.Kinds}
	s.bound[0] = row
	query := s.param(luceneQuery(words))
	s.block("CALL ()", func() {
		s.line("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS %s", layout.WordsIndex, query, row.name)
		s.line("WITH %s WHERE %s:%s", row.name, row.name, layout.EntityLabel)
		s.line("RETURN %s, %s AS rank", row.name, s.rank(row.name, words, folded))
		s.line("UNION ALL")
		hit := s.mark("e")
		s.line("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS %s", layout.WordsIndex, query, hit)
		conditions := append([]string{hit + ":" + layout.EvidenceLabel, s.hasWords(hit+".words", words)}, s.evidenceVisible(hit)...)
		s.line("WITH %s WHERE %s", hit, all(conditions))
		s.line("MATCH (%s:%s {id: coalesce(%s.factFrom, %s.subject)})", row.name, layout.EntityLabel, hit, hit)
		s.line("WHERE %s", s.quotable(row.name, hit))
		s.line("RETURN %s, %d AS rank", row.name, graph.QuoteHas)
	})
	s.line("WITH %s, min(rank) AS rank", row.name)
	conditions := []string{fmt.Sprintf("rank < %d", graph.Unranked), s.ofKinds(row.name, row.kinds)}
	s.line("WHERE %s", all(append(conditions, s.nodeVisible(row)...)))
	s.line("WITH %s, %s AS rank", row.name, s.amongKinds(row.name))
	s.bind(used(l.Where)...)
	if l.Where != nil {
		s.only([]string{s.filter(l.Where)})
	}
}

// amongKinds writes where a node stands whose rank is known: what is found alike stands in
// the order of the kinds.
func (s *scope) amongKinds(n string) string {
	var cases strings.Builder
	for _, k := range s.model.Kinds {
		fmt.Fprintf(&cases, " WHEN %s:%s THEN %d", n, k.Name, graph.NameIs.Of(k))
	}
	return fmt.Sprintf("rank * %d + CASE%s END", graph.AliasIs.Of(s.model.Kinds[0])-graph.NameIs.Of(s.model.Kinds[0]), cases.String())
}

// quotable writes that what a piece of evidence is for, the node that is found or an
// edge from it, is there. That the node is, is seen to for all that is found.
func (s *scope) quotable(node, hit string) string {
	if !s.asOf.Known {
		return fmt.Sprintf("NOT EXISTS { (%s)-[:%s {id: %s.subject}]->() }", node, layout.WasTypes(s.model.Edges), hit)
	}
	r, far := s.mark("r"), &bound{name: s.mark("s"), kinds: s.model.All}
	return fmt.Sprintf("(%s.factFrom IS NULL OR EXISTS { MATCH (%s)-[%s:%s {id: %s.subject}]->(%s:%s) WHERE %s })",
		hit, node, r, s.types(s.model.Edges...), hit, far.name, layout.EntityLabel, all(append(s.edgesVisible(r, s.model.Edges), s.nodeVisible(far)...)))
}

// found writes the page of the ranked rows, and returns the record of one.
func (s *scope) found(l *graph.List) string {
	keys := []string{"rank", s.id(s.object(0))}
	ranked := *l
	ranked.Order = nil
	s.only(s.bounds(&ranked, keys))
	s.line("WITH * ORDER BY %s LIMIT %s", s.orderBy(&ranked, keys), s.param(int64(l.Page.Limit+1)))
	return s.record(l)
}

// rank writes how well a node's own texts fit.
func (s *scope) rank(n string, words []string, folded string) string {
	fold := s.param(folded)
	return fmt.Sprintf("CASE WHEN %[1]s.folds[0] = %[2]s THEN %[4]d WHEN %[2]s IN %[1]s.folds THEN %[5]d "+
		"WHEN any(f IN %[1]s.folds WHERE f STARTS WITH %[2]s) THEN %[6]d "+
		"WHEN any(f IN %[1]s.folds WHERE %[3]s) THEN %[7]d "+
		"WHEN %[8]s THEN %[9]d ELSE %[10]d END",
		n, fold, s.hasWords("f", words), graph.NameIs, graph.AliasIs, graph.NameBegins, graph.NameHas,
		s.hasWords(n+".statementFold", words), graph.StatementHas, graph.Unranked)
}

// hasWords writes that a folded text has all words, the last as the beginning of
// one.
func (s *scope) hasWords(text string, words []string) string {
	last := len(words) - 1
	return fmt.Sprintf("(all(w IN %s WHERE ' ' + %s + ' ' CONTAINS ' ' + w + ' ') AND ' ' + %s CONTAINS ' ' + %s)",
		s.param(words[:last]), text, text, s.param(words[last]))
}

// luceneQuery asks the full-text index for all words, the last as a beginning.
// Folded words are letters and digits alone, so nothing in them is syntax.
func luceneQuery(words []string) string { return "+" + strings.Join(words, " +") + "*" }
