package seed

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// YAML is a file of one YAML document, and what problems with it say.
type YAML struct {
	File  string // how problems call it
	Needs string // what an empty one lacks: "source and tables"
	One   string // why there is no second document: "a mapping is one"
	Hint  string // what to do where YAML does not understand a line
}

// Parse reads the document, or says what is wrong with it. Aliases, anchors,
// merge keys and tags are refused: an alias could make a small file mean a huge
// one.
func (y YAML) Parse(text string) (top *yaml.Node, problems []Problem) {
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		return nil, []Problem{{File: y.File, Message: err.Error()}}
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil || len(doc.Content) == 0 {
		return nil, []Problem{y.wrong(err)}
	}
	if err := loader.Load(&second); err == nil {
		problems = append(problems, y.problem(second.Line, second.Column, "a second document begins here: %s", y.One))
	} else if !errors.Is(err, io.EOF) {
		problems = append(problems, y.wrong(err))
	}
	return doc.Content[0], y.refuse(&doc, problems)
}

func (y YAML) problem(line, column int, format string, args ...any) Problem {
	return Problem{File: y.File, Line: line, Column: column, Message: fmt.Sprintf(format, args...)}
}

// wrong says what is no YAML.
func (y YAML) wrong(err error) Problem {
	var wrong *yaml.LoadError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return y.problem(1, 1, "the file is empty: it needs %s", y.Needs)
	case !errors.As(err, &wrong):
		return y.problem(0, 0, "not YAML: %v", err)
	case wrong.ContextMsg != "" && wrong.ContextMark.Line != wrong.Mark.Line:
		return y.problem(max(wrong.ContextMark.Line, 1), wrong.ContextMark.Column,
			"not YAML: %s, which begins here: %s%s", strings.TrimPrefix(wrong.ContextMsg, "while "), wrong.Message, y.Hint)
	}
	return y.problem(max(wrong.Mark.Line, 1), wrong.Mark.Column, "not YAML: %s%s", wrong.Message, y.Hint)
}

// refuse notes what of YAML is not part of the formats.
func (y YAML) refuse(n *yaml.Node, problems []Problem) []Problem {
	note := func(format string, args ...any) {
		problems = append(problems, y.problem(n.Line, n.Column, format, args...))
	}
	switch {
	case n.Kind == yaml.AliasNode:
		note("aliases (*%s) are not part of the format: write the value out", n.Value)
	case n.Anchor != "":
		note("anchors (&%s) are not part of the format: take it out", n.Anchor)
	case n.Tag == "!!merge":
		note("merge keys (<<) are not part of the format: write the keys out")
	case n.Style&yaml.TaggedStyle != 0:
		note("tags (%s) are not part of the format: take it out", n.Tag)
	case strings.ContainsRune(n.Value, 0):
		note("a NUL character is not text: take it out")
	}
	for _, below := range n.Content {
		problems = y.refuse(below, problems)
	}
	return problems
}

// yamlHint is added where YAML does not understand a line; it is nearly always
// a quote that needs quotation marks.
const yamlHint = "; a text that has \": \" or \" #\" in it, or begins with a quotation mark or another sign, goes in single quotes: 'so: …'"

// parse reads facts.yaml.
func (r *reading) parse() (top *yaml.Node, ok bool) {
	top, problems := YAML{
		File: r.folder.path(factsFile), Needs: "source, entities and facts", One: "a folder is one source",
		Hint: yamlHint,
	}.Parse(r.rawFacts)
	r.problems = append(r.problems, problems...)
	return top, len(r.problems) == 0
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
	r.problem(at(key), "%s has no %s: %s", what, Shown(key.Value), Suggest(key.Value, keys))
	return false
}
