package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/seed/ndjson"
	"parley/server/web"
)

// open is a server that takes changes from everyone, with an empty store.
func open(t *testing.T, store func(graph.Store) graph.Store, here bool) *api {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	a := &api{store: memory.New(m), model: m}
	handler, err := web.New(web.Config{Schema: s, Store: store(a.store), Log: slog.New(slog.DiscardHandler), WritableHere: here})
	if err != nil {
		t.Fatal(err)
	}
	a.Server = httptest.NewUnstartedServer(handler)
	a.Config.ReadTimeout, a.Config.WriteTimeout = 2*time.Second, 2*time.Second
	a.Start()
	t.Cleanup(a.Close)
	return a
}

func asItIs(s graph.Store) graph.Store { return s }

// exported returns the graph as a file of changes.
func (a *api) exported(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	if err := ndjson.Write(&out, a.model, a.store.Snapshot().Changes(context.Background())); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// bring posts a file, and returns the status and the last line of the answer.
func (a *api) bring(t *testing.T, query string, header http.Header, body io.Reader) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.URL+"/import"+query, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, l := range lines {
		if !json.Valid([]byte(l)) {
			t.Errorf("not a line of JSON: %s", l)
		}
	}
	return reply.StatusCode, lines[len(lines)-1]
}

func lines() http.Header { return http.Header{"Content-Type": {"application/x-ndjson; charset=utf-8"}} }

const head = `{"format":"parley changes","version":1}` + "\n"

// A graph is posted as it was exported, and is the same.
func TestImportOfAnExport(t *testing.T) {
	from, to := newAPI(t), open(t, asItIs, true)
	file := from.exported(t)
	status, last := to.bring(t, "?format=ndjson", lines(), strings.NewReader(file))
	if want := fmt.Sprintf(`{"summary":{"rows":%d,"leftOut":0,"alreadyLoaded":false,"nodes":95,"edges":139,"evidence":193}}`, strings.Count(file, "\n")-1); status != http.StatusOK || last != want {
		t.Errorf("%d %s\nwant %s", status, last, want)
	}
	if to.exported(t) != file {
		t.Error("the graphs differ")
	}
}

func TestImportOfEntities(t *testing.T) {
	a := open(t, asItIs, true)
	const file = `{"id":"Q1","schema":"Person","properties":{"name":["Anna Berg"]}}` + "\n" + `{"id":"Q2","schema":"Person","properties":{}}` + "\n"
	const problem = `"problems":[{"file":"peps.json","line":2,"column":1,"message":"Person Q2: it has no name"}]`
	steps := []struct{ query, want string }{
		{"?format=ftm&name=peps.json", `{"error":{"code":"BAD_INPUT","message":"1 rows are wrong, and nothing of the file was imported",` + problem + `}}`},
		{"?format=ftm&name=peps.json&maxErrors=1", `{"summary":{"rows":2,"leftOut":1,"alreadyLoaded":false,"nodes":2,"edges":0,"evidence":0,` + problem + `}}`},
		{"?format=ftm&name=peps.json&maxErrors=1", `{"summary":{"rows":2,"leftOut":1,"alreadyLoaded":true,"nodes":0,"edges":0,"evidence":0,` + problem + `}}`},
		{"?format=ftm&name=peps.json&maxErrors=1&again=true", `{"summary":{"rows":2,"leftOut":1,"alreadyLoaded":false,"nodes":0,"edges":0,"evidence":0,` + problem + `}}`},
	}
	for _, s := range steps {
		if status, last := a.bring(t, s.query, lines(), strings.NewReader(file)); status != http.StatusOK || last != s.want {
			t.Errorf("%s: %d %s\nwant %s", s.query, status, last, s.want)
		}
	}
}

