package schema

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memory"
)

// The whole way of a request over the embedded store: 10 meetings, 10
// participants each, 10 positions each are 1,110 objects with 5 fields each. A
// walk over pointers appends the same JSON by hand.
//
//	go test ./schema -run '^$' -bench Request -benchmem

const treeQuery = `{ meetings { nodes { id name status format mode
	participants { nodes { __typename id name description aliases
		positions { nodes { __typename id name description statement } } } } } } }`

const treeObjects = 10 + 100 + 1000

type treeMeeting struct {
	id, name, status, format, mode string
	participants                   []*treePerson
}

type treePerson struct {
	id, name, description string
	aliases               []string
	positions             []*treePosition
}

type treePosition struct{ id, name, description, statement string }

// makeTree makes the graph of the question, in a store and as pointers.
func makeTree(tb testing.TB, s *Schema) (graph.Store, []treeMeeting) {
	tb.Helper()
	const source, words = "source:s", "They met and said so."
	store := memory.New(s.model)
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "title": "S", "text": words}}}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Quote: words, End: len(words), Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	put := func(id string, props map[string]graph.Value) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: props})
	}
	positions := make([]*treePosition, 100)
	for i := range positions {
		p := &treePosition{fmt.Sprintf("position:p%02d", i), fmt.Sprint("Position ", i), "A position that some hold.", fmt.Sprint("The border stays where it is, for the time of ", i, " years")}
		positions[i] = p
		put(p.id, map[string]graph.Value{"name": p.name, "description": p.description, "statement": p.statement})
		fact(graph.Fact{Node: p.id}, nil)
	}
	people := make([]*treePerson, 50)
	for i := range people {
		p := &treePerson{id: fmt.Sprintf("person:p%02d", i), name: fmt.Sprint("Person ", i), description: "A head of government.", aliases: []string{fmt.Sprint("P. ", i)}}
		people[i] = p
		put(p.id, map[string]graph.Value{"name": p.name, "description": p.description, "aliases": p.aliases})
		for j := range 10 {
			to := positions[(i+j*7)%100]
			fact(graph.Fact{Edge: "HOLDS", From: p.id, To: to.id, Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, nil)
			p.positions = append(p.positions, to)
		}
		sortByID(p.positions, func(x *treePosition) string { return x.id })
	}
	meetings := make([]treeMeeting, 10)
	for i := range meetings {
		m := treeMeeting{id: fmt.Sprintf("meeting:m%d", i), name: fmt.Sprint("Meeting ", i), status: "HELD", format: "TALKS", mode: "IN_PERSON"}
		put(m.id, map[string]graph.Value{"name": m.name})
		fact(graph.Fact{Node: m.id}, map[string]graph.Value{"status": m.status, "format": m.format, "mode": m.mode})
		for j := range 10 {
			p := people[(i*5+j*3)%50]
			fact(graph.Fact{Edge: "PARTICIPATED_IN", From: p.id, To: m.id}, map[string]graph.Value{"attendance": "ATTENDED"})
			m.participants = append(m.participants, p)
		}
		sortByID(m.participants, func(x *treePerson) string { return x.id })
		meetings[i] = m
	}
	apply(tb, store, changes...)
	return store, meetings
}

