package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

var (
	attack     = flag.Duration("attack", 0, "how long TestAttack asks what is too much; 0 leaves it out")
	attackAt   = flag.String("attack-at", "", "the `address` that TestAttackers asks without end: TestAttack starts it so")
	attackData = flag.String("attack-data", "", "a `folder` with the whole tables of HistoryAtState for TestAttack, in the place of those that are shipped")
)

// What the server may take under attack, in MiB: what its memory is limited to,
// where a control group can be made, and what is thought well.
const (
	attackLimit = 512
	attackWell  = 384
)

// TestAttack measures what one client can take from the others. A server with
// the tables of HistoryAtState and a made graph is asked, from 127.0.0.2, all
// that is much in few words, again and again; beside it somebody at 127.0.0.3
// asks for one row at a time. It prints how long these take, alone and under
// attack, and how much memory the server holds; it fails if the server ends, or
// holds too much.
//
//	go test ./server -run TestAttack -attack 30s -v
func TestAttack(t *testing.T) {
	if *attack == 0 {
		t.Skip("give -attack 30s to attack a server")
	}
	store := attacked(t)
	server := startLimited(t, "-store", store, "-log-level", "warn")
	attacker, guest := clientAt(t, "127.0.0.2"), clientAt(t, "127.0.0.3")
	address := "http://" + server.addr
	_, idle := server.memory(t)
	t.Logf("loaded: %d MiB", idle)

	all := attacks()
	for _, a := range all {
		t.Logf("%-34s %s", a.name, a.once(attacker, address))
		if _, high := server.memory(t); high > attackWell {
			t.Errorf("%s: the server has held %d MiB", a.name, high)
			break
		}
	}
	quiet := visits(guest, address, 3*time.Second)
	stop := startAttackers(t, address)
	time.Sleep(time.Second)
	under := visits(guest, address, *attack)
	stop()
	now, high := server.memory(t)
	t.Logf("one row, alone: %s", quiet)
	t.Logf("one row, under attack: %s", under)
	t.Logf("the server holds %d MiB, at most %d MiB", now, high)
	if high > attackWell {
		t.Errorf("the server has held %d MiB; %d are well", high, attackWell)
	}
	if len(under.answered) == 0 {
		t.Errorf("nobody else is answered under attack")
	}
	server.stop(t)
}

// startAttackers asks from a process of its own, which gives way to all others:
// attackers are on machines of their own, and take nothing of the server's.
func startAttackers(t *testing.T, address string) (stop func()) {
	t.Helper()
	command := exec.Command("nice", "-n", "19", os.Args[0], "-test.run", "^TestAttackers$", "-attack-at", address)
	hold, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return func() {
		_ = hold.Close()
		_ = command.Wait()
	}
}

