package planning

import (
	"slices"
	"strings"

	"parley/graph"
)

// SharedProp returns the property that all kinds of a set have by a name, or nil.
func SharedProp(m *graph.Model, kinds graph.KindSet, name string) *graph.Property {
	var shared *graph.Property
	for _, k := range m.KindsOf(kinds) {
		if shared = k.Prop(name); shared == nil {
			return nil
		}
	}
	return shared
}

// sharedLink returns the link that all kinds of a set have by a name, or nil.
func sharedLink(m *graph.Model, kinds graph.KindSet, name string) *graph.Link {
	if name == m.EvidenceOf.Name {
		return m.EvidenceOf
	}
	for _, l := range SharedLinks(m, kinds) {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// SharedLinks lists the links that all kinds of a set have, as they have them.
func SharedLinks(m *graph.Model, kinds graph.KindSet) []*graph.Link {
	var shared []*graph.Link
	for _, l := range m.Links() {
		if kinds.Within(l.From) {
			shared = append(shared, l.Within(kinds))
		}
	}
	return shared
}

// kindCalled returns the kind of which one is called by a name: "person"; or nil.
func kindCalled(m *graph.Model, name string) *graph.Kind {
	for _, k := range m.Kinds {
		if k.Singular() == name {
			return k
		}
	}
	return nil
}

// KindsNamed returns the kinds of some names.
func KindsNamed(m *graph.Model, names []string) graph.KindSet {
	var set graph.KindSet
	for _, k := range m.Kinds {
		if slices.Contains(names, k.Name) {
			set = set.With(k)
		}
	}
	return set
}

// rowIsNode reports whether a row is itself what a connection calls its node.
func rowIsNode(from graph.From) bool {
	if from.Link == nil {
		return true
	}
	switch from.Link.Kind {
	case graph.EdgeLink, graph.DerivedLink, graph.ViaLink:
		return false
	}
	return true
}

// isEvidence reports whether rows are evidence.
func isEvidence(from graph.From) bool {
	return from.Evidence || from.Link != nil && (from.Link.Kind == graph.MentionLink || from.Link.Kind == graph.EvidenceLink || from.Link.Kind == graph.BallotLink)
}

// SaysLink returns the link that leads from a source to all that it says.
func SaysLink(m *graph.Model) *graph.Link { return m.Mention(m.EvidenceProp("source")) }

// capitals writes a camelCase name as an enum value: "placeType", "PLACE_TYPE".
func capitals(s string) string {
	var out strings.Builder
	for i, r := range s {
		if r >= 'A' && r <= 'Z' && i > 0 {
			out.WriteByte('_')
		}
		out.WriteRune(r)
	}
	return strings.ToUpper(out.String())
}

// EdgeTypeName returns the name of the type of an edge: "HoldsPost" of HOLDS_POST.
func EdgeTypeName(e *graph.Edge) string {
	var out strings.Builder
	for word := range strings.SplitSeq(e.Name, "_") {
		out.WriteString(word[:1] + strings.ToLower(word[1:]))
	}
	return out.String()
}
