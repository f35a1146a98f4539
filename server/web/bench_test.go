package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph"
	"parley/server/web"
)

// What a request costs over loopback HTTP beside a handler that appends the same
// JSON in a walk by hand: 10 meetings, 10 participants each, 10 positions each
// are 1,110 objects with 5 fields each.
//
//	go test ./server/web -run '^$' -bench Loopback

const treeQuery = `{ meetings { nodes { id name status format mode participants { nodes { __typename id name description aliases positions { nodes { __typename id name description statement } } } } } } }`

const treeBody = `{"query": "` + treeQuery + `"}`

type treeMeeting struct {
	id, name string
	people   []*treePerson
}

type treePerson struct {
	id, name  string
	positions []*treePosition
}

type treePosition struct{ id, name string }

// makeTree puts the graph of the question into the store, and gives it as
// pointers. All lists are in the order of ids.
func makeTree(t testing.TB, a *api) []treeMeeting {
	t.Helper()
	const source, words = "source:s", "They met and said so."
	changes := []graph.Change{graph.PutNode{Source: source, ID: source, Props: map[string]graph.Value{"name": "S", "title": "S", "text": words}}}
	put := func(id, name string, props map[string]graph.Value) {
		all := map[string]graph.Value{"name": name}
		for key, value := range props {
			all[key] = value
		}
		changes = append(changes, graph.PutNode{Source: source, ID: id, Props: all})
	}
	says := func(f graph.Fact, values map[string]graph.Value) {
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Quote: words, End: len(words), Act: "REPORTED", Basis: "STATED", Says: values}})
	}
	positions := make([]*treePosition, 100)
	for i := range positions {
		positions[i] = &treePosition{fmt.Sprintf("position:p%02d", i), fmt.Sprint("Position ", i)}
		put(positions[i].id, positions[i].name, map[string]graph.Value{"description": "A position.", "statement": "The border stays."})
		says(graph.Fact{Node: positions[i].id}, nil)
	}
	people := make([]*treePerson, 50)
	for i := range people {
		people[i] = &treePerson{id: fmt.Sprintf("person:p%02d", i), name: fmt.Sprint("Person ", i)}
		put(people[i].id, people[i].name, map[string]graph.Value{"description": "A minister.", "aliases": []string{"P."}})
		for j := range 10 {
			x := positions[i+j*5]
			says(graph.Fact{Edge: "HOLDS", From: people[i].id, To: x.id, Identity: map[string]graph.Value{"stance": "SUPPORTS"}}, nil)
			people[i].positions = append(people[i].positions, x)
		}
	}
	meetings := make([]treeMeeting, 10)
	for i := range meetings {
		m := treeMeeting{id: fmt.Sprintf("meeting:m%d", i), name: fmt.Sprint("Meeting ", i)}
		put(m.id, m.name, nil)
		says(graph.Fact{Node: m.id}, map[string]graph.Value{"status": "HELD", "format": "TALKS", "mode": "IN_PERSON"})
		for j := range 10 {
			says(graph.Fact{Edge: "PARTICIPATED_IN", From: people[i+j*4].id, To: m.id}, map[string]graph.Value{"attendance": "ATTENDED"})
			m.people = append(m.people, people[i+j*4])
		}
		meetings[i] = m
	}
	a.apply(t, graph.DropSource{Source: "source:peace-talks"})
	a.apply(t, changes...)
	return meetings
}