// TestAttackers sends all attacks, again and again, from eight connections until
// nobody holds its standard input open.
func TestAttackers(t *testing.T) {
	if *attackAt == "" {
		t.Skip("TestAttack starts it")
	}
	attacker, all := clientAt(t, "127.0.0.2"), attacks()
	for n := range 8 {
		go func() {
			for i := n; ; i++ {
				all[i%len(all)].again(attacker, *attackAt)
			}
		}()
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// oneAttack is a request that asks much.
type oneAttack struct {
	name string
	path string // of a GET; "" is a POST of the query
	text string
}

// attacks are requests that ask much in few words.
func attacks() []oneAttack {
	aliases := func(n int, field string) string {
		var out strings.Builder
		for i := range n {
			out.WriteString(strings.ReplaceAll(field, "$i", strconv.Itoa(100+i)))
		}
		return "{ " + out.String() + "}"
	}
	nested := func(levels int) string {
		return "{ people(first: 1, where: {" + strings.Repeat("met: {none: {node: {", levels) + `name: {contains: "zz"}` + strings.Repeat("}}}", levels) + "}) { totalCount } }"
	}
	return []oneAttack{
		{"60 timelines", "", aliases(60, `a$i: timeline(entity: "country:us", first: 1, from: "1$i-01-01") { nodes { __typename } } `)},
		{"60 timelines, to be read", "", aliases(60, `a$i: timeline(entity: "country:us", first: 1000) { nodes { id label evidence { quote } } } `)},
		{"99 subgraphs", "", aliases(99, `a$i: subgraph(roots: ["country:us", "person:m1"], depth: 6, maxNodes: 4$i, maxEdges: 20000) { truncated } `)},
		{"40 large subgraphs", "", aliases(40, `a$i: subgraph(roots: ["person:m$i"], depth: 6, maxNodes: 5000, maxEdges: 20000) { nodes { id label degree attributes { name value } } edges { id label } } `)},
		{"a filter nested once", "", nested(1)},
		{"a filter nested twice", "", nested(2)},
		{"a filter nested three times", "", nested(3)},
		{"a filter nested four times", "", nested(4)},
		{"a filter by a count", "", `{ people(first: 1, where: {met: {count: {gt: 5}}}) { totalCount } }`},
		{"100 filters by a count", "", aliases(100, `a$i: people(first: 1, where: {met: {count: {gt: $i}}}) { totalCount } `)},
		{"an order by a count", "", `{ people(first: 3, orderBy: [{met: {count: DESC}}]) { nodes { id } } }`},
		{"an order by conflicts", "", `{ countries(first: 3, orderBy: [{conflictsWith: {count: DESC}}]) { nodes { id } } }`},
		{"pages in pages", "", `{ people(first: 1000) { nodes { met(first: 1000) { edges { count meetings { name participants(first: 1000) { nodes { id } } } } } } } }`},
		{"all pairs of votes", "", `{ countries(first: 300) { nodes { conflictsWith(first: 1000) { edges { via { a { id } b { id } } } } } } }`},
		{"a search for one letter", "", aliases(60, `a$i: search(text: "m", first: $i) { totalCount nodes { id } } `)},
		{"a scan of all words", "", aliases(99, `a$i: facts(first: 1, where: {locator: {contains: "z$i"}}) { totalCount } `)},
		{"groups of ids", "", aliases(60, `a$i: people { groupBy(field: NAME) { value count } } `)},
		{"a network of meetings", "", `{ network(kind: CO_ATTENDANCE, first: 20000) { nodes { id } } }`},
		{"a network of conflicts", "", `{ network(kind: CONFLICT, first: 20000) { nodes { id } } }`},
		{"the export of meetings", "/export?format=gexf&kind=CO_ATTENDANCE", ""},
		{"the export of conflicts", "/export?format=graphml&kind=CONFLICT", ""},
		{"a large export", "/export?format=gexf&roots=person:m1&depth=6&maxNodes=5000&maxEdges=20000", ""},
		{"paths", "", aliases(60, `a$i: paths(from: "person:m$i", to: "country:v1", maxHops: 8, first: 100) { length } `)},
		{"the front page", "/", ""},
	}
}

// once asks, and tells what came of it.
func (a oneAttack) once(client *http.Client, address string) string {
	began := time.Now()
	reply, err := a.send(client, address)
	if err != nil {
		return err.Error()
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		return err.Error()
	}
	told := fmt.Sprintf("%d, %7d bytes in %6d ms", reply.StatusCode, len(text), time.Since(began).Milliseconds())
	var answer struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code graph.Code }
		}
		Extensions struct {
			Cost struct{ Cost, Work, Held int }
		}
	}
	if json.Unmarshal(text, &answer) != nil {
		return told
	}
	if len(answer.Errors) > 0 {
		told += fmt.Sprintf(", %s: %.70s", answer.Errors[0].Extensions.Code, answer.Errors[0].Message)
	}
	cost := answer.Extensions.Cost
	return told + fmt.Sprintf(", cost %d, work %d, held %d KiB", cost.Cost, cost.Work, cost.Held>>10)
}

// again asks, and does not look at the answer, which would take this machine from
// the server.
func (a oneAttack) again(client *http.Client, address string) {
	reply, err := a.send(client, address)
	if err != nil {
		return // it is told once what comes of it
	}
	defer reply.Body.Close()
	_, _ = io.Copy(io.Discard, reply.Body)
}

func (a oneAttack) send(client *http.Client, address string) (*http.Response, error) {
	if a.path != "" {
		return client.Get(address + a.path)
	}
	body, err := json.Marshal(map[string]string{"query": a.text})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest("POST", address+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Parley-Extensions", "cost")
	return client.Do(request)
}

// String tells how long those waited who were answered, and how many were not.
func (a *answers) String() string {
	return fmt.Sprintf("%d answered, p50 %s, p99 %s; %d refused; %d wrong %.200q", len(a.answered), p50(a.answered), p99(a.answered), len(a.refused), len(a.wrong), a.wrong[:min(1, len(a.wrong))])
}

// visits asks for one row at a time, for a while.
func visits(client *http.Client, address string, during time.Duration) *answers {
	a := &answers{}
	for ends := time.Now().Add(during); time.Now().Before(ends); time.Sleep(10 * time.Millisecond) {
		a.ask(client, address+"/graphql", `{"query": "{ person(id: \"person:m7\") { name } }"}`)
	}
	return a
}

// clientAt is a client at one of this machine's own addresses.
func clientAt(t *testing.T, ip string) *http.Client {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(ip)}, Timeout: 10 * time.Second}
	transport := &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 16}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 2 * time.Minute}
}

