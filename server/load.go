package main

import (
	"context"
	"fmt"
	"io"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
)

// load puts the shipped article and the folders asked for into the store.
func load(ctx context.Context, m *graph.Model, store graph.Store, o options, out io.Writer) error {
	for _, f := range folders(o.seed, o.load) {
		c, err := seed.Load(ctx, m, f, store.Snapshot())
		if err != nil {
			return err
		}
		if _, err := seed.Apply(ctx, store, c); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		fmt.Fprintf(out, "Loaded %s: %d nodes, %d edges, %d facts with their quotes.\n", c.Source, c.Nodes, c.Edges, c.Facts)
	}
	return nil
}

func folders(shipped bool, names []string) []seed.Folder {
	var list []seed.Folder
	if shipped {
		list = append(list, seed.Shipped())
	}
	for _, name := range names {
		list = append(list, seed.Dir(name))
	}
	return list
}

// check reads folders as -load would, each knowing the shipped article and those
// before it, and says what is wrong and which sentences gave no fact.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return usageError{"check what? write: go run ./server check FOLDER"}
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	store := memory.New(m)
	if err := load(ctx, m, store, options{seed: true}, io.Discard); err != nil {
		return err
	}
	wrong := 0
	for _, name := range args {
		c, err := seed.Load(ctx, m, seed.Dir(name), store.Snapshot())
		if err != nil {
			wrong++
			fmt.Fprintln(stderr, err)
			continue
		}
		if _, err := seed.Apply(ctx, store, c); err != nil {
			return err
		}
		report(stdout, name, c)
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d folders cannot be loaded", wrong, len(args))
	}
	return nil
}

// report says what a folder that is right holds, and what was left out.
func report(out io.Writer, name string, c *seed.Corpus) {
	fmt.Fprintf(out, "%s: right: %d nodes, %d edges, %d facts; %d of %d sentences gave none\n",
		name, c.Nodes, c.Edges, c.Facts, len(c.Unused), c.Sentences)
	for _, s := range c.Unused {
		fmt.Fprintf(out, "  line %d: %s\n", s.Line, s.Text)
	}
}
