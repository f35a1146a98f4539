package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph"
	"parley/server/web"
)

// slow is a store whose answers wait: for a word, or for the context to end.
type slow struct {
	graph.Store
	entered chan struct{} // told of each question
	answer  chan struct{} // closed or sent to when it may be answered
	ended   chan error    // told of each question whose context ended
}

func (s slow) Snapshot() graph.Reader { return slowReader{s.Store.Snapshot(), s} }

type slowReader struct {
	graph.Reader
	slow
}

func (r slowReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	r.entered <- struct{}{}
	select {
	case <-r.answer:
		return r.Reader.Select(ctx, p)
	case <-ctx.Done():
		r.ended <- context.Cause(ctx)
		return nil, graph.Ended(ctx, "select")
	}
}

// slowly starts a server with a slow store.
func slowly(t testing.TB, limits web.Limits, proxies ...netip.Prefix) (*api, slow) {
	t.Helper()
	s := slow{entered: make(chan struct{}, 100), answer: make(chan struct{}), ended: make(chan error, 100)}
	return serve(t, func(c *web.Config) {
		s.Store = c.Store
		c.Store, c.Limits, c.TrustedProxies = s, limits, proxies
	}), s
}

const question = `{"query": "{ people(first: 1) { nodes { id } } }"}`

var asJSON = map[string]string{"Content-Type": plain}

// TestBusy fills all slots and the queue: who comes then is turned away, those
// admitted are answered, and then there is room again. Who waits too long for
// this machine asks again.
func TestBusy(t *testing.T) {
	const slots, places = 2, 16
	a, store := slowly(t, web.Limits{InFlight: slots + 1}) // one is for others
	answers := make(chan exchange, slots+places)
	for range slots + places {
		go func() {
			got := a.send(t, "POST", "/graphql", question, asJSON)
			for got.status == 503 {
				got = a.send(t, "POST", "/graphql", question, asJSON)
			}
			answers <- got
		}()
	}
	waitFor(t, func() bool {
		return strings.Contains(a.send(t, "GET", "/metrics", "", nil).body, "\nparley_queued 16\n")
	})

	got := a.send(t, "POST", "/graphql", question, asJSON)
	if code, _ := got.code(t); got.status != 503 || code != "OVERLOADED" || got.header.Get("Retry-After") != "1" {
		t.Errorf("%d %s, Retry-After %q", got.status, got.body, got.header.Get("Retry-After"))
	}
	if got := a.send(t, "GET", "/livez", "", nil); got.status != 200 {
		t.Errorf("/livez says %d", got.status)
	}
	close(store.answer)
	for range slots + places {
		if got := <-answers; got.status != 200 {
			t.Errorf("admitted, but %d %s", got.status, got.body)
		}
	}
	if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != 200 {
		t.Errorf("afterwards %d", got.status)
	}
}

// TestQueueShrinks asks on and on for far more than can be done: only half as
// many may wait then as are at work, and the first slot that gets free is left
// so.
func TestQueueShrinks(t *testing.T) {
	a, store := slowly(t, web.Limits{InFlight: 7}) // one is for others
	defer close(store.answer)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	for range 200 {
		go a.press(ctx)
	}
	waitFor(t, func() bool {
		text := a.send(t, "GET", "/metrics", "", nil).body
		return strings.Contains(text, "\nparley_queued 0\n") && strings.Contains(text, `reason="overload"} 194`)
	})
	for range 6 { // who come again and again
		go func() {
			for ctx.Err() == nil {
				a.press(ctx)
				time.Sleep(10 * time.Millisecond)
			}
		}()
	}
	most := 0
	waitFor(t, func() bool {
		text := a.send(t, "GET", "/metrics", "", nil).body
		for n := range 9 {
			if strings.Contains(text, fmt.Sprintf("\nparley_queued %d\n", n)) {
				most = max(most, n)
			}
		}
		return most >= 2
	})
	for range 20 {
		if text := a.send(t, "GET", "/metrics", "", nil).body; !regexp.MustCompile(`\nparley_queued [0-2]\n`).MatchString(text) {
			t.Fatalf("more than two wait")
		}
	}
	store.answer <- struct{}{}
	for range 20 {
		waitFor(t, func() bool {
			return strings.Contains(a.send(t, "GET", "/metrics", "", nil).body, "\nparley_in_flight 5\n")
		})
	}
}

// press asks, whatever comes of it.
func (a *api) press(ctx context.Context) { a.pressAs(ctx, "") }

// pressAs asks as a client behind a proxy.
func (a *api) pressAs(ctx context.Context, client string) {
	if request, err := http.NewRequestWithContext(ctx, "POST", a.URL+"/graphql", strings.NewReader(question)); err == nil {
		request.Header.Set("Content-Type", plain)
		request.Header.Set("X-Forwarded-For", client)
		if reply, err := http.DefaultTransport.RoundTrip(request); err == nil {
			reply.Body.Close()
		}
	}
}