// attacked makes the store that is attacked.
func attacked(t *testing.T) string {
	t.Helper()
	address := "sqlite:" + filepath.Join(t.TempDir(), "attacked.db")
	tables := []string{"import", "-store", address, "../seed/historyatstate"}
	if *attackData != "" {
		tables = []string{"import", "-store", address, "-mapping", "../seed/historyatstate/mapping.yaml", *attackData}
	}
	if status := run(t.Context(), tables, io.Discard, os.Stderr); status != ok {
		t.Fatalf("the tables are not imported: exit status %d", status)
	}
	_, store, err := opened(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	makeCrowd(t, store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return address
}

// makeCrowd adds 10,000 meetings of twenty of 20,000 people each, and 200
// countries' votes on 500 positions: 300,000 edges.
func makeCrowd(t *testing.T, store graph.Store) {
	t.Helper()
	const source = "source:crowd"
	var batch []graph.Change
	put := func(c graph.Change) {
		if batch = append(batch, c); len(batch) < graph.MaxChanges {
			return
		}
		if _, err := store.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		batch = batch[:0]
	}
	node := func(kind, id string, i int) {
		put(graph.PutNode{Source: source, ID: id, Props: map[string]graph.Value{"name": fmt.Sprintf("%s m%d", kind, i)}})
	}
	say := func(f graph.Fact, says map[string]graph.Value) {
		put(graph.PutEvidence{Source: source, Fact: f, Evidence: graph.Evidence{Locator: "row " + f.Node + f.From + f.To, Act: "REPORTED", Basis: "STATED", Says: says}})
	}
	node("The crowd", source, 0)
	for i := range 20_000 {
		node("Person", fmt.Sprintf("person:m%d", i), i)
	}
	for i := range 10_000 {
		id := fmt.Sprintf("meeting:m%d", i)
		node("Meeting", id, i)
		say(graph.Fact{Node: id}, map[string]graph.Value{"status": "HELD"})
		for j := range 20 {
			from := fmt.Sprintf("person:m%d", (i*7919+j*j*104729+j)%20_000)
			say(graph.Fact{Edge: "PARTICIPATED_IN", From: from, To: id}, map[string]graph.Value{"attendance": "ATTENDED"})
		}
	}
	for i := range 200 {
		node("Country", fmt.Sprintf("country:v%d", i), i)
	}
	for i := range 500 {
		id := fmt.Sprintf("position:m%d", i)
		node("Position", id, i)
		say(graph.Fact{Node: id}, nil)
		for j := range 200 {
			stance := []string{"SUPPORTS", "OPPOSES"}[(i*j+j)%2]
			say(graph.Fact{Edge: "HOLDS", From: fmt.Sprintf("country:v%d", j), To: id, Identity: map[string]graph.Value{"stance": stance}}, nil)
		}
	}
	if _, err := store.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
}

// startLimited starts a server whose memory is limited by a control group, where
// one can be made.
func startLimited(t *testing.T, flags ...string) *child {
	t.Helper()
	group, err := os.MkdirTemp("/sys/fs/cgroup/memory", "parley")
	if err == nil {
		t.Cleanup(func() { _ = os.Remove(group) })
		err = os.WriteFile(filepath.Join(group, "memory.limit_in_bytes"), []byte(strconv.Itoa(attackLimit<<20)), 0o644)
	}
	if err != nil {
		t.Logf("the server's memory is not limited: %v", err)
		return startChild(t, "127.0.0.1:0", flags...)
	}
	t.Logf("the server's memory is limited to %d MiB", attackLimit)
	return startChildOf(t, func(args ...string) *exec.Cmd {
		return exec.Command("sh", append([]string{"-c", `echo $$ > "$0/cgroup.procs" && exec "$@"`, group}, args...)...)
	}, "127.0.0.1:0", flags...)
}

// memory reads how many MiB the server holds now, and at most so far.
func (c *child) memory(t *testing.T) (now, high int) {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.Process.Pid))
	if err != nil {
		t.Fatalf("the server is gone: %v", err)
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kib, _ := strconv.Atoi(fields[1])
		switch fields[0] {
		case "VmRSS:":
			now = kib >> 10
		case "VmHWM:":
			high = kib >> 10
		}
	}
	return now, high
}