// walk appends the answer by hand.
func walk(b []byte, meetings []treeMeeting) []byte {
	b = append(b, `{"data":{"meetings":{"nodes":[`...)
	for i := range meetings {
		m := &meetings[i]
		b = item(b, i, `{"id":"`, m.id)
		b = item(b, 0, `","name":"`, m.name)
		b = item(b, 0, `","status":"`, "HELD")
		b = item(b, 0, `","format":"`, "TALKS")
		b = item(b, 0, `","mode":"`, "IN_PERSON")
		b = append(b, `","participants":{"nodes":[`...)
		for j, p := range m.people {
			b = item(b, j, `{"__typename":"`, "Person")
			b = item(b, 0, `","id":"`, p.id)
			b = item(b, 0, `","name":"`, p.name)
			b = item(b, 0, `","description":"`, "A minister.")
			b = item(b, 0, `","aliases":["`, "P.")
			b = append(b, `"],"positions":{"nodes":[`...)
			for k, x := range p.positions {
				b = item(b, k, `{"__typename":"`, "Position")
				b = item(b, 0, `","id":"`, x.id)
				b = item(b, 0, `","name":"`, x.name)
				b = item(b, 0, `","description":"`, "A position.")
				b = item(b, 0, `","statement":"`, "The border stays.")
				b = append(b, `"}`...)
			}
			b = append(b, "]}}"...)
		}
		b = append(b, "]}}"...)
	}
	return append(b, "]}}}"...)
}

// item appends a comma after another item, a key, and a text that may hold
// anything.
func item(b []byte, i int, key, text string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	b = append(b, key...)
	if strings.ContainsFunc(text, func(c rune) bool { return c < ' ' || c == '"' || c == '\\' }) {
		panic("a text of this benchmark needs escaping")
	}
	return append(b, text...)
}

// byHand serves the walk, and does nothing else.
func byHand(t testing.TB, meetings []treeMeeting) string {
	t.Helper()
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			return
		}
		b := buffers.Get().(*[]byte)
		*b = walk((*b)[:0], meetings)
		w.Header().Set("Content-Type", plain)
		w.Header().Set("Content-Length", fmt.Sprint(len(*b)))
		_, _ = w.Write(*b)
		buffers.Put(b)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// treeServers starts both.
func treeServers(t testing.TB) (parley, hand string) {
	t.Helper()
	a := serve(t, func(c *web.Config) { c.Log = slog.New(slog.NewTextHandler(io.Discard, nil)) })
	return a.URL + "/graphql", byHand(t, makeTree(t, a))
}

// TestLoopbackIsTheWalk shows that both handlers answer the same.
func TestLoopbackIsTheWalk(t *testing.T) {
	parley, hand := treeServers(t)
	one, other := sorted(t, fetch(t, parley)), sorted(t, fetch(t, hand))
	if one != other {
		t.Errorf("the server answers\n%.600s…\nthe walk\n%.600s…", one, other)
	}
	if n := strings.Count(one, `"id"`); n != 1110 {
		t.Errorf("%d objects", n)
	}
}

// BenchmarkLoopback asks both in turns, with as many clients as there are
// processors, and reports the requests a second of the one in times of the
// other's.
func BenchmarkLoopback(b *testing.B) {
	parley, hand := treeServers(b)
	var one, other []float64
	for b.Loop() {
		one = append(one, perSecond(b, parley))
		other = append(other, perSecond(b, hand))
	}
	b.ReportMetric(median(one), "parley/s")
	b.ReportMetric(median(other), "hand/s")
	b.ReportMetric(median(one)/median(other), "parley/hand")
}

// perSecond asks for a quarter of a second.
func perSecond(t testing.TB, url string) float64 {
	t.Helper()
	const during = 250 * time.Millisecond
	clients := runtime.GOMAXPROCS(0)
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	counts := make([]int, clients)
	var all sync.WaitGroup
	start := time.Now()
	for i := range counts {
		all.Go(func() {
			for time.Since(start) < during {
				reply, err := client.Post(url, plain, strings.NewReader(treeBody))
				if err != nil || reply.StatusCode != http.StatusOK {
					t.Errorf("%v %v", err, reply)
					return
				}
				_, _ = io.Copy(io.Discard, reply.Body)
				reply.Body.Close()
				counts[i]++
			}
		})
	}
	all.Wait()
	took, n := time.Since(start), 0
	for _, count := range counts {
		n += count
	}
	return float64(n) / took.Seconds()
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

func fetch(t testing.TB, url string) []byte {
	t.Helper()
	reply, err := http.Post(url, plain, strings.NewReader(treeBody))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(text)
}

// sorted gives JSON with its keys in the order of the alphabet.
func sorted(t testing.TB, text []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
