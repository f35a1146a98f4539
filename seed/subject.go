package seed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// subject is what a fact's block is for.
type subject struct {
	fact  graph.Fact
	owner string // a kind's or an edge's name
	props []*graph.Property
	keys  []string // of its block, which are read elsewhere
}

// subject reads "from EDGE to", or a node's id.
func (r *reading) subject(b block) (s subject, ok bool) {
	n := b.values[FactKey]
	if n == nil {
		r.problem(b.at, "a fact begins with \"fact: from EDGE to\", \"fact: id\" or \"says: who VERB what\"")
		return s, false
	}
	line, ok := r.scalar(n, FactKey)
	if !ok {
		return s, false
	}
	words := strings.Fields(line)
	switch len(words) {
	case 1:
		return r.nodeSubject(at(n), words[0])
	case 3:
		return r.edgeSubject(n, words)
	}
	r.problem(at(n), "a fact is \"from EDGE to\" or an id, such as \"person:a HOLDS position:b\" or \"meeting:c\", not %s", Shown(line))
	return s, false
}

func (r *reading) nodeSubject(where spot, id string) (s subject, ok bool) {
	r.own[id] = true
	k := r.kindOf(where, id)
	if k == nil {
		return s, false
	}
	r.use(where, id)
	return subject{graph.Fact{Node: id}, k.Name, k.Props(), []string{FactKey}}, true
}

func (r *reading) edgeSubject(n *yaml.Node, words []string) (s subject, ok bool) {
	e := r.model.Edge(words[1])
	if e == nil {
		names := make([]string, len(r.model.Edges))
		for i, e := range r.model.Edges {
			names[i] = e.Name
		}
		r.problem(wordAt(n, 1), "there is no edge %s: %s", Shown(words[1]), Suggest(words[1], names))
		return s, false
	}
	from := r.end(wordAt(n, 0), e, "from", words[0], e.FromKinds())
	to := r.end(wordAt(n, 2), e, "to", words[2], e.ToKinds())
	return subject{graph.Fact{Edge: e.Name, From: words[0], To: words[2]}, e.Name, e.Props(), []string{FactKey}}, from && to
}

// end checks one end of an edge.
func (r *reading) end(where spot, e *graph.Edge, which, id string, kinds graph.KindSet) bool {
	k := r.kindOf(where, id)
	if k == nil {
		return false
	}
	if !kinds.Has(k) {
		r.problem(where, "%s goes %s a %s, not %s %s", e.Name, which, either(KindWords(r.model.KindsOf(kinds))), which, id)
		return false
	}
	r.use(where, id)
	return true
}

// wordAt is where the i-th word of a text without quotation marks stands.
func wordAt(n *yaml.Node, i int) spot {
	where := at(n)
	if n.Style != 0 {
		return where
	}
	rest := n.Value
	for range i {
		rest = strings.TrimLeftFunc(strings.TrimLeftFunc(rest, inWord), unicode.IsSpace)
	}
	where.column += utf8.RuneCountInString(n.Value) - utf8.RuneCountInString(rest)
	return where
}

func inWord(r rune) bool { return !unicode.IsSpace(r) }
