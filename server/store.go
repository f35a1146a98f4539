package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j"
)

// kept is where the graph is kept.
type kept struct {
	graph.Store
	ready  func(context.Context) error // says whether it can be used, and why not
	remote bool                        // it may be down, and come back
}

// openStore opens the store that the flag names, else the one that the
// ecosystem's variables name, else an empty one in memory. Nothing secret comes
// from the command line.
func openStore(ctx context.Context, m *graph.Model, flag string, env func(string) string) (*kept, error) {
	uri := flag
	if uri == "" {
		uri = env("NEO4J_URI")
	}
	if uri == "" || uri == "memory:" {
		return &kept{Store: memory.New(m), ready: func(context.Context) error { return nil }}, nil
	}
	if err := checkStore(uri); err != nil {
		return nil, err
	}
	s, err := neo4j.New(ctx, neo4j.Config{
		URI: uri, Username: env("NEO4J_USERNAME"), Password: env("NEO4J_PASSWORD"), Database: env("NEO4J_DATABASE"), Model: m,
	})
	if err != nil {
		return nil, usageError{err.Error()}
	}
	return &kept{Store: s, ready: s.Ready, remote: true}, nil
}

// checkStore refuses what is no store, and what should not stand on a command
// line.
func checkStore(uri string) error {
	u, err := url.Parse(uri)
	if err != nil || !strings.HasPrefix(u.Scheme, "neo4j") && !strings.HasPrefix(u.Scheme, "bolt") {
		return usageError{"-store takes memory: or an address like neo4j://host:7687"}
	}
	if u.User != nil {
		return usageError{fmt.Sprintf("-store %s: the user and the password come from NEO4J_USERNAME and NEO4J_PASSWORD", u.Redacted())}
	}
	return nil
}
