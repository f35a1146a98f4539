package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// spot is a place in the mapping.
type spot struct{ line, column int }

func at(n *yaml.Node) spot { return spot{n.Line, n.Column} }

// parse reads the one document that a mapping is.
func (r *reader) parse(text string) (top *yaml.Node, ok bool) {
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		r.problem(spot{}, "%v", err)
		return nil, false
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil || len(doc.Content) == 0 {
		r.notYAML(err)
		return nil, false
	}
	if err := loader.Load(&second); err == nil {
		r.problem(at(&second), "a second document begins here: a mapping is one")
	} else if !errors.Is(err, io.EOF) {
		r.notYAML(err)
	}
	r.refuse(&doc)
	return doc.Content[0], len(r.problems) == 0
}

func (r *reader) notYAML(err error) {
	const hint = "; a text that begins with { or has \": \" or \" #\" in it goes in single quotes: '{id}'"
	var wrong *yaml.LoadError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		r.problem(spot{1, 1}, "the file is empty: it needs source and tables")
	case errors.As(err, &wrong):
		r.problem(spot{max(wrong.Mark.Line, 1), wrong.Mark.Column}, "not YAML: %s%s", wrong.Message, hint)
	default:
		r.problem(spot{}, "not YAML: %v", err)
	}
}

// refuse notes what of YAML is not part of the format: an alias could make a
// small file mean a huge one.
func (r *reader) refuse(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.problem(at(n), "aliases (*%s) are not part of the format: write the value out", n.Value)
	case n.Anchor != "":
		r.problem(at(n), "anchors (&%s) are not part of the format: take it out", n.Anchor)
	case n.Tag == "!!merge":
		r.problem(at(n), "merge keys (<<) are not part of the format: write the keys out")
	case n.Style&yaml.TaggedStyle != 0:
		r.problem(at(n), "tags (%s) are not part of the format: take it out", n.Tag)
	case strings.ContainsRune(n.Value, 0):
		r.problem(at(n), "a NUL character is not text: take it out")
	}
	for _, below := range n.Content {
		r.refuse(below)
	}
}

// keyed is a mapping of YAML, with its keys in order.
type keyed struct {
	at     spot
	keys   []*yaml.Node
	values map[string]*yaml.Node
}

// has gives the value of a key, or nil where it is not there or null.
func (k keyed) has(key string) *yaml.Node {
	n := k.values[key]
	if n == nil || n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	return n
}

// keyed reads a mapping of YAML and refuses keys that stand twice and, where
// known is not nil, those that are none of it.
func (r *reader) keyed(n *yaml.Node, what string, known []string) keyed {
	k := keyed{at: at(n), values: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.problem(at(n), "%s is written as keys and values, \"key: value\", a line each", what)
		return k
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if _, twice := k.values[key.Value]; twice {
			r.problem(at(key), "the key %s stands twice", shown(key.Value))
			continue
		}
		if known != nil && !slices.Contains(known, key.Value) {
			r.unknown(key, what, known)
		}
		k.keys = append(k.keys, key)
		k.values[key.Value] = value
	}
	return k
}

func (r *reader) unknown(key *yaml.Node, what string, known []string) {
	r.problem(at(key), "%s has no %s: %s", what, shown(key.Value), suggest(key.Value, known))
}

// list reads a sequence of YAML; one that is not there is empty.
func (r *reader) list(n *yaml.Node, what string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.problem(at(n), "%s is a list: begin each entry with \"- \" on a line of its own, or write [a, b]", what)
		return nil
	}
	return n.Content
}

// oneOrMore reads a text or a list of texts.
func (r *reader) oneOrMore(n *yaml.Node, what string) []string {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return []string{r.scalar(n, what)}
	}
	var texts []string
	for _, entry := range n.Content {
		texts = append(texts, r.scalar(entry, what))
	}
	return texts
}

// scalar reads a text, which may look like a number. One that is not there is
// empty.
func (r *reader) scalar(n *yaml.Node, what string) string {
	switch {
	case n == nil:
		return ""
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0:
		r.problem(at(n), "%s is a text: one that begins with { goes in single quotes, '{id}'", what)
		return ""
	case n.Kind != yaml.ScalarNode:
		r.problem(at(n), "%s is a text, not a list or a mapping", what)
		return ""
	case n.Tag == "!!null":
		return ""
	}
	return strings.TrimRight(n.Value, "\n")
}

// shown gives a word as a message shows it: quoted, and not too long.
func shown(word string) string {
	const most = 60
	if runes := []rune(word); len(runes) > most {
		word = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", word)
}
