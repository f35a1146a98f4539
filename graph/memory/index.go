package memory

import (
	"strings"

	"parley/graph"
)

// index brings the indexes from what the transaction began with to what a node
// is now.
func (t *tx) index(h uint32, now *node) {
	before := &node{kind: now.kind}
	if h < t.base.nodes.n {
		if b := t.base.nodes.at(h); b.kind == now.kind {
			before = b
		}
	}
	t.indexNames(h, before, now)
	t.indexWords(h, before, now)
	t.indexDates(h, before, now)
}

func (t *tx) indexNames(h uint32, before, now *node) {
	for _, fold := range t.folds(before) {
		t.names.Delete(nameKey{fold, h})
	}
	for _, fold := range t.folds(now) {
		t.names.Set(nameKey{fold, h})
	}
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

func (t *tx) indexWords(h uint32, before, now *node) {
	for _, word := range t.textWords(before) {
		t.inNames.edit(t.stamp, t.wordID(word)).remove(t.stamp, h)
	}
	for _, word := range t.textWords(now) {
		t.inNames.edit(t.stamp, t.wordID(word)).insert(t.stamp, h)
	}
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

func (t *tx) indexDates(h uint32, before, now *node) {
	for _, p := range t.dated {
		if w, ok := before.value(p).(*graph.When); ok {
			t.dates.Delete(dateKey{p.Ordinal(), w.StartEarliest, h})
		}
		if w, ok := now.value(p).(*graph.When); ok {
			t.dates.Set(dateKey{p.Ordinal(), w.StartEarliest, h})
		}
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
		id = t.inNames.grow(t.stamp)
		t.inQuotes.grow(t.stamp)
		t.words.Set(word, id)
	}
	t.found.numbers[word] = id
	return id
}
