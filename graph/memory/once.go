package memory

import (
	"strings"

	"parley/graph"
)

// done is what an Apply that is made once gave.
type done struct {
	no      uint32 // in the order of making
	key     string
	digest  string
	applied graph.Applied
}

// once gives the Once among changes, or nil. There may be one.
func once(m *graph.Model, changes []graph.Change) (*graph.Once, error) {
	var found *graph.Once
	for _, c := range changes {
		o, ok := c.(graph.Once)
		if !ok {
			continue
		}
		if found != nil {
			return nil, graph.Errorf(graph.BadInput, "apply", "an Apply has one key, not both %q and %q", found.Key, o.Key)
		}
		if _, err := m.Check(o); err != nil {
			return nil, err
		}
		found = &graph.Once{Key: o.Key, Digest: o.Digest}
	}
	return found, nil
}

// before gives what was made under a key before, if anything was.
func (s *snapshot) before(o *graph.Once) (d done, made bool, err error) {
	d, made = s.once.Get(o.Key)
	if made && d.digest != o.Digest {
		return done{}, false, graph.Errorf(graph.Conflict, "apply", "the key %q was used for another request", o.Key)
	}
	return d, made, nil
}

// remember keeps what the transaction gave under its key.
func (t *tx) remember(o *graph.Once) {
	t.made = &done{uint32(t.once.Len()), o.Key, o.Digest, t.counts}
	t.once.Set(o.Key, *t.made)
	t.restamped = true
}

// expect holds the state before the transaction against a version.
func (t *tx) expect(c graph.Expect) error {
	switch is := t.base.version(c.ID); {
	case is == c.Version:
		return nil
	case is == "":
		return graph.Errorf(graph.Conflict, "apply", "there is no %s any more", c.ID)
	case c.Version == "":
		return graph.Errorf(graph.Conflict, "apply", "%s is there already, in version %s", c.ID, is)
	default:
		return graph.Errorf(graph.Conflict, "apply", "%s was changed: it has version %s, not %s", c.ID, is, c.Version)
	}
}

// version gives the version of a node or an edge, "" where there is none.
func (s *snapshot) version(id string) string {
	if h, ok := s.find(id); ok {
		return s.nodes.at(h).version()
	}
	if strings.Contains(id, " ") {
		if h := s.edgeWithID(id); h != none {
			return s.edges.at(h).version()
		}
	}
	return ""
}

func (n *node) version() string { return graph.Version(n.kind.Props(), n.value) }

func (e *edge) version() string { return graph.Version(e.edge.Props(), e.value) }
