package storytest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
)

// asker asks a store what it shows.
type asker struct {
	model *graph.Model
	api   *schema.Schema
	types map[string]map[string]field // of the schema, by type and field
}

// field is one of a type: the type that it is of, and its arguments.
type field struct {
	of   string
	args []string
}

func newAsker(t testing.TB) *asker {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	api, err := schema.New(m, schema.WithLimits(schema.Limits{Fields: 2000}))
	if err != nil {
		t.Fatal(err)
	}
	return &asker{model: m, api: api}
}

// do asks, and reads the answer's data.
func (a *asker) do(t testing.TB, store graph.Store, query string, into any) {
	t.Helper()
	response := a.api.Do(t.Context(), store, schema.Request{Query: query, Writable: true})
	answer := struct {
		Data   any
		Errors json.RawMessage
	}{Data: into}
	if err := json.Unmarshal(response.JSON(), &answer); err != nil || answer.Errors != nil {
		t.Fatalf("%s\n%s %v", query, answer.Errors, err)
	}
}

// learnTypes reads the schema.
func (a *asker) learnTypes(t testing.TB, store graph.Store) {
	t.Helper()
	type typeRef struct {
		Name   string
		OfType *typeRef
	}
	var answer struct {
		Schema struct {
			Types []struct {
				Name   string
				Fields []struct {
					Name string
					Args []struct{ Name string }
					Type typeRef
				}
			}
		} `json:"__schema"`
	}
	const ref = "type { name ofType { name ofType { name ofType { name } } } }"
	a.do(t, store, "{ __schema { types { name fields { name args { name } "+ref+" } } } }", &answer)
	a.types = map[string]map[string]field{}
	for _, x := range answer.Schema.Types {
		a.types[x.Name] = map[string]field{}
		for _, f := range x.Fields {
			to := &f.Type
			for to.OfType != nil {
				to = to.OfType
			}
			has := field{of: to.Name}
			for _, arg := range f.Args {
				has.args = append(has.args, arg.Name)
			}
			a.types[x.Name][f.Name] = has
		}
	}
}

// has reports whether the schema has a field, "Meeting.support", a field of what that
// is, "Meeting.support.affirmed", or an argument of it, "Query.meetings.knownOn".
func (a *asker) has(coordinate string) bool {
	parts := strings.Split(coordinate, ".")
	f, ok := a.types[parts[0]][parts[1]]
	if len(parts) == 2 || !ok {
		return ok
	}
	_, inner := a.types[f.of][parts[2]]
	return inner || slices.Contains(f.args, parts[2])
}

// query asks for all nodes and edges of a view.
func (a *asker) query(v View) string {
	args := "first: 100"
	if v.KnownOn != "" {
		args += fmt.Sprintf(", knownOn: %q", v.KnownOn)
	}
	if v.AsOf != "" {
		args += fmt.Sprintf(", asOf: %q", v.AsOf)
	}
	if v.Certain {
		args += ", certainty: CERTAIN"
	}
	var roots []string
	for _, k := range a.model.Kinds {
		links := ""
		for _, e := range a.model.Edges {
			if slices.Contains(e.To, k.Name) && isTold(e.Name) {
				of := a.types[a.types[k.Name][e.In].of]["edges"].of
				links += fmt.Sprintf(" %s(first: 100) { edges { id%s } }", e.In, a.selection(of, e.Properties))
			}
		}
		if links != "" {
			roots = append(roots, fmt.Sprintf("%s(%s) { nodes { id%s%s } }", k.Plural, args, a.selection(k.Name, k.Properties), links))
		}
	}
	return "{ " + strings.Join(roots, "\n") + " }"
}

// isSaid reports whether a property is set by what is said, not by editors or rules,
// and is no part of an edge's id.
func isSaid(p graph.Property) bool {
	return !p.Editorial && !p.Identity && p.Name != "verification"
}

// isTold reports whether stories tell of edges of a type.
func isTold(edge string) bool {
	return slices.Contains([]string{"HOLDS", "HOLDS_POST", "MEMBER_OF", "PARTICIPATED_IN", "ASSERTS", "POST_OF"}, edge)
}

// selection selects what is shown of a type, as far as the schema has it.
func (a *asker) selection(of string, props []graph.Property) string {
	out := ""
	for _, p := range props {
		if isSaid(p) && a.has(of+"."+p.Name) {
			out += " " + p.Name + map[graph.Type]string{graph.Date: " { edtf startEarliest endLatest }", graph.Reference: " { id }"}[p.Type]
		}
	}
	const place = "source { id } locator start end"
	said := place + a.some("Evidence", "counts", "", "polarity", "", "correctedBy.id", "correctedBy { "+place+" }")
	return out + " evidence(first: 100) { " + said + " }" + a.some(of, "verification", "", "current", "",
		"support.affirmed", "support { affirmed denied silent publishers }",
		"reasons", "reasons { property decidedBy statement { "+place+" } over { statement { "+place+" } } votes { principal side statement { "+place+" } } }",
		"periods.start", "periods { start { earliest latest } end { earliest latest } }")
}

// some selects those fields of a type that the schema has. Each stands before how it
// is selected, "" for by its name.
func (a *asker) some(of string, fields ...string) (out string) {
	for f := range slices.Chunk(fields, 2) {
		if a.has(of + "." + f[0]) {
			out += " " + cmp.Or(f[1], f[0])
		}
	}
	return out
}
