package memory

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"parley/graph"
)

// The design's tree question: 50 meetings, 10 participants each, 5 positions
// each are 3,050 objects. The store answers it with records; a walk over
// pointers appends the same values as JSON into a buffer that it uses again.

type treeMeeting struct {
	id, name, status string
	participants     []treeParticipant
}

type treeParticipant struct {
	attendance, mode string
	person           *treePerson
}

type treePerson struct {
	id, name  string
	positions []treePosition
}

type treePosition struct {
	stance         string
	position, name string
}

// BenchmarkTree reports the store's time in times of the walk's.
func BenchmarkTree(b *testing.B) {
	a, meetings := makeTree(b)
	tree := a.tree()
	var buf []byte
	var walk, store time.Duration
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		buf = appendMeetings(buf[:0], meetings)
		walk += time.Since(began)
		began = time.Now()
		a.ask(tree)
		store += time.Since(began)
	}
	b.ReportMetric(float64(len(buf)), "JSON-bytes")
	b.ReportMetric(float64(walk.Microseconds())/float64(b.N), "walk-µs")
	b.ReportMetric(float64(store.Microseconds())/float64(b.N), "store-µs")
	b.ReportMetric(float64(store)/float64(walk), "store/walk")
}

func TestTreeIsTheWalk(t *testing.T) {
	a, meetings := makeTree(t)
	got := append(appendRows([]byte{'['}, a.ask(a.tree()),
		[]string{`{"id":"`, `","name":"`, `","status":"`, `","participants":[`},
		[]string{`{"id":"`, `","name":"`, `","attendance":"`, `","mode":"`, `","positions":[`},
		[]string{`{"id":"`, `","name":"`, `","stance":"`}), ']')
	want := appendMeetings(nil, meetings)
	if string(got) != string(want) {
		t.Errorf("the store gives\n%.300s…\nthe walk\n%.300s…", got, want)
	}
}

// makeTree makes the graph of the question in a store of its own, and as
// pointers.
func makeTree(tb testing.TB) (*asker, []treeMeeting) {
	m := newMaker(tb)
	m.node("Source")
	people := make([]*treePerson, 100)
	for i := range people {
		m.node("Person")
		people[i] = &treePerson{id: m.ids["Person"][i]}
	}
	for range 200 {
		m.node("Position")
	}
	m.flush()
	for i, p := range people {
		p.name = m.name(p.id)
		for j := range 5 {
			p.positions = append(p.positions, m.stand(p.id, m.ids["Position"][(i+j*37)%200]))
		}
		slices.SortFunc(p.positions, func(a, b treePosition) int { return cmp.Compare(a.position, b.position) })
	}
	meetings := make([]treeMeeting, 50)
	for i := range meetings {
		meetings[i] = m.meet(i, people)
	}
	return &asker{m}, meetings
}

func (m *maker) name(id string) string {
	s := m.store.current.Load()
	h, _ := s.find(id)
	return s.nodes.At(h).value(m.model.NodeProp("name")).(string)
}

func (m *maker) stand(person, position string) treePosition {
	stance := oneOf(m, []string{"SUPPORTS", "OPPOSES"})
	m.apply(m.quote(&m.articles[0], graph.Fact{Edge: "HOLDS", From: person, To: position, Identity: map[string]graph.Value{"stance": stance}}, nil))
	return treePosition{stance, position, m.name(position)}
}

func (m *maker) meet(i int, people []*treePerson) treeMeeting {
	t := treeMeeting{id: fmt.Sprintf("meeting:%02d", i), name: "Meeting of heads of government", status: "HELD"}
	source := &m.articles[0]
	m.apply(
		graph.PutNode{Source: source.id, Load: "1", ID: t.id, Props: map[string]graph.Value{"name": t.name}},
		m.quote(source, graph.Fact{Node: t.id}, map[string]graph.Value{"status": t.status}),
	)
	for j := range 10 {
		p := people[(i*7+j*9)%len(people)]
		t.participants = append(t.participants, treeParticipant{"ATTENDED", "IN_PERSON", p})
		m.apply(m.quote(source, graph.Fact{Edge: "PARTICIPATED_IN", From: p.id, To: t.id}, map[string]graph.Value{"attendance": "ATTENDED", "mode": "IN_PERSON"}))
	}
	slices.SortFunc(t.participants, func(a, b treeParticipant) int { return cmp.Compare(a.person.id, b.person.id) })
	return t
}

// tree asks for meetings, participants and positions.
func (a *asker) tree() graph.List {
	positions := &graph.List{
		From: a.link("Person", "positions", 1), Vars: far, Rows: true, Page: graph.Page{Limit: 100},
		Slots: slots(id(1), a.prop(1, "name"), a.edgeProp("HOLDS", "stance")),
	}
	participants := &graph.List{
		From: a.link("Meeting", "participants", 0), Vars: far, Rows: true, Page: graph.Page{Limit: 100},
		Slots: append(slots(id(1), a.prop(1, "name"), a.edgeProp("PARTICIPATED_IN", "attendance"),
			a.edgeProp("PARTICIPATED_IN", "mode")), graph.Slot{List: positions}),
	}
	return graph.List{
		From:  a.kinds("Meeting"),
		Slots: append(slots(id(0), a.prop(0, "name"), a.prop(0, "status")), graph.Slot{List: participants}),
	}
}
