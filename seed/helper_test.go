package seed

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
	"parley/graph/memory"
)

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// her is a folder in memory; without a text if that is "".
func her(facts, text string) Folder {
	files := fstest.MapFS{factsFile: {Data: []byte(facts)}}
	if text != "" {
		files[textFile] = &fstest.MapFile{Data: []byte(text)}
	}
	return Folder{"her", files}
}

func mustLoad(t testing.TB, m *graph.Model, f Folder, known graph.Reader) *Corpus {
	t.Helper()
	c, err := Load(t.Context(), m, f, known)
	if err != nil {
		t.Fatalf("%s is refused:\n%v", f.Name, err)
	}
	return c
}

func mustApply(t testing.TB, s graph.Store, c *Corpus) graph.Applied {
	t.Helper()
	done, err := Apply(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// withArticle is a store that has the shipped article.
func withArticle(t testing.TB, m *graph.Model) graph.Store {
	t.Helper()
	s := memory.New(m)
	mustApply(t, s, mustLoad(t, m, Shipped(), nil))
	return s
}

// dump prints all that a store has, a line each: "id.property value", edges and
// evidence by their ids.
func dump(t testing.TB, m *graph.Model, s graph.Store) []string {
	t.Helper()
	lines := rows(t, s, graph.From{Kinds: m.All}, nodeFields(m))
	lines = append(lines, rows(t, s, graph.From{Evidence: true}, evidenceFields(m))...)
	for _, e := range m.Edges {
		lines = append(lines, edges(t, s, e)...)
	}
	return lines
}

// fields are what a dump reads of a row.
type fields struct {
	names []string
	slots []graph.Slot
}

func (f *fields) add(name string, field graph.Field) {
	f.names = append(f.names, name)
	f.slots = append(f.slots, graph.Slot{Field: field})
}

func nodeFields(m *graph.Model) fields {
	var f fields
	f.add("id", graph.Field{Get: graph.GetID})
	names := map[string]bool{}
	for _, k := range m.Kinds {
		for _, p := range k.Props() {
			if !names[p.Name] {
				names[p.Name] = true
				f.add(p.Name, graph.Field{Prop: p})
			}
		}
	}
	return f
}

func evidenceFields(m *graph.Model) fields {
	var f fields
	f.add("id", graph.Field{Get: graph.GetID})
	f.add("fact", graph.Field{Get: graph.GetFactID})
	f.add("says", graph.Field{Get: graph.GetSays})
	for _, p := range m.Evidence {
		f.add(p.Name, graph.Field{Prop: p})
	}
	return f
}

func edgeFields(e *graph.Edge) fields {
	var f fields
	f.add("id", graph.Field{Get: graph.GetID})
	for _, p := range e.Props() {
		f.add(p.Name, graph.Field{Prop: p})
	}
	return f
}

func rows(t testing.TB, s graph.Store, from graph.From, f fields) []string {
	t.Helper()
	root := graph.List{From: from, Vars: []graph.Var{{}}, Page: graph.Page{Limit: graph.MaxPage}, Rows: true, Slots: f.slots}
	got, err := s.Snapshot().Select(t.Context(), &graph.Plan{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	return lines(got, f.names)
}

// edges prints all edges of a type, by the nodes that they come from.
func edges(t testing.TB, s graph.Store, e *graph.Edge) []string {
	t.Helper()
	f := edgeFields(e)
	below := &graph.List{
		From: graph.From{Link: e.OutLink()}, Vars: []graph.Var{{}},
		Page: graph.Page{Limit: graph.MaxPage}, Rows: true, Slots: f.slots,
	}
	root := graph.List{
		From: graph.From{Kinds: e.FromKinds()}, Vars: []graph.Var{{}},
		Page: graph.Page{Limit: graph.MaxPage}, Rows: true, Slots: []graph.Slot{{List: below}},
	}
	got, err := s.Snapshot().Select(t.Context(), &graph.Plan{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := range got.Len {
		all = append(all, lines(got.Row(i)[0].(*graph.Rows), f.names)...)
	}
	return all
}

// lines prints records, leaving out what is null. A date is printed whole.
func lines(rows *graph.Rows, names []string) []string {
	var all []string
	for i := range rows.Len {
		row := rows.Row(i)
		for j, name := range names {
			if v := row[j]; v != nil && name != "id" {
				all = append(all, fmt.Sprintf("%v.%s %s", row[0], name, printed(v)))
			} else if v != nil {
				all = append(all, fmt.Sprint(v))
			}
		}
	}
	return all
}

func printed(v graph.Value) string {
	switch v := v.(type) {
	case *graph.When:
		return strings.Join([]string{v.Text, v.EDTF, v.Basis, strings.Join(v.After, " ")}, " | ")
	case []graph.Said:
		var says []string
		for _, s := range v {
			says = append(says, s.Property+"="+printed(s.Value))
		}
		return strings.Join(says, ", ")
	}
	return graph.Print(v)
}
