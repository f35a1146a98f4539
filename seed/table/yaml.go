package table

import (
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// spot is a place in the mapping.
type spot struct{ line, column int }

func at(n *yaml.Node) spot { return spot{n.Line, n.Column} }

// parse reads the one document that a mapping is.
func (r *reader) parse(text string) (top *yaml.Node, ok bool) {
	top, problems := seed.YAML{
		File: path.Join(r.folder.Name, r.file), Needs: "source and tables", One: "a mapping is one",
		Hint: "; a text that begins with { or has \": \" or \" #\" in it goes in single quotes: '{id}'",
	}.Parse(text)
	r.problems = append(r.problems, problems...)
	return top, len(r.problems) == 0
}

// keyed is a mapping of YAML, with its keys in order.
type keyed struct {
	at     spot
	keys   []*yaml.Node
	values map[string]*yaml.Node
}

// has returns the value of a key, or nil where it is not there or null.
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
			r.problem(at(key), "the key %s stands twice", seed.Shown(key.Value))
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
	r.problem(at(key), "%s has no %s: %s", what, seed.Shown(key.Value), seed.Suggest(key.Value, known))
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
