package main

import (
	"context"
	"fmt"
	"io"

	"parley/graph"
	"parley/graph/memory"
	"parley/seed"
	"parley/seed/editor"
)

// load puts the shipped article and the folders asked for into the store, and
// gives the sources that they are.
func load(ctx context.Context, m *graph.Model, store graph.Store, o options, out io.Writer) (sources, error) {
	seen := sources{}
	for _, f := range folders(o) {
		c, err := seed.Load(ctx, m, f, store.Snapshot())
		if err != nil {
			return nil, err
		}
		if err := seen.add(c.Source, f.Name); err != nil {
			return nil, err
		}
		if err := loadOne(ctx, store, c, out); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return seen, nil
}

// loadOne puts a source into the store, unless it is there or was retracted.
func loadOne(ctx context.Context, store graph.Store, c *seed.Corpus, out io.Writer) error {
	is, err := store.Snapshot().LastLoad(ctx, c.Source)
	if err != nil {
		return err
	}
	if is == "" {
		away, err := retracted(ctx, store, c.Source)
		if err != nil {
			return err
		}
		if away {
			fmt.Fprintf(out, "%s was retracted, and stays away until it is imported.\n", c.Source)
			return nil
		}
	}
	if is == c.Load { // what was changed since stays changed
		fmt.Fprintf(out, "%s is loaded already.\n", c.Source)
		return remember(ctx, store, c.Source)
	}
	if _, err := seed.Apply(ctx, store, c); err != nil {
		return err
	}
	fmt.Fprintf(out, "Loaded %s: %d nodes, %d edges, %d facts with their quotes.\n", c.Source, c.Nodes, c.Edges, c.Facts)
	return remember(ctx, store, c.Source)
}

// sources are those that were loaded, and from which folder. A second folder
// with the same source would take the first one's place without a word.
type sources map[string]string

func (s sources) add(id, folder string) error {
	if had, ok := s[id]; ok {
		return fmt.Errorf("%s: %s is the source of %s already; give it an id of its own", folder, id, had)
	}
	s[id] = folder
	return nil
}

func folders(o options) []seed.Folder {
	var list []seed.Folder
	if o.seed {
		list = append(list, seed.Shipped())
	}
	if o.demo {
		list = append(list, seed.Invented()...)
	}
	for _, name := range o.load {
		list = append(list, seed.Dir(name))
	}
	return list
}

// check reads folders as -load would, each knowing the shipped article and those
// before it, and says what is wrong, what an editor would look at again and which
// sentences gave no fact.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return usageError{fmt.Sprintf("name a folder to check: %s check FOLDER", called())}
	}
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	store := memory.New(m)
	seen, err := load(ctx, m, store, options{seed: true}, io.Discard)
	if err != nil {
		return err
	}
	wrong := 0
	for _, name := range args {
		c, err := seed.Load(ctx, m, seed.Dir(name), store.Snapshot())
		if err == nil {
			err = seen.add(c.Source, name)
		}
		if err != nil {
			wrong++
			fmt.Fprintln(stderr, err)
			continue
		}
		warnings, err := editor.Read(ctx, m, c, store.Snapshot())
		if err != nil {
			return err
		}
		if _, err := seed.Apply(ctx, store, c); err != nil {
			return err
		}
		warn(stderr, warnings)
		report(stdout, name, c)
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d folders cannot be loaded", wrong, len(args))
	}
	return nil
}

// warn lists warnings, of very many the first.
func warn(out io.Writer, warnings []editor.Warning) {
	const most = 50
	for _, w := range warnings[:min(len(warnings), most)] {
		fmt.Fprintln(out, w)
	}
	if more := len(warnings) - most; more > 0 {
		fmt.Fprintf(out, "… and %d more warnings\n", more)
	}
}

// report says what a folder that is right holds, and what was left out.
func report(out io.Writer, name string, c *seed.Corpus) {
	fmt.Fprintf(out, "%s: right: %d nodes, %d edges, %d facts; %d of %d sentences gave none\n",
		name, c.Nodes, c.Edges, c.Facts, len(c.Unused), c.Sentences)
	for _, s := range c.Unused {
		fmt.Fprintf(out, "  line %d: %s\n", s.Line, s.Text)
	}
}