// TestQueueIsShort waits for a slot that does not come: before the work that has
// it is out of time, the answer is 503.
func TestQueueIsShort(t *testing.T) {
	a, store := slowly(t, web.Limits{InFlight: 1})
	defer close(store.answer)
	go func() { _, _ = http.Post(a.URL+"/graphql", plain, strings.NewReader(question)) }()
	<-store.entered
	if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != 503 {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// TestDeadlineReachesStore allows little time for work: the store is told, and
// the answer says so. The time to read the request, which is over by then, does
// not end the work.
func TestDeadlineReachesStore(t *testing.T) {
	a, store := slowly(t, web.Limits{ReadTime: 500 * time.Millisecond, WorkTime: 1500 * time.Millisecond})
	got := a.send(t, "POST", "/graphql", question, asJSON)
	if code, data := got.code(t); got.status != 200 || code != "TIMEOUT" || !data {
		t.Errorf("%d %s", got.status, got.body)
	}
	if err := <-store.ended; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the store was told %v", err)
	}
}

// TestClientLeaves breaks off while the store works, and while others do: its
// work ends.
func TestClientLeaves(t *testing.T) {
	a, store := slowly(t, web.Limits{InFlight: 1})
	ctx, leave := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() {
		request, _ := http.NewRequestWithContext(ctx, "POST", a.URL+"/graphql", strings.NewReader(question))
		request.Header.Set("Content-Type", plain)
		_, err := http.DefaultClient.Do(request)
		gone <- err
	}()
	<-store.entered
	leave()
	<-gone
	select {
	case err := <-store.ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the store was told %v", err)
		}
	case <-time.After(20 * time.Second): // its time is not out
		t.Fatal("the store works on for nobody")
	}
	close(store.answer)
	if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != 200 {
		t.Errorf("its slot is not free: %d", got.status)
	}
}

// TestSlowBody sends a part of a request and no more: it is cut, and takes no
// slot from others meanwhile.
func TestSlowBody(t *testing.T) {
	a := serve(t, func(c *web.Config) {
		c.Limits = web.Limits{InFlight: 1, ReadTime: 2 * time.Second}
	})
	var all []net.Conn
	for range 10 {
		all = append(all, a.dial(t, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{\"query\": \""))
	}
	if got := a.send(t, "POST", "/graphql", question, asJSON); got.status != 200 {
		t.Errorf("others get %d", got.status)
	}
	for _, c := range all {
		reply, err := io.ReadAll(c)
		if err != nil || !strings.HasPrefix(string(reply), "HTTP/1.1 408") || !strings.Contains(string(reply), "Connection: close") {
			t.Errorf("%v %s", err, reply)
		}
	}
}

// TestWaitingClientLeaves breaks off while it waits for a slot: it counts as one
// who left, not as one who was turned away.
func TestWaitingClientLeaves(t *testing.T) {
	a, store := slowly(t, web.Limits{InFlight: 1})
	defer close(store.answer)
	metrics := func() string { return a.send(t, "GET", "/metrics", "", nil).body }
	go a.press(t.Context())
	<-store.entered
	ctx, leave := context.WithCancel(t.Context())
	go a.press(ctx)
	waitFor(t, func() bool { return strings.Contains(metrics(), "\nparley_queued 1\n") })
	leave()
	waitFor(t, func() bool { return strings.Contains(metrics(), "parley_rejections_total{") })
	if text := metrics(); !strings.Contains(text, `parley_rejections_total{reason="broken_off"} 1`) || strings.Contains(text, `reason="overload"`) {
		t.Errorf("%s", regexp.MustCompile(`parley_rejections.*`).FindAllString(text, -1))
	}
}

// TestAnnouncedTooLarge says how large a request will be: where that is too
// large, the answer does not wait for it.
func TestAnnouncedTooLarge(t *testing.T) {
	a := serve(t, func(c *web.Config) { c.Limits = web.Limits{MaxRequest: 1000, ReadTime: time.Hour} })
	c := a.dial(t, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n{")
	reply, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || reply.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%v %v", reply, err)
	}
}

// TestManyValues sends bodies at once that each become forty times as large when
// they are read: some are turned away, and memory stays small.
func TestManyValues(t *testing.T) {
	if testing.Short() {
		t.Skip("what memory is taken is left out with -short")
	}
	a := newAPI(t)
	body := `{"query": "{ __typename }", "variables": {"v": [` + strings.Repeat(`{"a":0},`, 24_000) + `0]}}`
	const clients, most = 300, 150 << 20
	answers := make(chan exchange, clients)
	for range clients {
		go func() { answers <- a.send(t, "POST", "/graphql", body, asJSON) }()
	}
	peak := uint64(0)
	for seen := 0; seen < clients; {
		select {
		case got := <-answers:
			seen++
			if code, _ := got.code(t); got.status != 200 && code != "OVERLOADED" {
				t.Errorf("%d %.200s", got.status, got.body)
			}
		case <-time.After(time.Millisecond):
			var stats runtime.MemStats
			runtime.GC() // so that what is counted is held
			runtime.ReadMemStats(&stats)
			peak = max(peak, stats.HeapAlloc)
		}
	}
	t.Logf("%d MB", peak>>20)
	if peak > most {
		t.Errorf("%d MB", peak>>20)
	}
}

// TestSlowReader asks for much and reads nothing: it is cut, and takes no slot
// from others meanwhile.
func TestSlowReader(t *testing.T) {
	var served atomic.Int32
	a := serve(t, func(c *web.Config) {
		c.Limits = web.Limits{InFlight: 1, WriteTime: 500 * time.Millisecond}
		c.Log = counted(&served)
	})
	fill(t, a)
	body := `{"query": "{ people(first: 1000) { nodes { id name description } } }"}`
	const readers = 5
	for range readers {
		c := a.dial(t, fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body))
		if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, func() bool { return a.send(t, "POST", "/graphql", question, asJSON).status == 200 })
	waitFor(t, func() bool { return served.Load() > readers })
}

// TestSlowReaderIsCut reads nothing of a large answer: the server, whose log says
// so, is done with it before it has sent the rest.
func TestSlowReaderIsCut(t *testing.T) {
	var log web.Notes
	a := serve(t, func(c *web.Config) {
		c.Limits, c.Log = web.Limits{WriteTime: time.Second}, slog.New(slog.NewJSONHandler(&log, nil))
	})
	fill(t, a)
	c := a.dial(t, "")
	if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil { // else the system makes room for all of it
		t.Fatal(err)
	}
	body := `{"query": "{ people(first: 1000) { nodes { id name description } } }"}`
	if _, err := fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return strings.Contains(log.String(), "\n") })
	var line struct{ Bytes int }
	if err := json.Unmarshal([]byte(log.String()), &line); err != nil {
		t.Fatal(err)
	}
	if line.Bytes > 20<<20 {
		t.Errorf("%d bytes are sent", line.Bytes)
	}
}

