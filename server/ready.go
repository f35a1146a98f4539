package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// readyTime is how long a server may take to say whether it is ready.
const readyTime = 5 * time.Second

// ready asks a server on this machine whether it can answer questions, for what
// watches over a container that has no other program.
func ready(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("ready", flag.ContinueOnError)
	addr := flags.String("addr", usualAddr, "the `address` that the server listens on; also "+variableOf("addr"))
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usageError{fmt.Sprintf("%q is no flag; an address is written -addr %s", flags.Arg(0), flags.Arg(0))}
	}
	url, err := readyURL(*addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, readyTime)
	defer cancel()
	if err := askReady(ctx, url); err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, "ready")
	return err
}

// readyURL returns where a server that listens on an address says whether it is
// ready.
func readyURL(addr string) (string, error) {
	at, err := reachable(addr)
	if err != nil {
		return "", usageError{"-addr takes a host and a port, as in " + usualAddr}
	}
	return "http://" + at + "/readyz", nil
}

// reachable returns where this machine reaches a server that listens on an
// address: on loopback, if it listens on all.
func reachable(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = ""
	}
	return net.JoinHostPort(cmp.Or(host, "127.0.0.1"), port), nil
}

// askReady asks without a proxy: what is on this machine needs none.
func askReady(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return usageError{err.Error()}
	}
	answer, err := new(http.Transport).RoundTrip(request)
	if err != nil {
		return fmt.Errorf("no server answers at %s: %w", url, cause(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	const most = 1000
	why, err := io.ReadAll(io.LimitReader(answer.Body, most))
	if err != nil {
		return err
	}
	return fmt.Errorf("the server is not ready: %s", strings.TrimSpace(string(why)))
}
