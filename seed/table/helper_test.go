package table

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// files is a folder called her with the files given as name, text, name, text.
func files(texts ...string) seed.Folder {
	all := fstest.MapFS{}
	for i := 0; i < len(texts); i += 2 {
		all[texts[i]] = &fstest.MapFile{Data: []byte(texts[i+1])}
	}
	return seed.Folder{Name: "her", Files: all}
}

func mustOpen(t testing.TB, f seed.Folder) *Mapping {
	t.Helper()
	m, err := Open(standard(t), f, "mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// rows reads all rows.
func rows(t testing.TB, d seed.Data) []seed.Row {
	t.Helper()
	var all []seed.Row
	if err := d.Rows(t.Context(), func(r seed.Row) bool { all = append(all, r); return true }); err != nil {
		t.Fatal(err)
	}
	return all
}

// printed returns rows as a reader sees them: a line for each change or problem.
func printed(all []seed.Row) string {
	var out strings.Builder
	for _, r := range all {
		if r.Problem != nil {
			fmt.Fprintln(&out, "!", r.Problem)
		}
		for _, c := range r.Changes {
			fmt.Fprintln(&out, printChange(c))
		}
	}
	return out.String()
}

func printChange(c graph.Change) string {
	switch c := c.(type) {
	case graph.PutNode:
		return c.ID + props(c.Props)
	case graph.PutEvidence:
		about := c.Fact.Node
		if c.Fact.Edge != "" {
			about = c.Fact.From + " " + c.Fact.Edge + " " + c.Fact.To
		}
		says := maps.Clone(c.Says)
		maps.Copy(says, c.Fact.Identity)
		for name, v := range map[string]string{"act": c.Act, "basis": c.Basis, "saidBy": c.SaidBy, "saidFor": c.SaidFor, "corrects": strings.Join(c.Corrects, " "), "saidAt": c.SaidAt} {
			if v != "" && v != "REPORTED" && v != "STATED" {
				says[name] = v
			}
		}
		return "= " + about + props(says) + " @ " + c.Locator
	}
	return fmt.Sprintf("%#v", c)
}

func props(values map[string]graph.Value) string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		text := graph.Print(values[name])
		if w, ok := values[name].(*graph.When); ok {
			text = strings.TrimSpace(strings.Join([]string{w.EDTF, w.Text, strings.TrimPrefix(w.Basis, "STATED")}, " "))
		}
		all = append(all, name+": "+text)
	}
	if len(all) == 0 {
		return ""
	}
	return " {" + strings.Join(all, ", ") + "}"
}

// load applies all rows to a store, and returns it and the problems.
func load(t testing.TB, m *graph.Model, d seed.Data) (store graph.Store, changes int, problems []string) {
	t.Helper()
	store = memory.New(m)
	problems = loadInto(t, store, d, func(n graph.Applied, put int) { changes += put })
	return store, changes, problems
}

// loadInto applies all rows to a store.
func loadInto(t testing.TB, store graph.Store, d seed.Data, told func(graph.Applied, int)) (problems []string) {
	t.Helper()
	var batch []graph.Change
	apply := func() {
		done, err := store.Apply(context.Background(), batch)
		if err != nil {
			t.Fatal(err)
		}
		told(done, len(batch))
		batch = nil
	}
	err := d.Rows(t.Context(), func(r seed.Row) bool {
		if r.Problem != nil {
			problems = append(problems, r.Problem.String())
		}
		if batch = append(batch, r.Changes...); len(batch) > 10_000 {
			apply()
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	apply()
	return problems
}
