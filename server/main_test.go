package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMisuse types what is wrong: one clear line, and the exit status.
func TestMisuse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	broken := t.TempDir()
	write(t, broken, "text.txt", "Ann met Bob.")
	write(t, broken, "facts.yaml", "source:\n  id: source:x\n  title: X\nfacts:\n  - fact: person:ann HOLDS position:y\n    quote: Ann met Carl\n")

	cases := []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"a taken port", []string{"-addr", taken.Addr().String()}, failed, "address already in use; choose another address with -addr"},
		{"a missing folder", []string{"-load", "nowhere"}, failed, "nowhere"},
		{"a folder with faults", []string{"-load", broken}, failed, "facts.yaml:6:"},
		{"a source that is loaded already", []string{"-addr", "127.0.0.1:0", "-load", "../seed/peace-talks"}, failed, "source:peace-talks is the source of peace-talks already"},
		{"any origin", []string{"-addr", "127.0.0.1:0", "-cors-origin", "https://*"}, misuse, "is not an origin"},
		{"an unknown flag", []string{"-sed=false"}, misuse, "-sed"},
		{"an unknown command", []string{"srve"}, misuse, `"srve" is neither a flag nor a command`},
		{"an origin that is none", []string{"-addr", "127.0.0.1:0", "-cors-origin", "example.org"}, misuse, "https://example.org"},
		{"check without a folder", []string{"check"}, misuse, "check FOLDER"},
		{"import without a file", []string{"import"}, misuse, "import what?"},
		{"import of what there is not", []string{"import", "-store", "memory:", "nowhere"}, failed, "nowhere: no such file"},
		{"import of a folder with faults", []string{"import", "-store", "memory:", broken}, failed, "facts.yaml:6:"},
		{"import of a CSV file alone", []string{"import", "-store", "memory:", "../seed/historyatstate/visits.csv"}, misuse, "-mapping FILE.yaml"},
		{"import in a format that there is not", []string{"import", "-store", "memory:", "-format", "xls", broken}, misuse, "there are auto, corpus, table, dna, ftm, ndjson"},
		{"a mapping for what is no table", []string{"import", "-format", "ftm", "-mapping", "m.yaml"}, misuse, "-mapping is for tables"},
		{"a negative number of errors", []string{"import", "-max-errors", "-1", "x"}, misuse, "from 0"},
		{"export over a file", []string{"export", "-store", "memory:", "-o", broken + "/text.txt"}, failed, "is there already"},
		{"export into no folder", []string{"export", "-store", "memory:", "-o", broken + "/no/x"}, failed, "no such file"},
		{"export in a format that there is not", []string{"export", "-format", "xml"}, misuse, "there is ndjson"},
		{"export with a name", []string{"export", "x"}, misuse, "-o x"},
		{"check of a folder with faults", []string{"check", broken}, failed, "facts.yaml:6:"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var stderr bytes.Buffer
			status := run(t.Context(), c.args, io.Discard, &stderr)
			if status != c.status || !strings.Contains(stderr.String(), c.says) {
				t.Errorf("status %d: %s", status, stderr.String())
			}
			if strings.Contains(stderr.String(), "goroutine") {
				t.Errorf("a stack trace: %s", stderr.String())
			}
		})
	}
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestHelp(t *testing.T) {
	var stderr bytes.Buffer
	if status := run(t.Context(), []string{"-help"}, io.Discard, &stderr); status != ok || !strings.Contains(stderr.String(), "-load") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}

// TestCheck reads a folder that is right and lists what gave no fact.
func TestCheck(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "text.txt", "Ann supports the plan. It rained.\n")
	write(t, folder, "facts.yaml", `source:
  id: source:x
  title: X
entities:
  - id: person:ann
    name: Ann
  - id: position:plan
    name: The plan
facts:
  - fact: position:plan
    quote: the plan
  - fact: person:ann HOLDS position:plan
    stance: SUPPORTS
    quote: Ann supports the plan
`)
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"check", folder}, &stdout, &stderr); status != ok {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	for _, want := range []string{"3 nodes, 1 edges, 2 facts; 1 of 2 sentences gave none", "line 1: It rained."} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("%q is not in:\n%s", want, stdout.String())
		}
	}
}

// notes gathers what is written from several goroutines.
type notes struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// TestServe starts the server as a newcomer does, asks what it suggests, and
// stops it.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var stdout notes
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, &stdout, io.Discard) }()

	address := regexp.MustCompile(`http://\S+/graphql`)
	deadline := time.Now().Add(10 * time.Second)
	for !address.MatchString(stdout.String()) {
		if time.Now().After(deadline) {
			t.Fatalf("no address in %q", stdout.String())
		}
		time.Sleep(10 * time.Millisecond)
	}
	body := regexp.MustCompile(`-d '(.*)'`).FindStringSubmatch(stdout.String())[1]
	reply, err := http.Post(address.FindString(stdout.String()), "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if text, _ := io.ReadAll(reply.Body); !strings.Contains(string(text), "Keir Starmer") {
		t.Errorf("the suggested query answers %s", text)
	}
	stop()
	if status := <-ended; status != ok {
		t.Errorf("stopped with status %d", status)
	}
}