// A file takes the place of another of its source, and says so.
func TestImportInThePlaceOfAnother(t *testing.T) {
	a := open(t, asItIs, true)
	file := func(name string) io.Reader {
		return strings.NewReader(`{"id":"` + name + `","schema":"Person","properties":{"name":["` + name + `"]}}` + "\n")
	}
	steps := []struct{ query, name, want string }{
		{"?format=ftm&name=peps.json", "Anna", `"nodes":2,"edges":0,"evidence":0}}`},
		{"?format=ftm&name=peps.json", "Bo", `"nodes":2,"edges":0,"evidence":0,"gone":{"nodes":1,"edges":0,"evidence":0}}}`},
		{"?format=ftm&name=peps.json&source=source:anna", "Anna", `"nodes":2,"edges":0,"evidence":0}}`},
	}
	for _, s := range steps {
		if status, last := a.bring(t, s.query, lines(), file(s.name)); status != http.StatusOK || !strings.HasSuffix(last, s.want) {
			t.Errorf("%s: %d %s\nwant %s", s.query, status, last, s.want)
		}
	}
}

// What is turned away at the door has a status of its own and changes nothing.
func TestImportRefusals(t *testing.T) {
	plain := http.Header{"Content-Type": {"text/plain"}}
	foreign := lines()
	foreign.Set("Sec-Fetch-Site", "cross-site")
	cases := []struct {
		name, query string
		header      http.Header
		here        bool
		body        string
		status      int
		says        string
	}{
		{"nobody may write unless it is said who", "?format=ndjson", lines(), false, head, http.StatusForbidden, "accepts no changes from this address"},
		{"another site's page", "?format=ndjson", foreign, true, head, http.StatusForbidden, ""},
		{"what a form can send", "?format=ndjson", plain, true, head, http.StatusUnsupportedMediaType, "application/x-ndjson"},
		{"no type", "?format=ndjson", http.Header{}, true, head, http.StatusUnsupportedMediaType, "application/x-ndjson"},
		{"no format", "", lines(), true, head, http.StatusBadRequest, "?format=ndjson"},
		{"an unknown format", "?format=csv", lines(), true, head, http.StatusBadRequest, "?format=ndjson"},
		{"an unknown parameter", "?format=ndjson&max-errors=1", lines(), true, head, http.StatusBadRequest, `there is no parameter \"max-errors\"`},
		{"errors without end", "?format=ndjson&maxErrors=-1", lines(), true, head, http.StatusBadRequest, "maxErrors is a number"},
		{"entities of no file", "?format=ftm", lines(), true, head, http.StatusBadRequest, "name=peps.json"},
		{"a source of changes", "?format=ndjson&source=source:x", lines(), true, head, http.StatusBadRequest, "source is for format=ftm"},
		{"a source of another kind", "?format=ftm&name=x&source=person:x", lines(), true, head, http.StatusBadRequest, "the id of a source begins with"},
		{"entities of an empty file", "?format=ftm&name=x", lines(), true, "\n", http.StatusOK, "the file has no entity"},
		{"a name that is a path", "?format=ftm&name=../../x", lines(), true, head, http.StatusBadRequest, "without a folder"},
		{"what is no file of changes", "?format=ndjson", lines(), true, "{}\n", http.StatusOK, `"line":1,"column":1,"message":"this is no file of changes`},
		{"nothing", "?format=ndjson", lines(), true, "", http.StatusOK, `"message":"this is no file of changes`},
		{"a line that is wrong", "?format=ndjson", lines(), true, head + "\n{\"sweep\":1}\n", http.StatusOK, `"problems":[{"file":"the file","line":3,"column":10,"message":"here stands an object, and not a number"}]`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, asItIs, c.here)
			status, last := a.bring(t, c.query, c.header, strings.NewReader(c.body))
			if status != c.status || !strings.Contains(last, c.says) {
				t.Errorf("%d %s\nwant %d %s", status, last, c.status, c.says)
			}
			if a.exported(t) != head {
				t.Error("it changes the store")
			}
		})
	}
	t.Run("another method", func(t *testing.T) {
		a := open(t, asItIs, true)
		reply, err := http.Get(a.URL + "/import")
		if err != nil {
			t.Fatal(err)
		}
		reply.Body.Close()
		if reply.StatusCode == http.StatusOK {
			t.Errorf("status %d", reply.StatusCode)
		}
	})
}

