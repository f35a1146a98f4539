package editor

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// The properties by which a quote names something.
const (
	nameProperty      = "name"
	aliasesProperty   = "aliases"
	statementProperty = "statement"
)

// strangers returns the ends of quoted edges that the data does not state.
func (e *eye) strangers() []string {
	var ids []string
	for _, f := range e.facts {
		if f.edge == nil || f.Quote == "" {
			continue
		}
		for _, id := range []string{f.Fact.From, f.Fact.To} {
			if e.has[id] == nil {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// unnamed warns of a quote that speaks of neither end of its edge.
func (e *eye) unnamed(f *fact) {
	if f.edge == nil || f.Quote == "" {
		return
	}
	quote := " " + graph.Fold(f.Quote) + " "
	if e.names(quote, f.Fact.From) || e.names(quote, f.Fact.To) {
		return
	}
	e.warn(f.at, fmt.Sprintf("the quote names neither %s nor %s: quote the words that do, or add what the source calls them as an alias", f.Fact.From, f.Fact.To))
}

// names reports whether a folded quote names a node, or the node is not known.
func (e *eye) names(quote, id string) bool {
	props := e.has[id]
	if props == nil {
		return true
	}
	aliases, _ := props[aliasesProperty].([]string)
	for _, name := range append([]string{text(props[nameProperty]), text(props[statementProperty])}, aliases...) {
		if named(quote, graph.Fold(name)) {
			return true
		}
	}
	return false
}

func text(v graph.Value) string {
	s, _ := v.(string)
	return s
}

// named reports whether a quote has a name, or a word of it that tells. Both are
// folded, the quote with a space before and after it.
func named(quote, name string) bool {
	if name != "" && strings.Contains(quote, " "+name+" ") {
		return true
	}
	for word := range strings.FieldsSeq(name) {
		if !slices.Contains(fillers(), word) && strings.Contains(quote, " "+word+" ") {
			return true
		}
	}
	return false
}
