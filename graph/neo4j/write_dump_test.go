package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/neo4j/layout"
)

// A dump is a line for each node, edge and evidence, with the properties as they
// are stored. One is made of plain Cypher, one of what graph/memory answers, so
// that writing is held against the reference without the reading half.

// dumpNeo4j reads all of ours, and checks what follows from the rest: folds,
// words and lead quotes.
func dumpNeo4j(t *testing.T, s *Store) string {
	t.Helper()
	ask := func(statement string) [][]any {
		records, err := s.read(context.Background(), "dump", statement, nil)
		if err != nil {
			t.Fatal(err)
		}
		rows := make([][]any, len(records))
		for i, r := range records {
			rows[i] = r.Values
		}
		return rows
	}
	var lines []string
	for _, row := range ask("MATCH (n:Entity) RETURN properties(n), labels(n)") {
		props := row[0].(map[string]any)
		kind := s.model.KindOf(props["id"].(string))
		if labels := sorted(layout.Texts(row[1])); !slices.Equal(labels, sorted([]string{"Entity", kind.Name})) {
			t.Errorf("%s has the labels %v", props["id"], labels)
		}
		checkSearched(t, props)
		lines = append(lines, line("node", props, "folds", "statementFold", "words", "loaded", "swept", "kept"))
	}
	for _, row := range ask("MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'STATES' RETURN properties(r), type(r), a.id, b.id, " +
		"COLLECT { MATCH (e:Evidence {subject: r.id}) RETURN coalesce(e.quote, '') }") {
		props := row[0].(map[string]any)
		if lead, quotes := layout.Text(props["quote"]), layout.Texts(row[4]); !slices.Contains(quotes, lead) {
			t.Errorf("%s has the quote %q, which is not one of %q", props["id"], lead, quotes)
		}
		if head := row[1].(string) + " " + row[2].(string) + " " + row[3].(string); !strings.HasPrefix(props["id"].(string), head) {
			t.Errorf("%s is %s", props["id"], head)
		}
		lines = append(lines, line("edge", props, "quote"))
	}
	for _, row := range ask("MATCH (e:Evidence) RETURN properties(e)") {
		props := row[0].(map[string]any)
		if quote := layout.Text(props["quote"]); graph.Fold(quote) != layout.Text(props["words"]) {
			t.Errorf("%s has the words %q", props["id"], props["words"])
		}
		lines = append(lines, line("evidence", props, "load", "seq", "words", "written", "factKind", "factFrom", "factTo", "saysCapacity", "saysOnBehalfOf"))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func checkSearched(t *testing.T, props map[string]any) {
	t.Helper()
	values := map[string]graph.Value{"name": props["name"], "aliases": layout.Texts(props["aliases"])}
	if s, ok := props["statement"]; ok {
		values["statement"] = s
	}
	if diff := layout.Changed(props, layout.Searched(values)); len(diff) > 0 {
		t.Errorf("%s is not found by its words: %v", props["id"], diff)
	}
}

// dumpMemory reads the same of a store that keeps the contract.
func dumpMemory(t *testing.T, m *graph.Model, r graph.Reader) string {
	t.Helper()
	var lines []string
	ask := func(l graph.List, each func(row []graph.Value)) {
		rows, err := r.Select(context.Background(), &graph.Plan{Op: "dump", Root: l})
		if err != nil {
			t.Fatal(err)
		}
		if rows.More {
			t.Fatal("too many rows to dump")
		}
		for i := range rows.Len {
			each(rows.Row(i))
		}
	}
	for _, k := range m.Kinds {
		nodes := listOf(graph.From{Kinds: graph.KindSet(0).With(k)}, k.Props())
		for _, l := range k.Links() {
			if l.Kind == graph.EdgeLink && l.Out {
				edges := listOf(graph.From{Link: l}, l.Edge.Props())
				nodes.Slots = append(nodes.Slots, graph.Slot{List: &edges})
			}
		}
		ask(nodes, func(row []graph.Value) {
			lines = append(lines, line("node", valuesIn(k.Props(), row)))
			row = row[2+len(storedProps(k.Props())):]
			for _, l := range k.Links() {
				if l.Kind != graph.EdgeLink || !l.Out {
					continue
				}
				rows, _ := row[0].(*graph.Rows)
				for i := range rows.Len {
					lines = append(lines, line("edge", valuesIn(l.Edge.Props(), rows.Row(i))))
				}
				row = row[1:]
			}
		})
	}
	facts := listOf(graph.From{Evidence: true}, m.Evidence)
	facts.Slots = append(facts.Slots, graph.Slot{Field: graph.Field{Get: graph.GetFactID}}, graph.Slot{Field: graph.Field{Get: graph.GetSays}})
	ask(facts, func(row []graph.Value) {
		props := valuesIn(m.Evidence, row)
		says, _ := row[len(row)-1].([]graph.Said)
		props["subject"], props["says"] = row[len(row)-2], layout.SaidText(says)
		lines = append(lines, line("evidence", props))
	})
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func storedProps(props []*graph.Property) []*graph.Property {
	return slices.DeleteFunc(slices.Clone(props), func(p *graph.Property) bool { return p.Rule != nil })
}

// listOf asks for the id, the version and the stored properties of rows.
func listOf(from graph.From, props []*graph.Property) graph.List {
	l := graph.List{From: from, Vars: []graph.Var{{}}, Rows: true, Page: graph.Page{Limit: graph.MaxPage}}
	l.Slots = []graph.Slot{{Field: graph.Field{Get: graph.GetID}}, {Field: graph.Field{Get: graph.GetVersion}}}
	for _, p := range storedProps(props) {
		f := graph.Field{Get: graph.GetProp, Prop: p}
		if p.Type == graph.Reference {
			l.Vars = append(l.Vars, graph.Var{Ref: graph.PropRef, Prop: p})
			f = graph.Field{Var: len(l.Vars) - 1, Get: graph.GetID}
		}
		l.Slots = append(l.Slots, graph.Slot{Field: f})
	}
	return l
}

// valuesIn returns a row's values as they would be stored.
func valuesIn(props []*graph.Property, row []graph.Value) map[string]any {
	out := map[string]any{"id": row[0], "version": row[1]}
	for i, p := range storedProps(props) {
		layout.Store(p, row[2+i], out)
	}
	return out
}

func line(sort string, props map[string]any, without ...string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(props)) {
		v := props[name]
		if v == nil || slices.Contains(without, name) {
			continue
		}
		if day := layout.Day(v); day.Known() {
			v = day
		}
		parts = append(parts, fmt.Sprintf("%s: %v", name, v))
	}
	return sort + " " + props["id"].(string) + " {" + strings.Join(parts, ", ") + "}"
}

func sameLines(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Fatalf("(-memory +neo4j):\n%s", diff)
	}
}
