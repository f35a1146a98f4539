package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"parley/graph"
	"parley/graph/sqlite"
)

// storeArgs reads the arguments of a command on a store, and returns the address
// of that.
func storeArgs(command string, args []string, stderr io.Writer) (at string, rest []string, err error) {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	store := flags.String("store", "", "the file: `sqlite:PATH`; also "+variableOf("store")+"; without it, that which a server without it keeps")
	err = parse(flags, args, stderr)
	return address(*store, os.Getenv), flags.Args(), err
}

// fileAt returns the path of the file that an address is of.
func fileAt(command, at string) (string, error) {
	path, isFile, err := fileOf(at)
	if err == nil && !isFile {
		err = usageError{fmt.Sprintf("%s is for a graph in a file; write: %s %s -store sqlite:PATH", command, called(), command)}
	}
	return path, err
}

// backup copies the file of a store, which may be in use.
func backup(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	at, rest, err := storeArgs("backup", args, stderr)
	if err != nil {
		return err
	}
	path, err := fileAt("backup", at)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usageError{fmt.Sprintf("name the file to write: %s backup FILE", called())}
	}
	if err := sqlite.Backup(ctx, path, rest[0]); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s is copied to %s.\n", path, rest[0])
	return nil
}

// verify verifies a dossier; without one, it says what the file of a store holds, where
// it is whole, and of a store in Neo4j what is hidden there.
func verify(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	at, rest, err := storeArgs("verify", args, stderr)
	if err != nil {
		return err
	}
	switch {
	case len(rest) == 1:
		return verifyDossier(ctx, rest[0], stdout)
	case len(rest) > 1:
		return usageError{fmt.Sprintf("verify takes one dossier, not %d", len(rest))}
	}
	if strings.Contains(at, "://") {
		return verifyServer(ctx, at, stdout)
	}
	path, err := fileAt("verify", at)
	if err != nil {
		return err
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	r, err := sqlite.Verify(ctx, m, path)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s is whole: %d nodes and %d evidence, in %d rows that %d transactions wrote; every row is what was written.\n", path, r.Nodes, r.Evidence, r.Images, r.Batches)
	tellLoops(stdout, r.Loops)
	if r.CutOff {
		fmt.Fprintf(stdout, "Its log breaks off in transaction %d, which is left out: a server is writing it, or ended before it was acknowledged; where neither is so, it is damaged.\n", r.Batches+1)
	}
	return nil
}

// verifyServer says what is hidden of a graph that a database keeps, which holds
// that against its own damage itself.
func verifyServer(ctx context.Context, at string, stdout io.Writer) error {
	_, store, err := opened(ctx, at)
	if err != nil {
		return err
	}
	loops, err := store.loops(ctx)
	if err == nil {
		fmt.Fprintf(stdout, "%s answers, in the layout of this version.\n", at)
		tellLoops(stdout, loops)
	}
	return errors.Join(err, store.Close())
}

// tellLoops lists edges that lead from a node to itself.
func tellLoops(stdout io.Writer, ids []string) {
	if len(ids) > 0 {
		fmt.Fprintf(stdout, "It has %d edges that lead from a node to itself, which their types cannot mean and an older Parley took; retract them:\n  %s\n", len(ids), strings.Join(ids, "\n  "))
	}
}
