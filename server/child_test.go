package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/graph"
)

// asServer makes a process of the tests be the server itself; storeTakes makes
// its store take so long for a question, as one on another machine may.
const (
	asServer   = "TEST_AS_SERVER"
	storeTakes = "TEST_STORE_TAKES"
)

func TestMain(m *testing.M) {
	if os.Getenv(asServer) == "" {
		os.Exit(m.Run())
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	takes, err := time.ParseDuration(os.Getenv(storeTakes))
	if err != nil {
		os.Exit(run(ctx, flag.Args(), os.Stdout, os.Stderr))
	}
	if err := serveLate(ctx, takes); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(failed)
	}
}

// serveLate is serve over a store that takes its time.
func serveLate(ctx context.Context, takes time.Duration) error {
	o, err := readOptions(flag.Args(), os.Stderr)
	if err != nil {
		return err
	}
	s, err := newServer(ctx, o, os.Stdout, os.Stderr)
	if err != nil {
		return err
	}
	s.store.Store = late{s.store.Store, takes}
	return s.answer(ctx)
}

// late is a store that takes its time: for each question another, from half to
// one and a half times as much as it takes on average.
type late struct {
	graph.Store
	takes time.Duration
}

func (l late) Snapshot() graph.Reader { return lateReader{l.Store.Snapshot(), l.takes} }

type lateReader struct {
	graph.Reader
	takes time.Duration
}

func (r lateReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	select {
	case <-time.After(r.takes/2 + rand.N(r.takes)):
		return r.Reader.Select(ctx, p)
	case <-ctx.Done():
		return nil, graph.Ended(ctx, "select")
	}
}

// child is a server in a process of its own.
type child struct {
	*exec.Cmd
	addr string
	log  string // a file
}

// startChild starts a server with flags, beside its address, and waits until it
// answers.
func startChild(t *testing.T, addr string, flags ...string) *child {
	t.Helper()
	return startChildOf(t, func(args ...string) *exec.Cmd { return exec.Command(args[0], args[1:]...) }, addr, flags...)
}

// startChildOf is startChild by a command of one's own.
func startChildOf(t *testing.T, command func(args ...string) *exec.Cmd, addr string, flags ...string) *child {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	var stdout notes
	c := &child{log: log.Name()}
	c.Cmd = command(append([]string{os.Args[0], "--", "-store", "memory:", "-addr", addr}, flags...)...)
	c.Env = append(os.Environ(), asServer+"=1")
	c.Stdout, c.Stderr = &stdout, log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	c.addr = strings.TrimPrefix(eventually(t, &stdout, `http://[0-9.:]+`), "http://")
	return c
}

// stop asks the server to stop, and waits until it has.
func (c *child) stop(t *testing.T) {
	t.Helper()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		text, _ := os.ReadFile(c.log)
		t.Fatalf("the server ends with %v: %s", err, last(text))
	}
}

func last(text []byte) []byte { return text[max(0, len(text)-2000):] }

// metric reads a number from /metrics.
func (c *child) metric(t *testing.T, name string) float64 {
	t.Helper()
	return number(t, regexp.MustCompile(`(?m)^`+name+` (\S+)$`).FindStringSubmatch(get(t, "http://"+c.addr+"/metrics")))
}
