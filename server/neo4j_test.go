package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/graph/neo4j/neo4jtest"
)

// TestNeo4jComesAndGoes starts the server while Neo4j is down: it lives, says why
// it is not ready, and recovers when Neo4j comes; also when it dies and comes
// back. The password is nowhere to be seen.
func TestNeo4jComesAndGoes(t *testing.T) {
	database := neo4jtest.StartPrivate(t)
	database.Kill()
	t.Setenv("NEO4J_USERNAME", database.Username)
	t.Setenv("NEO4J_PASSWORD", database.Password)
	ctx, stop := context.WithCancel(t.Context())
	var stdout, stderr notes
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-store", database.URI}, &stdout, &stderr)
	}()
	base := strings.TrimSuffix(eventually(t, &stdout, `http://\S+/graphql`), "/graphql")

	status(t, base+"/livez", http.StatusOK)
	if why := status(t, base+"/readyz", http.StatusServiceUnavailable); !strings.Contains(why, "Neo4j cannot be reached") {
		t.Errorf("/readyz says %q", why)
	}
	if answer := question(t, base); !strings.Contains(answer, "UNAVAILABLE") {
		t.Errorf("while Neo4j is down: %s", answer)
	}
	recovered := func() {
		t.Helper()
		database.Restart()
		status(t, base+"/readyz", http.StatusOK)
		if answer := question(t, base); !strings.Contains(answer, "Steve Witkoff") {
			t.Errorf("once Neo4j is up: %s", answer)
		}
	}
	recovered()
	database.Kill()
	if answer := question(t, base); !strings.Contains(answer, "UNAVAILABLE") {
		t.Errorf("after Neo4j died: %s", answer)
	}
	recovered()
	stop()
	if code := <-ended; code != ok {
		t.Errorf("stopped with status %d: %s", code, stderr.String())
	}
	if database.Password != "" && strings.Contains(stdout.String()+stderr.String(), database.Password) {
		t.Error("the password is in the output")
	}
}

// eventually waits for the output to match.
func eventually(t *testing.T, out *notes, pattern string) string {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found := regexp.MustCompile(pattern).FindString(out.String()); found != "" {
			return found
		}
	}
	t.Fatalf("no %s in %q", pattern, out.String())
	return ""
}

// status waits until a page answers with a status, and returns its text. (A busy
// machine may need minutes to load what is shipped.)
func status(t *testing.T, url string, want int) string {
	t.Helper()
	text := ""
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		reply, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(reply.Body)
		reply.Body.Close()
		if text = string(body); reply.StatusCode == want {
			return text
		}
	}
	t.Fatalf("%s never says %d, but %s", url, want, text)
	return ""
}

func question(t *testing.T, base string) string {
	t.Helper()
	client := http.Client{Timeout: 2 * time.Minute}
	reply, err := client.Post(base+"/graphql", "application/json", bytes.NewBufferString(`{"query": "{ person(id: \"person:steve-witkoff\") { name } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, _ := io.ReadAll(reply.Body)
	return string(text)
}

// TestStoreFlag refuses addresses that are none, and passwords on the command line.
func TestStoreFlag(t *testing.T) {
	cases := []struct{ name, store, says string }{
		{"no such store", "redis:", "sqlite: and a path, memory: or an address like neo4j://host:7687"},
		{"a file without a name", "sqlite:", "sqlite: takes a path"},
		{"a password on the command line", "neo4j://ann:hunter2@localhost:7687", "NEO4J_PASSWORD"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var stderr bytes.Buffer
			if code := run(t.Context(), []string{"-store", c.store}, io.Discard, &stderr); code != misuse || !strings.Contains(stderr.String(), c.says) {
				t.Errorf("status %d: %s", code, stderr.String())
			}
			if strings.Contains(stderr.String(), "hunter2") {
				t.Errorf("the password is in %s", stderr.String())
			}
		})
	}
}

// TestHalfASignIn refuses to start with a password without a user name, and the
// other way round.
func TestHalfASignIn(t *testing.T) {
	for _, c := range []struct{ name, user, password, says string }{
		{"no user name", "", "hunter2", "NEO4J_USERNAME"},
		{"no password", "neo4j", "", "NEO4J_PASSWORD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("NEO4J_USERNAME", c.user)
			t.Setenv("NEO4J_PASSWORD", c.password)
			var stderr bytes.Buffer
			code := run(t.Context(), []string{"-store", "neo4j://localhost"}, io.Discard, &stderr)
			if code != misuse || !strings.Contains(stderr.String(), c.says) || strings.Contains(stderr.String(), "hunter2") {
				t.Errorf("status %d: %s", code, stderr.String())
			}
		})
	}
}

// TestNobodyListens takes an address where nothing listens for a database that
// is down, not for a mistake.
func TestNobodyListens(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var stdout, stderr notes
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-store", "bolt://" + address}, &stdout, &stderr)
	}()
	eventually(t, &stderr, "Neo4j cannot be reached")
	stop()
	if code := <-ended; code != ok {
		t.Errorf("status %d: %s", code, stderr.String())
	}
}
