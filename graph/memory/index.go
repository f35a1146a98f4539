package memory

import (
	"strings"

	"parley/graph"
	"parley/graph/memory/container"
)

// index brings the indexes from what the transaction began with to what a node
// is now.
func (t *tx) index(h uint32, now *node) {
	before := &node{kind: now.kind}
	if h < t.base.nodes.Len() {
		if b := t.base.nodes.At(h); b.kind == now.kind && !b.absent {
			before = b
		}
	}
	if now.absent {
		now = &node{kind: now.kind}
	}
	for _, fold := range t.folds(before) {
		t.names.Delete(nameKey{fold, h})
	}
	for _, fold := range t.folds(now) {
		t.names.Set(nameKey{fold, h})
	}
	for _, k := range t.days(h, before) {
		t.dates.Delete(k)
	}
	for _, k := range t.days(h, now) {
		t.dates.Set(k)
	}
	t.unpost(&t.inNames, t.textWords(before), h)
	t.post(&t.inNames, t.textWords(now), h)
}

// folds lists the folded name and aliases of a node.
func (s *snapshot) folds(n *node) []string {
	var folds []string
	if name, ok := n.value(s.model.NodeProp("name")).(string); ok {
		folds = append(folds, graph.Fold(name))
	}
	aliases, _ := n.value(s.model.NodeProp("aliases")).([]string)
	for _, alias := range aliases {
		folds = append(folds, graph.Fold(alias))
	}
	return folds
}

// days lists the first days of the dates of a node.
func (s *snapshot) days(h uint32, n *node) []dateKey {
	var keys []dateKey
	for _, p := range s.dated {
		if w, ok := n.value(p).(*graph.When); ok {
			keys = append(keys, dateKey{p.Ordinal(), w.StartEarliest, h})
		}
	}
	return keys
}

// textWords lists the words of a node's name, aliases and statement.
func (s *snapshot) textWords(n *node) []string {
	var words []string
	for _, p := range s.texts {
		switch v := n.value(p).(type) {
		case string:
			words = append(words, graph.Tokens(v)...)
		case []string:
			for _, alias := range v {
				words = append(words, graph.Tokens(alias)...)
			}
		}
	}
	return words
}

// post notes in an index of words what has some.
func (t *tx) post(index *container.Pages[container.Postings], words []string, h uint32) {
	for _, word := range words {
		id := t.wordID(word) // the index may grow
		index.Edit(t.stamp, id).Insert(t.stamp, h)
	}
}

// unpost takes out of an index of words what had some.
func (t *tx) unpost(index *container.Pages[container.Postings], words []string, h uint32) {
	for _, word := range words {
		id := t.wordID(word)
		index.Edit(t.stamp, id).Remove(t.stamp, h)
	}
}

// wordID numbers a word. The same ones come again and again.
func (t *tx) wordID(word string) uint32 {
	id, known := t.found.numbers[word]
	if known {
		return id
	}
	word = strings.Clone(word) // it is a slice of its text
	if id, known = t.words.Get(word); !known {
		id = t.inNames.Grow(t.stamp)
		t.inQuotes.Grow(t.stamp)
		t.words.Set(word, id)
	}
	t.found.numbers[word] = id
	return id
}
