package memory

import (
	"iter"
	"strings"

	"parley/graph"
)

// Version returns the version of a node or an edge before the transaction.
func (t *tx) Version(id string) string { return t.base.version(id) }

// version returns the version of a node or an edge, "" where there is none.
func (s *snapshot) version(id string) string {
	if h, ok := s.find(id); ok {
		return s.versionOfNode(s.nodes.at(h))
	}
	if strings.Contains(id, " ") {
		if h, ok := s.edgeWithID(id); ok {
			return s.versionOfEdge(s.edges.at(h))
		}
	}
	return ""
}

func (s *snapshot) versionOfNode(n *node) string {
	return graph.Version(n.kind.Props(), n.value, s.factIDs(n.evidence))
}

func (s *snapshot) versionOfEdge(e *edge) string {
	return graph.Version(e.edge.Props(), e.value, s.factIDs(e.evidence))
}

// factIDs returns the ids of evidence.
func (s *snapshot) factIDs(evidence []uint32) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, h := range evidence {
			if !yield(s.factID(h)) {
				return
			}
		}
	}
}
