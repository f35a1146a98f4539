package seed

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// saysAct is the verb with which what is said is said, where it has none of its own.
const saysAct = "SAID"

// saying is what the line of a says block has.
type saying struct {
	line      *yaml.Node
	who, verb string
	id        string // of what is said; "" where its statement makes one
	statement string // "" where the id is all
}

const saysExample = `person:a SUPPORTS "The pact is signed" or person:a DENIED claim:b`

// readSays reads a block that says who is for or against what, or asserts or denies
// it. It stands for several facts with the same words: the edge to what is said,
// one for each thing that this is about, and, where that has no fact of its own in
// the folder, its fact.
func (r *reading) readSays(b block) {
	before := len(r.problems)
	if b.values[FactKey] != nil {
		r.problem(b.at, "a block has a fact or says, not both: write two")
		return
	}
	s, ok := r.saying(b.values[SaysKey])
	if !ok {
		return
	}
	first := r.owns(s.id)
	v, ok := r.verbs(wordAt(s.line, 1), s.verb, s.id)
	if !ok {
		return
	}
	to := r.stated(s, v.Edge)
	if s.id == "" {
		first = r.owns(to)
	}
	edge := r.voiced(b, s, v, to)
	about := r.about(b, to)
	if len(r.problems) == before && r.source != "" {
		_, here := r.declared[to]
		r.expand(b.at, edge, here && first, about)
	}
}

// owns notes that a node has a fact of its own, and reports whether that is the first.
func (r *reading) owns(id string) bool {
	had := r.own[id]
	r.own[id] = true
	return !had
}

// saying reads "who VERB what".
func (r *reading) saying(n *yaml.Node) (s saying, ok bool) {
	line, ok := r.scalar(n, SaysKey)
	if !ok {
		return s, false
	}
	s.line = n
	rest := line
	s.who, rest = cutWord(rest)
	s.verb, rest = cutWord(rest)
	if rest == "" {
		r.problem(at(n), "says is \"who VERB what\", not %s: such as %s", Shown(line), saysExample)
		return s, false
	}
	if mark, _ := closing(rest); mark == "" {
		s.id, rest = cutWord(rest)
	}
	if rest == "" {
		return s, true
	}
	return r.quoted(s, rest)
}

// quoted reads the statement of a saying, which stands in quotation marks.
func (r *reading) quoted(s saying, rest string) (saying, bool) {
	mark, open := closing(rest)
	statement, closed := strings.CutSuffix(strings.TrimPrefix(rest, open), mark)
	statement = graph.NFC(strings.TrimSpace(statement))
	switch {
	case mark == "":
		r.problem(at(s.line), "what is said is an id, or a statement in quotation marks, such as %s", saysExample)
	case !closed:
		r.problem(at(s.line), "the statement does not end with a quotation mark (%s): between { and } a comma ends a text, so put the whole of says in single quotes, or each key on a line of its own", mark)
	case statement == "":
		r.problem(at(s.line), "the statement is empty")
	default:
		s.statement = statement
		return s, true
	}
	return s, false
}

// closing returns the quotation marks that end and begin a text that begins with one,
// or "".
func closing(text string) (closes, opens string) {
	switch {
	case strings.HasPrefix(text, `"`):
		return `"`, `"`
	case strings.HasPrefix(text, "“"):
		return "”", "“"
	}
	return "", ""
}

// cutWord cuts a text after its first word.
func cutWord(text string) (word, rest string) {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		return text, ""
	}
	return text[:end], strings.TrimSpace(text[end:])
}

// voiced reads what a says block says of its edge. Who says it is who spoke, but for
// what the source itself reports.
func (r *reading) voiced(b block, s saying, v Verbs, to string) graph.PutEvidence {
	r.end(wordAt(s.line, 0), v.Edge, "from", s.who, v.Edge.FromKinds())
	var props []*graph.Property
	for _, p := range v.Edge.Props() {
		if p != v.Of {
			props = append(props, p)
		}
	}
	if key := b.values[v.Of.Name]; key != nil {
		r.problem(at(key), "%s is the verb of says already: %s", v.Of.Name, s.verb)
	}
	fact := graph.Fact{Edge: v.Edge.Name, From: s.who, To: to, Identity: map[string]graph.Value{v.Of.Name: s.verb}}
	keys := []string{SaysKey, AboutKey, v.Of.Name}
	act := saysAct
	if r.model.EvidenceProp("act").Enum.Has(s.verb) {
		act = s.verb
	}
	c := r.evidence(b, subject{fact, v.Edge.Name, props, keys}, act)
	if c.SaidBy == "" && c.Act != usualAct {
		c.SaidBy = s.who
	}
	return c
}

// about reads the id, or the list of ids, of what it is that is said about.
func (r *reading) about(b block, to string) []string {
	n, e := b.values[AboutKey], r.model.SubjectMatter
	if n == nil {
		return nil
	}
	if k := r.model.KindOf(to); k != nil && !e.FromKinds().Has(k) {
		r.problem(at(n), "a %s is about nothing", k.Name)
	}
	var ids []string
	for _, entry := range r.oneOrMore(n, AboutKey) {
		if id, ok := r.scalar(entry, "an entry of "+AboutKey); ok && r.end(at(entry), e, "to", id, e.ToKinds()) {
			ids = append(ids, id)
		}
	}
	return ids
}

// expand takes the facts that a says block stands for; first is whether it is the
// fact of what is said, too.
func (r *reading) expand(where spot, edge graph.PutEvidence, first bool, about []string) {
	to, words := edge.Fact.To, edge
	words.Says = map[string]graph.Value{}
	if r.model.EvidenceProp("act").Enum.Of(edge.Act).Polarity != graph.Affirms {
		words.Act = saysAct // what is denied is said all the same, and is about the same
	}
	words.Corrects = nil // who was wrong was so of the edge
	if first {
		words.Fact = graph.Fact{Node: to}
		r.accept(where, words)
	}
	r.accept(where, edge)
	for _, id := range about {
		words.Fact = graph.Fact{Edge: r.model.SubjectMatter.Name, From: to, To: id}
		r.acceptNew(where, words) // another block may have said it with the same words
	}
}
