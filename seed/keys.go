package seed

import (
	"slices"
	"strings"

	"parley/graph"
)

// The keys of a fact's block that are not of the model.
const (
	FactKey   = "fact"   // a node's id, or "from EDGE to"
	SaysKey   = "says"   // who VERB what, in the place of fact
	AboutKey  = "about"  // what that is about: an id, or several
	PrefixKey = "prefix" // the words before the quote
	SuffixKey = "suffix" // the words after it
)

// EditorialProps returns the properties that stand with a node of a kind in
// facts.yaml.
func EditorialProps(m *graph.Model, k *graph.Kind) []*graph.Property {
	return slices.DeleteFunc(slices.Clone(k.Props()), func(p *graph.Property) bool {
		return !p.Editorial || p.Weighed || isSourceText(m, k, p)
	})
}

// StatedProps returns those of some properties that stand in a fact's block.
func StatedProps(props []*graph.Property) []*graph.Property {
	return slices.DeleteFunc(slices.Clone(props), func(p *graph.Property) bool {
		return p.Editorial || p.Weighed
	})
}

// EvidenceProps returns the properties of evidence that stand in a fact's block.
// The others, such as the source, follow from where the block stands.
func EvidenceProps(m *graph.Model) []*graph.Property {
	written := new(graph.Evidence).Setters()
	return slices.DeleteFunc(slices.Clone(m.Evidence), func(p *graph.Property) bool {
		return written[p.Name] == nil
	})
}

// textProperty is the property of a source that text.txt holds.
const textProperty = "text"

// isSourceText reports whether a property is what text.txt holds.
func isSourceText(m *graph.Model, k *graph.Kind, p *graph.Property) bool {
	return p.Name == textProperty && k == m.Publication
}

// KindWords returns kinds as ids begin with them, without the colon.
func KindWords(kinds []*graph.Kind) []string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = strings.TrimSuffix(k.Prefix(), ":")
	}
	return words
}

func namesOf(props []*graph.Property) []string {
	names := make([]string, len(props))
	for i, p := range props {
		names[i] = p.Name
	}
	return names
}
