package cypher

import (
	"strings"
	"testing"

	"parley/graph"
)

// FuzzNoValueInText compiles a question with a value and with another: the text
// of the statement is the same, so no part of the value is in it.
func FuzzNoValueInText(f *testing.F) {
	for _, s := range []string{"x", "'", `"`, "`", "\\u0027", "\\", "' OR true //", "}) DETACH DELETE n //", "$p0", "é\u0301", "\x00", "*", "+a -b"} {
		f.Add(s)
	}
	m := standard(f)
	f.Fuzz(func(t *testing.T, value string) {
		if text, plain := compiledWith(m, value), compiledWith(m, "plain"); text != plain {
			t.Errorf("%q changes the statement:\n%s\n---\n%s", value, text, plain)
		}
	})
}

// compiledWith compiles a question that has a value wherever one can stand.
func compiledWith(m *graph.Model, value string) string {
	name := graph.Field{Prop: m.NodeProp("name")}
	meetings := m.Kind("Person").Link("meetings")
	people := graph.KindSet(0).With(m.Kind("Person"))
	p := &graph.Plan{Op: value, Root: graph.List{
		From: graph.From{Kinds: people}, Vars: []graph.Var{{}}, Rows: true, Count: true,
		Where: graph.And{
			graph.Is{Field: name, Op: graph.Eq, Value: value},
			graph.Or{graph.Is{Field: name, Op: graph.Contains, Value: value}, graph.Is{Field: name, Op: graph.Named, Value: value}},
			graph.Is{Field: graph.Field{Get: graph.GetID}, Op: graph.In, Value: []graph.Value{value, value}},
			graph.Is{Field: graph.Field{Prop: m.NodeProp("aliases")}, Op: graph.Has, Value: value},
			graph.Is{Field: graph.Field{Prop: m.NodeProp("identifiers")}, Op: graph.Has, Value: graph.Identifier{Scheme: value, Value: value}},
			&graph.Any{From: graph.From{Link: meetings}, Vars: []graph.Var{{}, {Ref: graph.NodeRef}},
				Where: graph.Is{Field: graph.Field{Var: 1, Get: graph.GetID}, Op: graph.Eq, Value: value}},
		},
		Order: []graph.Order{{Field: name}},
		Page:  graph.Page{Limit: 10, After: []graph.Value{value, value}},
		Slots: []graph.Slot{{Field: name}},
	}}
	x := &graph.Expansion{Frontier: []string{value}, PerNode: 3}
	return Compile(m, p).Text + CompileExpand(m, x).Text
}

// TestLuceneQuery asks only with what a fold leaves: letters and digits.
func TestLuceneQuery(t *testing.T) {
	words := graph.Tokens(`Zelensky's "visit" (to) +Paris -OR* ~foo:bar`)
	if got := luceneQuery(words); strings.ContainsAny(got[1:], `"()-~:`) {
		t.Errorf("%s", got)
	}
}
