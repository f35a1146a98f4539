package storytest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// world is a source, loaded before all others, that states all nodes and says of each
// position that there is one.
const world = "source:world"

// textLength is the length of each source's text, in which all words stand.
const textLength = 400

// Features tells what of a story a model can hold.
type Features struct{ SaidFor, Corrects, Withdrawn bool }

// FeaturesOf returns those of a model.
func FeaturesOf(m *graph.Model) Features {
	setters := new(graph.Evidence).Setters()
	return Features{setters["saidFor"] != nil, setters["corrects"] != nil, m.Kind("Source").Prop("withdrawn") != nil}
}

// Changes returns the changes that load a story, a batch for the world and one
// for each source.
func (s *Story) Changes(t testing.TB, m *graph.Model) [][]graph.Change {
	t.Helper()
	nodes := []graph.Change{graph.PutNode{Source: world, Load: "1", ID: world, Props: map[string]graph.Value{"name": "World"}}}
	var evidence []graph.Change
	for n, id := range s.IDs() {
		props := map[string]graph.Value{"name": id}
		if slices.Contains(s.Spokespersons, id) {
			props["roleKind"] = "SPOKESPERSON"
		}
		nodes = append(nodes, graph.PutNode{Source: world, Load: "1", ID: id, Props: props})
		if m.KindOf(id).Name == "Position" {
			evidence = append(evidence, graph.PutEvidence{Source: world, Load: "1", Fact: graph.Fact{Node: id},
				Evidence: graph.Evidence{Locator: fmt.Sprint(n), Act: "REPORTED", Basis: "STATED"}})
		}
	}
	all := [][]graph.Change{append(nodes, evidence...)}
	for _, source := range s.Sources {
		all = append(all, source.changes(t, m))
	}
	return all
}

func (s *Source) changes(t testing.TB, m *graph.Model) []graph.Change {
	props := map[string]graph.Value{"name": s.ID, "text": sourceText()}
	for name, value := range map[string]string{"published": s.Published, "publisher": s.Publisher, "withdrawn": s.Withdrawn} {
		if value != "" {
			props[name] = valueOf(t, m.Kind("Source").Prop(name), value)
		}
	}
	out := []graph.Change{graph.PutNode{Source: s.ID, Load: "1", ID: s.ID, Props: props}}
	for n := range s.Statements {
		out = append(out, graph.PutEvidence{Source: s.ID, Load: "1", Fact: s.Statements[n].fact(t, m), Evidence: s.evidence(t, m, n)})
	}
	return out
}

// fact returns what a statement is for.
func (s *Statement) fact(t testing.TB, m *graph.Model) graph.Fact {
	edge, from, to := s.Parts()
	if edge == "" {
		return graph.Fact{Node: from}
	}
	f := graph.Fact{Edge: edge, From: from, To: to, Identity: map[string]graph.Value{}}
	for name, value := range s.Says {
		if p := m.Edge(edge).Prop(name); p.Identity {
			f.Identity[name] = valueOf(t, p, value)
		}
	}
	return f
}

// evidence returns the n-th statement as evidence.
func (s *Source) evidence(t testing.TB, m *graph.Model, n int) graph.Evidence {
	x := s.Statements[n]
	e := graph.Evidence{Locator: fmt.Sprint(n), Seq: n, Act: x.Act, Basis: x.Basis, SaidBy: x.SaidBy, Says: map[string]graph.Value{}}
	if w := x.Words; w != (Words{}) {
		e.Locator, e.Start, e.End, e.Quote = "", w.Start, w.End, sourceText()[w.Start:w.End]
	}
	f := x.fact(t, m)
	for _, p := range m.PropsOf(f) {
		if value := x.Says[p.Name]; value != "" && !p.Identity {
			e.Says[p.Name] = valueOf(t, p, value)
		}
	}
	if x.SaidOn != "" {
		e.SaidWhen = when(t, x.SaidOn)
	}
	setLater(&e, x)
	return e
}

// setLater sets what not every model has; see [FeaturesOf].
func setLater(e *graph.Evidence, x Statement) {
	setters := e.Setters()
	if x.SaidFor != "" {
		setters["saidFor"](x.SaidFor)
	}
	if len(x.Corrects) > 0 {
		setters["corrects"](x.Corrects)
	}
}

func valueOf(t testing.TB, p *graph.Property, text string) graph.Value {
	if p.Type == graph.Date {
		return when(t, text)
	}
	return text
}

// when makes a date; one that the evaluator cannot read is of words alone.
func when(t testing.TB, edtf string) *graph.When {
	t.Helper()
	text := ""
	if readDate(edtf).key() == "" {
		text, edtf = edtf, ""
	}
	w, err := graph.NewWhen(text, edtf, "")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sourceText returns letters that quotes are cut from.
func sourceText() string {
	return strings.Repeat("abcdefghijklmnopqrstuvwxyz", textLength/26+1)[:textLength]
}
