package layout

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// Names of what is stored beside the model's own.
const (
	EntityLabel   = "Entity"
	EvidenceLabel = "Evidence"
	MetaLabel     = "ParleyMeta"
	MergedLabel   = "ParleyMerged"
	OnceLabel     = "ParleyOnce"
	StatesType    = "STATES"

	NamesIndex = "parley_names" // full text, one term a folded name
	LoopType   = "PARLEY_LOOP"  // of edges that lead from a node to itself and cannot: they are hidden
	WordsIndex = "parley_words" // full text, the words of nodes and quotes
)

// Names of the nodes that have the numbers of the graph's states.
const (
	MetaName    = "parley"
	SettledName = "settled"
)

// Revisions reads the numbers of the graph's states, the revision and settled: a
// list of one of each name.
const Revisions = "COLLECT { MATCH (m:" + MetaLabel + ") WHERE m.name IN ['" + MetaName + "', '" + SettledName + "'] RETURN [m.name, m.revision] }"

// Name quotes a name of the model.
func Name(s string) string {
	for _, r := range s {
		if r != '_' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return "`" + strings.ReplaceAll(s, "`", "``") + "`"
		}
	}
	return s
}

// Get writes a property of a variable.
func Get(variable, property string) string { return variable + "." + Name(property) }

// Literal writes a name of the model as a text.
func Literal(s string) string {
	return "'" + strings.NewReplacer("\\", "\\\\", "'", "\\'").Replace(s) + "'"
}

// Literals writes names of the model as a list of texts.
func Literals(names []string) string {
	texts := make([]string, len(names))
	for i, s := range names {
		texts[i] = Literal(s)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// Types writes types of edges as a pattern has them: each once, since the
// database counts one that stands twice twice.
func Types(edges []*graph.Edge) string {
	var types []string
	for _, e := range edges {
		if !slices.Contains(types, e.Name) {
			types = append(types, e.Name)
		}
	}
	return Names(types)
}

// wasSuffix ends the types of relationships that are edges which are not there, and the
// labels of nodes which are not. thenSuffix ends the types of relationships that are
// what edges were, as it was known.
const (
	wasSuffix  = "_WAS"
	thenSuffix = "_THEN"
)

// ThenLabel is the label of what a node was, as it was known, and ThenType the type of
// the relationship from the node to that.
const (
	ThenLabel = "Then"
	ThenType  = "THEN"
)

// WasType is the type of the relationships that are edges of a type and that are not
// there, as no statement of one of them counts, or an end of it is not there.
func WasType(e *graph.Edge) string { return e.Name + wasSuffix }

// WasTypes writes the types of edges that are not there as a pattern has them.
func WasTypes(edges []*graph.Edge) string {
	var types []string
	for _, e := range edges {
		types = append(types, WasType(e))
	}
	return Names(types)
}

// WasLabel is the label of nodes of a kind that are not there.
func WasLabel(k *graph.Kind) string { return k.Name + wasSuffix }

// EdgeThenType is the type of the relationships that are what edges of a type were, as
// it was known.
func EdgeThenType(e *graph.Edge) string { return e.Name + thenSuffix }

// KnownTypes writes types of edges, there or not, now or as was known, as a pattern has
// them.
func KnownTypes(edges []*graph.Edge) string {
	types := AllTypes(edges)
	for _, e := range edges {
		types += "|" + Name(EdgeThenType(e))
	}
	return types
}

// KnownType writes the name of the type of an edge that a relationship is or was.
func KnownType(variable string) string {
	cases := ""
	for _, suffix := range []string{wasSuffix, thenSuffix} {
		cases += fmt.Sprintf("WHEN type(%s) ENDS WITH %s THEN left(type(%s), size(type(%s)) - %d) ", variable, Literal(suffix), variable, variable, len(suffix))
	}
	return fmt.Sprintf("CASE %sELSE type(%s) END", cases, variable)
}

// AllTypes writes types of edges, there or not, as a pattern has them.
func AllTypes(edges []*graph.Edge) string { return Types(edges) + "|" + WasTypes(edges) }

// Names writes names of the model as alternatives.
func Names(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = Name(s)
	}
	return strings.Join(quoted, "|")
}

// SaysNames lists the properties of a piece of evidence that repeat the ids to which
// properties of its edge refer, so that a node can tell what rests on it.
func SaysNames(m *graph.Model) []string {
	var names []string
	for _, e := range m.Edges {
		for _, p := range e.Props() {
			if says := SaysName(p.Name); p.Type == graph.Reference && !slices.Contains(names, says) {
				names = append(names, says)
			}
		}
	}
	return names
}

// SaysName names the one of saysNames for a property of an edge.
func SaysName(property string) string {
	return "says" + strings.ToUpper(property[:1]) + property[1:]
}
