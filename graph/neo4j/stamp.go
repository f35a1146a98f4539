package neo4j

import (
	"errors"
	"fmt"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// layoutVersion is the version of what is stored how. It counts up whenever that
// changes, with a step of migrations that brings a database there. From 2 on,
// versions of nodes and edges cover evidence; from 3 on, values are weighed by phase
// and polarity; from 4 on, what follows from all statements is stored, and what no
// statement that counts supports is not there.
const layoutVersion = 4

// versions are those of what rules what is stored: the layout, and the folding of
// texts.
type versions struct{ layout, folds int }

// current returns the versions of this server.
func current() versions { return versions{layoutVersion, graph.FoldVersion} }

// errStamp is why calls are refused that a stamp does not allow.
var errStamp = errors.New("the stamp of the database is another")

// newer reports whether something of v is newer than w knows.
func (v versions) newer(w versions) bool { return v.layout > w.layout || v.folds > w.folds }

func (v versions) String() string { return fmt.Sprintf("layout %d, folding %d", v.layout, v.folds) }

// stamp is what :ParleyMeta has on the versions of a database. It names the new
// ones as soon as a migration begins, so that older servers write no more.
type stamp struct {
	versions
	moving   bool     // from the versions below, and not there yet
	from     versions // where the migration began
	step     string   // which step it has come to
	after    string   // the key at which the step goes on
	skip     int      // how much of that key is done already
	done, of int      // how many things are, of all steps
}

// stampColumns are what is read of a stamp.
const stampColumns = "coalesce(m.layout, 1), coalesce(m.folds, 1), m.fromLayout, m.fromFolds, m.step, m.after, m.skip, m.done, m.of"

const readStamp = "MATCH " + metaNode + " RETURN " + stampColumns

func stampOf(v []any) *stamp {
	return &stamp{
		versions: versions{layout.Number(v[0]), layout.Number(v[1])},
		moving:   v[2] != nil, from: versions{layout.Number(v[2]), layout.Number(v[3])},
		step: layout.Text(v[4]), after: layout.Text(v[5]), skip: layout.Number(v[6]), done: layout.Number(v[7]), of: layout.Number(v[8]),
	}
}

// params are the versions as statements have them.
func (v versions) params() map[string]any {
	return map[string]any{"layout": int64(v.layout), "folds": int64(v.folds)}
}

// params are a stamp as it is written. What is null goes.
func (s *stamp) params() map[string]any {
	params := s.versions.params()
	for _, name := range []string{"fromLayout", "fromFolds", "step", "after", "skip", "done", "of"} {
		params[name] = nil
	}
	if s.moving {
		params["fromLayout"], params["fromFolds"] = int64(s.from.layout), int64(s.from.folds)
		params["step"], params["after"], params["skip"] = s.step, s.after, int64(s.skip)
		params["done"], params["of"] = int64(s.done), int64(s.of)
	}
	return params
}

// holds returns nil where a database is what a server of these versions reads and
// writes, else why it is not. One without a stamp holds nothing.
func (v versions) holds(is *stamp) error {
	switch {
	case is == nil:
		return nil
	case is.newer(v):
		return &graph.Error{Code: graph.Unavailable, Op: "prepare", Err: overtaken{errStamp}, Message: fmt.Sprintf(
			"the database was brought to %v by a newer Parley, and this one knows %v: run the newer one", is.versions, v)}
	case is.moving || is.versions != v:
		return is.underWay()
	}
	return nil
}

// underWay is the error of calls while a database is brought to other versions.
func (s *stamp) underWay() error {
	message := "the store is being brought to the layout of this version"
	if s.moving {
		message += fmt.Sprintf(": %d of %d", s.done, s.of)
	}
	return &graph.Error{Code: graph.Unavailable, Op: "prepare", Message: message, Err: outdated{errStamp}}
}