func sortByID[T any](list []T, id func(T) string) {
	for i := range list {
		for j := i; j > 0 && id(list[j]) < id(list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// walk appends the answer by hand.
func walk(b []byte, meetings []treeMeeting) []byte {
	b = append(b, `{"data":{"meetings":{"nodes":[`...)
	for i := range meetings {
		m := &meetings[i]
		b = byHand(b, i, `{"id":"`, m.id)
		b = byHand(b, 0, `","name":"`, m.name)
		b = byHand(b, 0, `","status":"`, m.status)
		b = byHand(b, 0, `","format":"`, m.format)
		b = byHand(b, 0, `","mode":"`, m.mode)
		b = append(b, `","participants":{"nodes":[`...)
		for j, p := range m.participants {
			b = walkPerson(b, j, p)
		}
		b = append(b, "]}}"...)
	}
	return append(b, "]}}}"...)
}

func walkPerson(b []byte, i int, p *treePerson) []byte {
	b = byHand(b, i, `{"__typename":"`, "Person")
	b = byHand(b, 0, `","id":"`, p.id)
	b = byHand(b, 0, `","name":"`, p.name)
	b = byHand(b, 0, `","description":"`, p.description)
	b = append(b, `","aliases":[`...)
	for i, alias := range p.aliases {
		b = append(byHand(b, i, `"`, alias), '"')
	}
	b = append(b, `],"positions":{"nodes":[`...)
	for i, x := range p.positions {
		b = byHand(b, i, `{"__typename":"`, "Position")
		b = byHand(b, 0, `","id":"`, x.id)
		b = byHand(b, 0, `","name":"`, x.name)
		b = byHand(b, 0, `","description":"`, x.description)
		b = byHand(b, 0, `","statement":"`, x.statement)
		b = append(b, `"}`...)
	}
	return append(b, "]}}"...)
}

// byHand appends a comma after another item, a key, and a text that may hold
// anything.
func byHand(b []byte, i int, key, text string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	b = append(b, key...)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			quoted := appendEscaped(nil, text)
			return append(b, quoted...)
		}
	}
	return append(b, text...)
}

func TestTreeIsTheWalk(t *testing.T) {
	s := standard(t)
	store, meetings := makeTree(t, s)
	response := s.Do(t.Context(), store, Request{Query: treeQuery})
	if want := walk(nil, meetings); !bytes.Equal(want, response.JSON()) {
		t.Errorf("the schema gives\n%.600s…\nthe walk\n%.600s…", response.JSON(), want)
	}
	if objects := strings.Count(string(response.JSON()), `"id":`); objects != treeObjects {
		t.Errorf("%d objects", objects)
	}
}

// BenchmarkRequest reports the time of a whole request in times of the walk's:
// with its plans kept; with its document kept and variables that never came
// before; with nothing kept. Beside them graphql-go's executor, from the gate on.
func BenchmarkRequest(b *testing.B) {
	s := standard(b)
	store, meetings := makeTree(b, s)
	ctx := context.Background()
	o := secondOpinionOf(b, s)
	withVariable := strings.Replace(treeQuery, "{ meetings {", "query($v: String) { meetings(where: {NOT: {name: {eq: $v}}}) {", 1)
	fresh := 0
	ways := []struct {
		name string
		do   func()
	}{
		{"plan kept", func() { s.Do(ctx, store, Request{Query: treeQuery}).Close() }},
		{"document kept", func() {
			fresh++
			s.Do(ctx, store, Request{Query: withVariable, Variables: map[string]any{"v": fmt.Sprint(fresh)}}).Close()
		}},
		{"nothing kept", func() {
			fresh++
			s.Do(ctx, store, Request{Query: treeQuery + fmt.Sprint("#", fresh)}).Close()
		}},
		{"graphql-go", func() { o.ask(ctx, store, Request{Query: treeQuery}) }},
	}
	for _, way := range ways {
		b.Run(way.name, func(b *testing.B) {
			var buf []byte
			var byHand, whole []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				began := time.Now()
				buf = walk(buf[:0], meetings)
				byHand = append(byHand, time.Since(began))
				began = time.Now()
				way.do()
				whole = append(whole, time.Since(began))
			}
			b.ReportMetric(micros(byHand), "walk-µs")
			b.ReportMetric(micros(whole), "request-µs")
			b.ReportMetric(micros(whole)/micros(byHand), "request/walk")
		})
	}
}

// micros is the median of some times, which a busy machine moves least.
func micros(took []time.Duration) float64 {
	slices.Sort(took)
	return float64(took[len(took)/2].Nanoseconds()) / 1e3
}

// TestCachedPlanAllocates holds what a kept plan allocates, store and all,
// against the objects that it gives: fewer than 2 for 100.
func TestCachedPlanAllocates(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests run under the race detector, which drops what is pooled")
	}
	s := standard(t)
	store, _ := makeTree(t, s)
	n := testing.AllocsPerRun(20, func() { s.Do(t.Context(), store, Request{Query: treeQuery}).Close() })
	if most := float64(2 * treeObjects / 100); n >= most {
		t.Errorf("%v allocations for %d objects", n, treeObjects)
	}
}
