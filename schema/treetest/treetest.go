// Package treetest is what benchmarks hold whole requests against: a question
// whose answer is a tree of 1,110 objects with 5 fields each, the graph that it
// asks, and a walk over pointers that appends the same JSON by hand.
package treetest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"parley/graph"
)

// Query asks for 10 meetings, 10 participants of each, and 10 positions of each
// of these.
const Query = `{ meetings { nodes { id name status format mode
	participants { nodes { __typename id name description aliases
		positions { nodes { __typename id name description statement } } } } } } }`

// Objects is how many objects the answer has.
const Objects = 10 + 100 + 1000

// Meeting is a meeting with pointers to those who took part.
type Meeting struct {
	id, name, status, format, mode string
	participants                   []*person
}

type person struct {
	id, name, description string
	aliases               []string
	positions             []*position
}

type position struct{ id, name, description, statement string }

// Make makes the graph of the question, as changes and as pointers.
func Make() ([]graph.Change, []Meeting) {
	const source, words = "source:s", "They met and said so."
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "title": "S", "text": words}}}
	fact := func(f graph.Fact, says map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Quote: words, End: len(words), Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	put := func(id string, props map[string]graph.Value) {
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: props})
	}
	positions := make([]*position, 100)
	for i := range positions {
		p := &position{fmt.Sprintf("position:p%02d", i), fmt.Sprint("Position ", i), "A position that some hold.", fmt.Sprint("The border stays where it is, for the time of ", i, " years")}
		positions[i] = p
		put(p.id, map[string]graph.Value{"name": p.name, "description": p.description, "statement": p.statement})
		fact(graph.Fact{Node: p.id}, nil)
	}
	people := make([]*person, 50)
	for i := range people {
		p := &person{id: fmt.Sprintf("person:p%02d", i), name: fmt.Sprint("Person ", i), description: "A head of government.", aliases: []string{fmt.Sprint("P. ", i)}}
		people[i] = p
		put(p.id, map[string]graph.Value{"name": p.name, "description": p.description, "aliases": p.aliases})
		for j := range 10 {
			to := positions[(i+j*7)%100]
			fact(graph.Fact{Edge: "HOLDS", From: p.id, To: to.id, Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, nil)
			p.positions = append(p.positions, to)
		}
		slices.SortFunc(p.positions, func(a, b *position) int { return cmp.Compare(a.id, b.id) })
	}
	meetings := make([]Meeting, 10)
	for i := range meetings {
		m := Meeting{id: fmt.Sprintf("meeting:m%d", i), name: fmt.Sprint("Meeting ", i), status: "HELD", format: "TALKS", mode: "IN_PERSON"}
		put(m.id, map[string]graph.Value{"name": m.name})
		fact(graph.Fact{Node: m.id}, map[string]graph.Value{"status": m.status, "format": m.format, "mode": m.mode})
		for j := range 10 {
			p := people[(i*5+j*3)%50]
			fact(graph.Fact{Edge: "PARTICIPATED_IN", From: p.id, To: m.id}, map[string]graph.Value{"attendance": "ATTENDED"})
			m.participants = append(m.participants, p)
		}
		slices.SortFunc(m.participants, func(a, b *person) int { return cmp.Compare(a.id, b.id) })
		meetings[i] = m
	}
	return changes, meetings
}

// Walk appends the answer.
func Walk(b []byte, meetings []Meeting) []byte {
	b = append(b, `{"data":{"meetings":{"nodes":[`...)
	for i := range meetings {
		m := &meetings[i]
		b = item(b, i, `{"id":"`, m.id)
		b = item(b, 0, `","name":"`, m.name)
		b = item(b, 0, `","status":"`, m.status)
		b = item(b, 0, `","format":"`, m.format)
		b = item(b, 0, `","mode":"`, m.mode)
		b = append(b, `","participants":{"nodes":[`...)
		for j, p := range m.participants {
			b = walkPerson(b, j, p)
		}
		b = append(b, "]}}"...)
	}
	return append(b, "]}}}"...)
}

func walkPerson(b []byte, i int, p *person) []byte {
	b = item(b, i, `{"__typename":"`, "Person")
	b = item(b, 0, `","id":"`, p.id)
	b = item(b, 0, `","name":"`, p.name)
	b = item(b, 0, `","description":"`, p.description)
	b = append(b, `","aliases":[`...)
	for i, alias := range p.aliases {
		b = append(item(b, i, `"`, alias), '"')
	}
	b = append(b, `],"positions":{"nodes":[`...)
	for i, x := range p.positions {
		b = item(b, i, `{"__typename":"`, "Position")
		b = item(b, 0, `","id":"`, x.id)
		b = item(b, 0, `","name":"`, x.name)
		b = item(b, 0, `","description":"`, x.description)
		b = item(b, 0, `","statement":"`, x.statement)
		b = append(b, `"}`...)
	}
	return append(b, "]}}"...)
}

// item appends a comma after another item, a key, and a text that may hold
// anything.
func item(b []byte, i int, key, text string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	b = append(b, key...)
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			quoted := strconv.AppendQuote(nil, text)
			return append(b, quoted[1:len(quoted)-1]...)
		}
	}
	return append(b, text...)
}
