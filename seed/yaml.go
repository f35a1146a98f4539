package seed

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// yamlHint is added where YAML does not understand a line; it is nearly always
// a quote that needs quotation marks.
const yamlHint = "; a text that has \": \" or \" #\" in it, or begins with a quotation mark or another sign, goes in single quotes: 'so: …'"

// parse reads the one document that facts.yaml is.
func (r *reading) parse() (top *yaml.Node, ok bool) {
	loader, err := yaml.NewLoader(strings.NewReader(r.rawFacts))
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
		r.problem(at(&second), "a second document begins here: a folder is one source")
	} else if !errors.Is(err, io.EOF) {
		r.notYAML(err)
	}
	r.refuse(&doc)
	return doc.Content[0], len(r.problems) == 0
}

func (r *reading) notYAML(err error) {
	var wrong *yaml.LoadError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		r.problem(spot{1, 1}, "the file is empty: it needs source, entities and facts")
	case !errors.As(err, &wrong):
		r.problem(spot{}, "not YAML: %v", err)
	case wrong.ContextMsg != "" && wrong.ContextMark.Line != wrong.Mark.Line:
		r.problem(spot{max(wrong.ContextMark.Line, 1), wrong.ContextMark.Column},
			"not YAML: %s, which begins here: %s%s", strings.TrimPrefix(wrong.ContextMsg, "while "), wrong.Message, yamlHint)
	default:
		r.problem(spot{max(wrong.Mark.Line, 1), wrong.Mark.Column}, "not YAML: %s%s", wrong.Message, yamlHint)
	}
}

// refuse notes what of YAML is not part of the format.
func (r *reading) refuse(n *yaml.Node) {
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

// block is a mapping, with its keys in order.
type block struct {
	at     spot
	keys   []*yaml.Node
	values map[string]*yaml.Node // without those that are null
}

// block reads a mapping and refuses keys that stand twice.
func (r *reading) block(n *yaml.Node, what string) (block, bool) {
	b := block{at: at(n), values: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.problem(at(n), "%s is written as keys and values, \"key: value\", a line each", what)
		return b, false
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if line := lines[key.Value]; line > 0 {
			r.problem(at(key), "the key %s stands twice: first on line %d", key.Value, line)
			continue
		}
		lines[key.Value] = key.Line
		b.keys = append(b.keys, key)
		if !isNull(value) {
			b.values[key.Value] = value
		}
	}
	return b, true
}

// list reads a sequence; one that is not there is empty.
func (r *reading) list(n *yaml.Node, what string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.problem(at(n), "%s is a list: begin each entry with \"- \" on a line of its own, or write [a, b]", what)
		return nil
	}
	return n.Content
}

// scalar reads a text, which may look like a number.
func (r *reading) scalar(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.problem(at(n), "%s is a text, not a list or a mapping", what)
		return "", false
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return strings.TrimRight(n.Value, "\n"), true
	}
	return n.Value, true
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// known notes a key that is none of those that may stand there.
func (r *reading) known(key *yaml.Node, what string, keys []string) bool {
	for _, k := range keys {
		if k == key.Value {
			return true
		}
	}
	r.problem(at(key), "%s has no %s: %s", what, shown(key.Value), suggest(key.Value, keys))
	return false
}

// shown gives a word as a message shows it: quoted, and not too long.
func shown(word string) string {
	const most = 60
	if runes := []rune(word); len(runes) > most {
		word = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", word)
}
