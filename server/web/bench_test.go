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
	"parley/schema/treetest"
	"parley/server/web"
)

// What a request costs over loopback HTTP beside a handler that appends the same
// JSON in a walk by hand.
//
//	go test ./server/web -run '^$' -bench Loopback

// treeBody is the question as a request.
func treeBody(t testing.TB) string {
	t.Helper()
	text, err := json.Marshal(map[string]string{"query": treetest.Query})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// makeTree puts the graph of the question into the store, and returns it as
// pointers.
func makeTree(t testing.TB, a *api) []treetest.Meeting {
	t.Helper()
	changes, meetings := treetest.Make()
	a.apply(t, graph.DropSource{Source: "source:peace-talks"})
	a.apply(t, changes...)
	return meetings
}

// byHand serves the walk, and does nothing else.
func byHand(t testing.TB, meetings []treetest.Meeting) string {
	t.Helper()
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			return
		}
		b := buffers.Get().(*[]byte)
		*b = treetest.Walk((*b)[:0], meetings)
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
	if n := strings.Count(one, `"id"`); n != treetest.Objects {
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
	counts, body := make([]int, clients), treeBody(t)
	var all sync.WaitGroup
	start := time.Now()
	for i := range counts {
		all.Go(func() {
			for time.Since(start) < during {
				reply, err := client.Post(url, plain, strings.NewReader(body))
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
	reply, err := http.Post(url, plain, strings.NewReader(treeBody(t)))
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

// sorted returns JSON with its keys in the order of the alphabet.
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
