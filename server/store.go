package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"parley/graph"
	"parley/graph/memory"
	"parley/graph/neo4j"
	"parley/graph/sqlite"
)

// kept is where the graph is kept.
type kept struct {
	graph.Store
	ready  func(context.Context) error // reports whether it can be used, and why not
	await  func(context.Context) error // waits until that is known, and until it has what it lacked
	remote bool                        // it may be down, and come back

	loops func(context.Context) ([]string, error) // of a remote one: edges from a node to itself that it hides
}

// The stores that no server keeps.
const (
	inMemory = "memory:"
	inFile   = "sqlite:" // and a path
	byItself = inFile + "parley.db"
)

// address says where the graph is kept: where the flag says, else where the
// ecosystem's variable says, else in a file of the working folder.
func address(flag string, env func(string) string) string {
	return cmp.Or(flag, env("NEO4J_URI"), byItself)
}

// fileOf returns the path of a store in a file.
func fileOf(address string) (path string, isFile bool, err error) {
	path, isFile = strings.CutPrefix(address, inFile)
	if isFile && path == "" {
		err = usageError{"-store sqlite: takes a path, as in sqlite:parley.db"}
	}
	return path, isFile, err
}

// openStore opens the store that there is at an address. Nothing secret comes
// from the command line.
func openStore(ctx context.Context, m *graph.Model, address string, env func(string) string) (*kept, error) {
	ready := func(context.Context) error { return nil }
	if address == inMemory {
		return &kept{Store: memory.New(m), ready: ready, await: ready}, nil
	}
	if path, isFile, err := fileOf(address); isFile {
		if err != nil {
			return nil, err
		}
		var s *sqlite.Store
		err := eager(func() (err error) {
			s, err = sqlite.Open(ctx, m, path)
			return err
		})
		if err != nil {
			return nil, err
		}
		return &kept{Store: s, ready: s.Ready, await: s.Ready}, nil
	}
	if err := checkStore(address); err != nil {
		return nil, err
	}
	user, password, err := credentials(env)
	if err != nil {
		return nil, err
	}
	s, err := neo4j.New(ctx, neo4j.Config{
		URI: address, Username: user, Password: password, Database: env("NEO4J_DATABASE"), CAFile: env("NEO4J_CA_FILE"), Model: m,
	})
	if err != nil {
		return nil, usageError{err.Error()}
	}
	return &kept{Store: s, ready: s.Ready, await: s.Prepare, remote: true, loops: s.Loops}, nil
}

// credentials returns the user and the password for Neo4j. Where Neo4j's own image
// is told them by a file, as neo4j/password, Parley can be told by the same.
func credentials(env func(string) string) (user, password string, err error) {
	user, password = env("NEO4J_USERNAME"), env("NEO4J_PASSWORD")
	name := env("NEO4J_AUTH_FILE")
	switch {
	case name == "":
		return user, password, nil
	case user != "" || password != "":
		return "", "", usageError{"NEO4J_AUTH_FILE has the user and the password: leave NEO4J_USERNAME and NEO4J_PASSWORD out, or the file"}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", "", fmt.Errorf("NEO4J_AUTH_FILE: %s: %w", name, cause(err))
	}
	user, password, both := strings.Cut(strings.TrimSpace(string(text)), "/")
	if !both || user == "" || password == "" {
		return "", "", usageError{"NEO4J_AUTH_FILE takes a file with a user, a slash and a password, as in neo4j/password"}
	}
	return user, password, nil
}

// opened opens the store of a command that needs it at once.
func opened(ctx context.Context, flag string) (*graph.Model, *kept, error) {
	model, err := graph.NewModel(graph.Standard())
	if err != nil {
		return nil, nil, err
	}
	store, err := openStore(ctx, model, address(flag, os.Getenv), os.Getenv)
	if err != nil {
		return nil, nil, err
	}
	if err := store.await(ctx); err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	return model, store, nil
}

// checkStore refuses what is no store, and what should not stand on a command
// line.
func checkStore(uri string) error {
	u, err := url.Parse(uri)
	if err != nil || !strings.HasPrefix(u.Scheme, "neo4j") && !strings.HasPrefix(u.Scheme, "bolt") {
		return usageError{"-store takes sqlite: and a path, memory: or an address like neo4j://host:7687"}
	}
	if u.User != nil {
		return usageError{fmt.Sprintf("-store %s: the user and the password come from NEO4J_USERNAME and NEO4J_PASSWORD", u.Redacted())}
	}
	return nil
}