// TestKeptConnection asks again on a connection whose last answer has long been
// sent: the time for that one does not end the next.
func TestKeptConnection(t *testing.T) {
	const short = 400 * time.Millisecond
	a := serve(t, func(c *web.Config) { c.Limits = web.Limits{ReadTime: short, WorkTime: time.Minute, WriteTime: short} })
	c := a.dial(t, "")
	in := bufio.NewReader(c)
	for _, request := range []string{
		fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(question), question),
		"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		if _, err := io.WriteString(c, request); err != nil {
			t.Fatal(err)
		}
		reply, err := http.ReadResponse(in, nil)
		if err != nil || reply.StatusCode != http.StatusOK {
			t.Fatalf("%.20q: %v %v", request, reply, err)
		}
		if _, err := io.Copy(io.Discard, reply.Body); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * short)
	}
}

// dial sends bytes on a connection of its own, whose answer must come.
func (a *api) dial(t testing.TB, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", a.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c
}

// fill adds to a store a thousand people of whom there is much to say: more than
// the sockets of a connection hold.
func fill(t testing.TB, a *api) {
	t.Helper()
	const src = "source:peace-talks"
	changes := make([]graph.Change, 0, 1000)
	for i := range 1000 {
		changes = append(changes, graph.PutNode{Source: src, ID: fmt.Sprintf("person:a%04d", i), Props: map[string]graph.Value{
			"name": fmt.Sprintf("Person %d", i), "description": strings.Repeat("much to say ", 2000),
		}})
	}
	a.apply(t, changes...)
}

// waitFor waits until something is so.
func waitFor(t testing.TB, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatal("it never is")
}

// TestWorstRequestsOfOne has one client send many requests that take long, again
// and again: what another asks meanwhile is answered, each time.
func TestWorstRequestsOfOne(t *testing.T) {
	a, store := slowly(t, web.Limits{InFlight: 3}, netip.MustParsePrefix("127.0.0.1/32"))
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	for range 50 {
		go func() {
			for ctx.Err() == nil {
				a.pressAs(ctx, "192.0.2.1")
				time.Sleep(5 * time.Millisecond)
			}
		}()
	}
	metrics := func() string { return a.send(t, "GET", "/metrics", "", nil).body }
	waitFor(t, func() bool {
		return regexp.MustCompile(`reason="overload"} \d{3}`).MatchString(metrics())
	})
	for range 20 {
		const small = `{"query": "{ __typename }"}`
		got := a.send(t, "POST", "/graphql", small, map[string]string{"Content-Type": plain, "X-Forwarded-For": "192.0.2.2"})
		if got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	if text := metrics(); !strings.Contains(text, "\nparley_clients 1\n") || !regexp.MustCompile(`\nparley_in_flight [12]\n`).MatchString(text) {
		t.Errorf("%s", regexp.MustCompile(`\nparley_(clients|in_flight|queued) .*`).FindAllString(text, -1))
	}
	leave()
	close(store.answer)
}
