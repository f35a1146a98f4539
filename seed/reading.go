package seed

import (
	"fmt"

	"go.yaml.in/yaml/v4"

	"parley/graph"
	"parley/seed/quotes"
)

// reading is one folder being read. It gathers problems and goes on as far as
// it can, so that all of them are reported together.
type reading struct {
	model  *graph.Model
	folder Folder

	rawFacts string
	text     *quotes.Text
	load     string
	source   string // the source's id, once it is known

	nodes    []graph.PutNode
	facts    []graph.PutEvidence
	nodesAt  []spot // where each of them stands
	factsAt  []spot
	declared map[string]spot   // nodes, by id
	own      map[string]bool   // nodes that have a fact of their own
	said     map[string]int    // the line of each evidence, by id
	stating  map[string]string // the statement of each node, or "", by id
	refs     []reference
	problems []Problem
}

// spot is a place in facts.yaml.
type spot struct{ line, column int }

// reference is an id and where it is used.
type reference struct {
	spot
	id string
}

func newReading(m *graph.Model, f Folder) *reading {
	return &reading{
		model: m, folder: f, text: quotes.New(""),
		declared: map[string]spot{}, own: map[string]bool{}, said: map[string]int{}, stating: map[string]string{},
	}
}

func at(n *yaml.Node) spot { return spot{n.Line, n.Column} }

// position is a place of facts.yaml as others name it.
func (r *reading) position(at spot) Position {
	return Position{r.folder.path(factsFile), at.line, at.column}
}

// problem notes a problem at a place of facts.yaml.
func (r *reading) problem(at spot, format string, args ...any) {
	r.problems = append(r.problems, *r.position(at).Problem(fmt.Sprintf(format, args...)))
}

// files reads both files.
func (r *reading) files() {
	if wrong := r.folder.check(); wrong != "" {
		r.problems = append(r.problems, Problem{File: r.folder.Name, Message: wrong})
		return
	}
	facts, there := r.file(factsFile)
	if !there {
		r.problem(spot{}, "there is no such file: a source's folder has a %s and, unless it is a data set, a %s", factsFile, textFile)
	}
	text, _ := r.file(textFile)
	r.load = stamp(facts, text)
	r.rawFacts = r.decoded(factsFile, facts)
	r.text = quotes.New(r.decoded(textFile, text))
}

func (r *reading) file(name string) (raw []byte, there bool) {
	raw, there, err := r.folder.read(name)
	if err != nil {
		r.problems = append(r.problems, Problem{File: r.folder.path(name), Message: err.Error()})
	}
	return raw, there
}

func (r *reading) decoded(name string, raw []byte) string {
	text, wrong, at := decode(raw)
	if wrong != "" {
		line, column := position(text, at)
		r.problems = append(r.problems, Problem{r.folder.path(name), line, column, wrong})
	}
	return text
}

// document reads facts.yaml.
func (r *reading) document() {
	top, ok := r.parse()
	if !ok {
		return
	}
	b, ok := r.block(top, "the file")
	if !ok {
		return
	}
	for _, key := range b.keys {
		r.known(key, "the file", []string{"source", "entities", "facts"})
	}
	r.readSource(b)
	for _, n := range r.list(b.values["entities"], "entities") {
		r.readEntity(n)
	}
	facts := r.list(b.values["facts"], "facts")
	r.ownFacts(facts)
	for _, n := range facts {
		r.readFact(n)
	}
	r.checkEvidenced()
}

// checkEvidenced notes entities that need a fact of their own and have none.
func (r *reading) checkEvidenced() {
	for id, where := range r.declared {
		if k := r.model.KindOf(id); k != nil && k.Evidenced && !r.own[id] {
			r.problem(where, "%s has no fact of its own: a %s needs one, \"- fact: %s\" with the words that say so", id, k.Name, id)
		}
	}
}

// checked holds a change against the model, which has the last word.
func (r *reading) checked(where spot, c graph.Change) (graph.Change, bool) {
	c, err := r.model.Check(c)
	if err != nil {
		r.problem(where, "%s", Message(err))
	}
	return c, err == nil
}
