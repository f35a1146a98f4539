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

// dumpNeo4j reads all of ours that is there, and checks what follows from the rest:
// folds, words, lead quotes, and what is hidden.
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
		want := []string{"Entity", kind.Name}
		if props["absent"] != nil {
			want[1] = layout.WasLabel(kind)
		}
		if labels := sorted(layout.Texts(row[1])); !slices.Equal(labels, sorted(want)) {
			t.Errorf("%s has the labels %v, not %v", props["id"], labels, want)
		}
		if checkSearched(t, props); props["absent"] != nil {
			continue
		}
		lines = append(lines, line("node", props, "folds", "statementFold", "words", "loaded", "swept", "kept", "knownFrom", "past"))
	}
	for _, row := range ask("MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'STATES' AND r.knownTo IS NULL RETURN properties(r), type(r), a.id, b.id, " +
		"COLLECT { MATCH (e:Evidence {subject: r.id}) RETURN coalesce(e.quote, '') }, coalesce(r.absent, a.absent, b.absent, false)") {
		props := row[0].(map[string]any)
		if lead, quotes := layout.Text(props["quote"]), layout.Texts(row[4]); !slices.Contains(quotes, lead) {
			t.Errorf("%s has the quote %q, which is not one of %q", props["id"], lead, quotes)
		}
		typ, was := strings.CutSuffix(row[1].(string), "_WAS")
		if was != row[5].(bool) {
			t.Errorf("%s is a %s, and hidden: %v", props["id"], row[1], row[5])
		}
		if head := typ + " " + row[2].(string) + " " + row[3].(string); !strings.HasPrefix(props["id"].(string), head) {
			t.Errorf("%s is %s", props["id"], head)
		}
		if was {
			continue
		}
		lines = append(lines, line("edge", props, "quote", "knownFrom", "past"))
	}
	for _, row := range ask("MATCH (e:Evidence) OPTIONAL MATCH (m:Entity {id: e.saidAt}) RETURN properties(e), m.absent") {
		props := row[0].(map[string]any)
		if row[1] != nil {
			delete(props, "saidAt") // it is shown as nothing
		}
		if quote := layout.Text(props["quote"]); graph.Fold(quote) != layout.Text(props["words"]) {
			t.Errorf("%s has the words %q", props["id"], props["words"])
		}
		lines = append(lines, line("evidence", props, "load", "seq", "words", "written", "factKind", "factFrom", "factTo", "saysCapacity", "saysOnBehalfOf", layout.Claimant,
			layout.KnownFrom, layout.JudgedFrom, layout.JudgedCounts, layout.JudgedPlace, layout.JudgedBy))
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
			row = row[2+len(k.Props()):]
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
	facts.Vars = append(facts.Vars, graph.Var{Ref: graph.CorrectorRef})
	beside := []struct {
		name  string
		field graph.Field
	}{
		{"subject", graph.Field{Get: graph.GetFactID}}, {layout.Place, graph.Field{Get: graph.GetPlace}}, {layout.Principal, graph.Field{Get: graph.GetPrincipal}},
		{layout.CorrectedBy, graph.Field{Var: len(facts.Vars) - 1, Get: graph.GetID}}, {"says", graph.Field{Get: graph.GetSays}},
	}
	for _, b := range beside {
		facts.Slots = append(facts.Slots, graph.Slot{Field: b.field})
	}
	ask(facts, func(row []graph.Value) {
		props := valuesIn(m.Evidence, row)
		for i, b := range beside {
			props[b.name] = row[len(row)-len(beside)+i]
		}
		says, _ := props["says"].([]graph.Said)
		props["says"] = layout.SaidText(says)
		lines = append(lines, line("evidence", props))
	})
	slices.Sort(lines)
	lines = slices.Compact(lines) // a symmetric edge is seen from both its ends
	return strings.Join(lines, "\n")
}

// listOf asks for the id, the version and the properties of rows.
func listOf(from graph.From, props []*graph.Property) graph.List {
	l := graph.List{From: from, Vars: []graph.Var{{}}, Rows: true, Page: graph.Page{Limit: graph.MaxPage}}
	l.Slots = []graph.Slot{{Field: graph.Field{Get: graph.GetID}}, {Field: graph.Field{Get: graph.GetVersion}}}
	for _, p := range props {
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
	for i, p := range props {
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
		if list, ok := v.([]any); ok {
			v = fmt.Sprint(list)
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
