package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// asServer makes a process of the tests be the server itself.
const asServer = "PARLEY_AS_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) == "" {
		os.Exit(m.Run())
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, flag.Args(), os.Stdout, os.Stderr))
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
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	var stdout notes
	c := &child{log: log.Name()}
	c.Cmd = exec.Command(os.Args[0], append([]string{"--", "-store", "memory:", "-addr", addr}, flags...)...)
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
