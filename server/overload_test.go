package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/graph/graphtest"
)

var (
	overload     = flag.Duration("overload", 0, "how long TestOverload asks too much, and holds how long clients wait; 0: so briefly that this is not measured")
	overloadWork = flag.Duration("overload-work", 100*time.Millisecond, "how long the store takes in TestOverload; 0: as long as the processor needs for some 10 ms of questions, which -overload measures")
)

// What is asked too much: so many clients, so many times what can be served.
const (
	manyClients = 200
	tooMuch     = 4
	manySlots   = 8
	mostMemory  = 512 << 20
)

// TestOverload has 200 clients ask for four times what the server can serve: each
// is answered in full or turned away with 503, memory stays small, and no
// goroutines are left after. How long they wait is another question, which
// -overload 6s asks on a machine that has nothing else to do: who is admitted
// waits at most twice as long as when nobody else asks (99 of 100), and the
// others get 503 sooner than an answer would take.
func TestOverload(t *testing.T) {
	if testing.Short() {
		t.Skip("overload is left out with -short")
	}
	flags := []string{"-log-level", "warn"}
	if *overloadWork > 0 {
		t.Setenv(storeTakes, overloadWork.String())
		flags = append(flags, "-max-in-flight", strconv.Itoa(manySlots))
	} else {
		flags = append(flags, "-max-cost", "1000000000000")
	}
	server := startChild(t, "127.0.0.1:0", flags...)
	url := "http://" + server.addr + "/graphql"
	stop := make(chan struct{})
	peak := server.watch(t, stop)
	idle := server.metric(t, "go_goroutines")
	if *overload > 0 {
		waits(t, url)
	} else {
		outcomes(t, url)
	}
	close(stop)
	if memory := <-peak; memory > mostMemory {
		t.Errorf("%.0f MB", memory/(1<<20))
	}
	// What the server starts once stays; what is left of each client or request
	// would be a hundred.
	waitUntil(t, func() bool { return server.metric(t, "go_goroutines") < idle+manyClients/10 })
	server.stop(t)
}

// people is a question that takes the store one call.
const people = `{"query": "{ people { nodes { id } } }"}`

// outcomes asks too much of a store whose speed is known, for a short while.
func outcomes(t *testing.T, url string) {
	t.Helper()
	if *overloadWork == 0 {
		t.Fatal("-overload-work 0 is for -overload, which measures")
	}
	all := rush(t, url, people, tooMuch*manySlots/overloadWork.Seconds(), 3*time.Second)
	for _, wrong := range all.wrong {
		t.Error(wrong)
	}
	if t.Logf("%d admitted, %d turned away", len(all.answered), len(all.refused)); len(all.answered) == 0 || len(all.refused) == 0 {
		t.Errorf("%d were admitted, %d turned away", len(all.answered), len(all.refused))
	}
}

// waits measures what the server can serve and how long an answer takes when
// nobody else asks, and then asks too much.
func waits(t *testing.T, url string) {
	t.Helper()
	body, slots := people, manySlots
	if *overloadWork == 0 {
		body, slots = calibrate(t, url), runtime.GOMAXPROCS(0)
	}
	alone := loop(t, url, body, 1, time.Second)
	full := loop(t, url, body, slots, time.Second)
	capacity := float64(len(full.answered))
	all := rush(t, url, body, capacity*tooMuch, *overload)
	alone.answered = append(alone.answered, loop(t, url, body, 1, time.Second).answered...)

	usual, loaded, refusal := p99(alone.answered), p99(all.answered), p99(all.refused)
	t.Logf("alone p99 %s; it can serve %.0f a second; asked %.0f a second: %d admitted, p50 %s, p99 %s; %d turned away, p99 %s",
		usual, capacity, float64(len(all.answered)+len(all.refused))/overload.Seconds(), len(all.answered), p50(all.answered), loaded, len(all.refused), refusal)
	if loaded > 2*usual {
		t.Errorf("those admitted wait %s, alone %s", loaded, usual)
	}
	if refusal > usual {
		t.Errorf("those turned away wait %s, an answer takes %s", refusal, usual)
	}
	if len(all.refused) < len(all.answered) {
		t.Errorf("only %d were turned away", len(all.refused))
	}
	if float64(len(all.answered)) < capacity*overload.Seconds()/3 {
		t.Errorf("only %d were admitted", len(all.answered))
	}
	for _, wrong := range all.wrong {
		t.Error(wrong)
	}
}