// trickling is a body that comes slowly, but does not stall.
type trickling struct {
	text string
	each time.Duration
}

func (s *trickling) Read(p []byte) (int, error) {
	if s.text == "" {
		return 0, io.EOF
	}
	time.Sleep(s.each)
	n := copy(p, s.text[:1+len(s.text)/8])
	s.text = s.text[n:]
	return n, nil
}

// gated is a store whose Applies wait for a word, or for the context to end.
type gated struct {
	graph.Store
	began chan struct{} // told of each Apply
	gate  chan struct{} // closed when they may go on
	ended chan error    // told of each whose context ended
}

func gate() gated {
	return gated{began: make(chan struct{}, 100), gate: make(chan struct{}), ended: make(chan error, 100)}
}

func (s gated) Apply(ctx context.Context, changes []graph.Change) (graph.Applied, error) {
	s.began <- struct{}{}
	select {
	case <-s.gate:
		return s.Store.Apply(ctx, changes)
	case <-ctx.Done():
		s.ended <- context.Cause(ctx)
		return graph.Applied{}, graph.Ended(ctx, "apply")
	}
}

// A large file and much work take longer than a question may.
func TestAnImportHasTime(t *testing.T) {
	from := newAPI(t)
	store := gate()
	to := open(t, func(s graph.Store) graph.Store { store.Store = s; return store }, true)
	file := from.exported(t)
	go func() {
		<-store.began
		time.Sleep(3 * time.Second) // longer than the server's own limits
		close(store.gate)
	}()
	if status, last := to.bring(t, "?format=ndjson", lines(), &trickling{file, 40 * time.Millisecond}); status != http.StatusOK || !strings.HasPrefix(last, `{"summary"`) {
		t.Errorf("%d %s", status, last)
	}
	if to.exported(t) != file {
		t.Error("the graphs differ")
	}
}

// One import is made at a time, and one whose client goes away ends.
func TestAnImportEndsWithItsClient(t *testing.T) {
	from := newAPI(t)
	store := gate()
	to := open(t, func(s graph.Store) graph.Store { store.Store = s; return store }, true)
	file := from.exported(t)
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL+"/import?format=ndjson", strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	request.Header = lines()
	gone := make(chan error, 1)
	go func() {
		reply, err := http.DefaultClient.Do(request)
		if err == nil {
			_, err = io.Copy(io.Discard, reply.Body)
			reply.Body.Close()
		}
		gone <- err
	}()
	<-store.began
	if status, last := to.bring(t, "?format=ndjson", lines(), strings.NewReader(file)); status != http.StatusServiceUnavailable || !strings.Contains(last, "another import is going on") {
		t.Errorf("beside another: %d %s", status, last)
	}
	leave()
	if err := <-gone; err == nil {
		t.Error("the client did not go away")
	}
	select {
	case <-store.ended:
	case <-time.After(time.Minute):
		t.Fatal("the import goes on for nobody")
	}
	close(store.gate)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		status, last := to.bring(t, "?format=ndjson", lines(), strings.NewReader(file))
		if status == http.StatusOK {
			if !strings.Contains(last, `"nodes":95`) {
				t.Errorf("the import of who went away came to its end: %s", last)
			}
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("it does not end: %d %s", status, last)
		}
	}
}

// A body that breaks off is not imported.
func TestABodyThatBreaksOffIsNotImported(t *testing.T) {
	from, to := newAPI(t), open(t, asItIs, true)
	file := from.exported(t)
	conn, err := net.Dial("tcp", strings.TrimPrefix(to.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "POST /import?format=ndjson HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n%s", len(file), file[:strings.LastIndex(strings.TrimSpace(file), "\n")+1])
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	reply, _ := io.ReadAll(conn)
	if !strings.HasPrefix(string(reply), "HTTP/1.1 400") {
		t.Errorf("%s", reply)
	}
	if to.exported(t) != head {
		t.Error("what came of it was imported")
	}
}
