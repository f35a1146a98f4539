package mutation

import (
	"errors"
	"strconv"
	"strings"

	"parley/graph"
	"parley/schema/api"
	"parley/schema/planning"
)

// textProp is the property of a source that quotes point into.
const textProp = "text"

// within adds to an error the place in the input that it is about.
func within(at string, err error) error {
	var g *graph.Error
	if errors.As(err, &g) {
		return &graph.Error{Code: g.Code, Op: at, Message: g.Message, Err: g.Err, Argument: at}
	}
	return err
}

func wrong(at, format string, args ...any) error {
	return graph.Errorf(graph.BadInput, at, format, args...).In(at)
}

// field names a field of an input.
func field(at, name string) string { return strings.TrimPrefix(at+"."+name, ".") }

func item(at string, i int) string { return at + "[" + strconv.Itoa(i) + "]" }

func notThere(at, id string) error {
	return graph.Errorf(graph.NotFound, at, "there is no %s", id).In(at)
}

// edgeField names an edge type as a field: "holdsPost".
func edgeField(e *graph.Edge) string { return api.LowerFirst(planning.EdgeTypeName(e)) }