// answers are how long clients waited.
type answers struct {
	mu                sync.Mutex
	from              time.Time // what is asked before does not count
	answered, refused []time.Duration
	wrong             []string
}

func (a *answers) ask(client *http.Client, url, body string) {
	start := time.Now()
	reply, err := client.Post(url, "application/json", strings.NewReader(body))
	status, wait := 0, ""
	var text []byte
	if err == nil {
		text, err = io.ReadAll(reply.Body)
		reply.Body.Close()
		status, wait = reply.StatusCode, reply.Header.Get("Retry-After")
	}
	took := time.Since(start)
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case start.Before(a.from):
	case err != nil:
		a.wrong = append(a.wrong, err.Error())
	case status == http.StatusOK && bytes.HasPrefix(text, []byte(`{"data":{`)):
		a.answered = append(a.answered, took)
	case status == http.StatusServiceUnavailable && wait != "":
		a.refused = append(a.refused, took)
	default:
		a.wrong = append(a.wrong, fmt.Sprintf("%d %.300s", status, text))
	}
}

// loop lets some clients ask for a while, each as soon as it was answered.
func loop(t *testing.T, url, body string, clients int, during time.Duration) *answers {
	t.Helper()
	a, ends := &answers{}, time.Now().Add(during)
	var all sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	for range clients {
		all.Go(func() {
			for time.Now().Before(ends) {
				a.ask(client, url, body)
			}
		})
	}
	all.Wait()
	if len(a.wrong) > 0 || len(a.refused) > 0 || len(a.answered) == 0 {
		t.Fatalf("%d answered, %d refused, %v", len(a.answered), len(a.refused), a.wrong)
	}
	return a
}

// rush lets many clients ask for a while, so many times a second together, at
// times of their own.
func rush(t *testing.T, url, body string, rate float64, during time.Duration) *answers {
	t.Helper()
	ends, each := time.Now().Add(during), manyClients/rate
	a := &answers{}
	if during < time.Minute {
		a.from = time.Now().Add(time.Second) // until the server has noticed; of a minute, it is not one in a hundred
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: manyClients}}
	defer client.CloseIdleConnections()
	var all sync.WaitGroup
	seed := graphtest.Seed(t)
	for n := range manyClients {
		random := rand.New(rand.NewPCG(seed, uint64(n)))
		all.Go(func() {
			next := time.Now()
			for {
				next = next.Add(time.Duration(random.ExpFloat64() * each * float64(time.Second)))
				if next.After(ends) {
					return
				}
				time.Sleep(time.Until(next))
				a.ask(client, url, body)
			}
		})
	}
	all.Wait()
	return a
}

// calibrate makes a small request that takes some 10 milliseconds, so that what
// is measured is the server and not the clients.
func calibrate(t *testing.T, url string) string {
	t.Helper()
	const step = "meetings(first: 8) { nodes { participants(first: 8) { nodes { id ... on Actor { "
	deep := strings.Repeat(step, 3) + "name" + strings.Repeat(" } } } } }", 3)
	query := ""
	for n := 1; ; n++ {
		query += fmt.Sprintf("q%d: people(first: 40) { nodes { %s } } ", n, deep)
		body := `{"query": "{ ` + query + `}"}`
		took := p50(loop(t, url, body, 1, 300*time.Millisecond).answered)
		if took > 10*time.Millisecond || n == 16 {
			t.Logf("a request of %d bytes takes %s", len(body), took)
			return body
		}
	}
}

// watch returns the most memory that the server takes until it is stopped.
func (c *child) watch(t *testing.T, stop chan struct{}) chan float64 {
	t.Helper()
	peak := make(chan float64, 1)
	go func() {
		most := 0.0
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(250 * time.Millisecond):
				most = max(most, c.metric(t, "process_resident_memory_bytes"))
			}
		}
	}()
	return peak
}

func p50(all []time.Duration) time.Duration { return share(all, 50) }

func p99(all []time.Duration) time.Duration { return share(all, 99) }

// share returns the time within which so many of a hundred were done.
func share(all []time.Duration, percent int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	return sorted[(len(sorted)-1)*percent/100]
}

// get reads a page.
func get(t *testing.T, url string) string {
	t.Helper()
	reply, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer reply.Body.Close()
	text, _ := io.ReadAll(reply.Body)
	return string(text)
}

// number reads the first group of a match.
func number(t *testing.T, match []string) float64 {
	t.Helper()
	if len(match) < 2 {
		t.Error("no such metric")
		return 0
	}
	n, err := strconv.ParseFloat(match[1], 64)
	if err != nil {
		t.Error(err)
	}
	return n
}
