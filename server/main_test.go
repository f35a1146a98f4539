package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
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
		{"a demonstration that is to be kept", []string{"-demo", "-store", "memory:"}, misuse, "leave -store out"},
		{"a taken port", []string{"-store", "memory:", "-addr", taken.Addr().String()}, failed, "address already in use; choose another address with -addr"},
		{"a missing folder", []string{"-store", "memory:", "-load", "nowhere"}, failed, "nowhere"},
		{"a folder with faults", []string{"-store", "memory:", "-load", broken}, failed, "facts.yaml:6:"},
		{"a source that is loaded already", []string{"-store", "memory:", "-addr", "127.0.0.1:0", "-load", "../seed/peace-talks"}, failed, "source:peace-talks is the source of peace-talks already"},
		{"any origin", []string{"-store", "memory:", "-addr", "127.0.0.1:0", "-cors-origin", "https://*"}, misuse, "is not an origin"},
		{"an unknown flag", []string{"-sed=false"}, misuse, "-sed"},
		{"an unknown command", []string{"srve"}, misuse, `"srve" is neither a flag nor a command`},
		{"an origin that is none", []string{"-store", "memory:", "-addr", "127.0.0.1:0", "-cors-origin", "example.org"}, misuse, "https://example.org"},
		{"check without a folder", []string{"check"}, misuse, "check FOLDER"},
		{"import without a file", []string{"import"}, misuse, "name a file to import"},
		{"import of what there is not", []string{"import", "-store", "memory:", "nowhere"}, failed, "nowhere: no such file"},
		{"import of a folder with faults", []string{"import", "-store", "memory:", broken}, failed, "facts.yaml:6:"},
		{"import of a CSV file alone", []string{"import", "-store", "memory:", "../seed/historyatstate/visits.csv"}, misuse, "-mapping FILE.yaml"},
		{"import in a format that does not exist", []string{"import", "-store", "memory:", "-format", "xls", broken}, misuse, "there are auto, corpus, table, dna, ftm, ndjson"},
		{"a mapping for what is no table", []string{"import", "-format", "ftm", "-mapping", "m.yaml"}, misuse, "-mapping is for tables"},
		{"a negative number of errors", []string{"import", "-max-errors", "-1", "x"}, misuse, "from 0"},
		{"export over a file", []string{"export", "-store", "memory:", "-o", broken + "/text.txt"}, failed, "is there already"},
		{"export into no folder", []string{"export", "-store", "memory:", "-o", broken + "/no/x"}, failed, "no such file"},
		{"export in a format that does not exist", []string{"export", "-format", "xml"}, misuse, "there is ndjson"},
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

// TestVersion asks which version it is: one line, and no store is opened.
func TestVersion(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"-version"}, &stdout, &stderr); status != ok {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	if line := regexp.MustCompile(`^parley \S+, revision \w+(, modified)?, ` + regexp.QuoteMeta(runtime.Version()) + `\n$`); !line.MatchString(stdout.String()) {
		t.Errorf("%q is not %s", stdout.String(), line)
	}
	if _, err := os.Stat("parley.db"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a store was made: %v", err)
	}
}

// TestCheck reads a folder that is right and lists what an editor would look at
// again, and what gave no fact.
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
	warning := folder + `/facts.yaml:10:5: warning: the quote "the plan" has fewer than 3 words: quote enough to carry what the fact says` + "\n"
	if stderr.String() != warning {
		t.Errorf("it warns:\n%swant:\n%s", stderr.String(), warning)
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

// serving is a server under test.
type serving struct {
	base   string
	stdout *notes
	stop   func()
}

// started starts a server and waits until it answers.
func started(t *testing.T, args ...string) serving {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := serving{stdout: new(notes)}
	var stderr notes
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), s.stdout, &stderr) }()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if status := <-ended; status != ok {
			t.Errorf("stopped with status %d: %s", status, stderr.String())
		}
	})
	t.Cleanup(s.stop)
	s.base = strings.TrimSuffix(eventually(t, s.stdout, `http://\S+/graphql`), "/graphql")
	return s
}

// TestServe starts the server as a newcomer does, asks what it suggests, stops
// it and starts it again.
func TestServe(t *testing.T) {
	t.Setenv("NEO4J_URI", "")
	t.Chdir(t.TempDir())
	s := started(t)
	body := regexp.MustCompile(`-d '(.*)'`).FindStringSubmatch(s.stdout.String())[1]
	reply, err := http.Post(s.base+"/graphql", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if text, _ := io.ReadAll(reply.Body); !strings.Contains(string(text), "Keir Starmer") {
		t.Errorf("the suggested query answers %s", text)
	}
	s.stop()
	if again := started(t, "-seed=false"); !strings.Contains(question(t, again.base), "Steve Witkoff") {
		t.Error("parley.db does not keep what was loaded")
	}
}
