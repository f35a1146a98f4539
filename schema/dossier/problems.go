package dossier

import (
	"encoding/json"
	"fmt"

	"parley/graph"
)

// Problem is something in a dossier that does not follow from the rest of it.
type Problem struct {
	Of      string // an id, a path in the answer, or a part of the file
	Field   string // "" where it is all of it
	Message string
}

// String returns the problem in one line.
func (p Problem) String() string {
	if p.Field == "" {
		return p.Of + ": " + p.Message
	}
	return p.Of + ": " + p.Field + ": " + p.Message
}

// problems are those that were found so far.
type problems struct{ list []Problem }

// mostProblems is how many are listed.
const mostProblems = 100

func (p *problems) add(of, field, format string, args ...any) {
	if len(p.list) < mostProblems {
		p.list = append(p.list, Problem{of, field, fmt.Sprintf(format, args...)})
	}
}

// decoded reads values by the names of their properties. One that is no value of its
// property, or of none, is a problem.
func (p *problems) decoded(of string, props []*graph.Property, values map[string]json.RawMessage) map[string]graph.Value {
	out := map[string]graph.Value{}
	known := 0
	for _, prop := range props {
		text, given := values[prop.Name]
		if !given {
			continue
		}
		known++
		v, err := decodeValue(prop, text)
		if err == nil && prop.Enum != nil && !prop.Enum.Has(fmt.Sprint(v)) {
			err = graph.Errorf(graph.BadInput, "dossier", "%v is none of %s", v, prop.Enum.Names())
		}
		if err != nil {
			p.add(of, prop.Name, "%v", err)
			continue
		}
		out[prop.Name] = v
	}
	if known < len(values) {
		p.add(of, "", "it has properties that its type does not have")
	}
	return out
}

// day reads a day; "" is none.
func (p *problems) day(of, field, text string) graph.Day {
	if text == "" {
		return graph.NoDay
	}
	day, err := graph.ParseDay(text)
	if err != nil {
		p.add(of, field, "%q is no day", text)
	}
	return day
}
