package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
	"parley/seed/ingest"
)

// importOptions are what the command line says of an import.
type importOptions struct {
	store     string
	format    string
	mapping   string
	maxErrors int
	again     bool
	source    string
	files     []string
}

func readImportOptions(args []string, stderr io.Writer) (importOptions, error) {
	var o importOptions
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	flags.StringVar(&o.store, "store", "", "where the graph is kept, as for serving; also "+variableOf("store"))
	flags.StringVar(&o.format, "format", auto, "the `format` of the files: "+formatNames()+"; auto goes by their names' endings")
	flags.StringVar(&o.mapping, "mapping", "", "the mapping `file` that says what CSV files mean")
	flags.IntVar(&o.maxErrors, "max-errors", 0, "how many wrong rows of a file may be left out; at more, nothing of it is imported")
	flags.StringVar(&o.source, "source", "", "the `id` of the source that a FollowTheMoney or DNA file is, such as source:peps; without it, the file's name makes one")
	flags.BoolVar(&o.again, "again", false, "import also what is loaded already")
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), importUsage+"\nflags:\n", called())
		flags.PrintDefaults()
	}
	if err := parse(flags, args, stderr); err != nil {
		return o, err
	}
	o.files = flags.Args()
	switch {
	case len(o.files) == 0 && o.mapping == "":
		return o, usageError{fmt.Sprintf("name a file to import: %s import FILE", called())}
	case o.maxErrors < 0:
		return o, usageError{"-max-errors is a number of rows, from 0"}
	case o.mapping != "" && o.format != auto && o.format != tableFormat:
		return o, usageError{"-mapping is for tables, not for -format " + o.format}
	case o.source != "" && len(o.files) != 1:
		return o, usageError{"-source is the source of one file"}
	}
	return o, nil
}

const importUsage = `%s import [flags] FILE …     put data into the graph

What can be imported, each file as a whole or not at all:
  FOLDER          a corpus folder, or the mapping.yaml of a folder with its tables
  FILE.yaml       a mapping, with the CSV files that it names
  -mapping FILE.yaml [FILE.csv … | FOLDER]
                  a mapping, with these files in the place of those beside it
  FILE.dna        a file of Discourse Network Analyzer
  FILE.json       FollowTheMoney entities, one a line; also .jsonl and .ftm
  FILE.ndjson     changes, as export writes them
  -               changes, from standard input
An import that is broken off is made whole by making it again.
`

// importing is the command import.
func importing(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := readImportOptions(args, stderr)
	if err != nil {
		return err
	}
	model, store, err := opened(ctx, o.store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	i := &importer{options: o, model: model, store: store, stdin: os.Stdin, stdout: stdout, stderr: stderr, seen: sources{}}
	return eager(func() error { return i.all(ctx) })
}

// importer imports one input after another.
type importer struct {
	options        importOptions
	model          *graph.Model
	store          graph.Store
	stdin          io.Reader
	stdout, stderr io.Writer
	seen           sources
	batch          int // changes made at once; 0 means as many as can be
}

// all imports everything, and stops at the first input that is wrong. Those
// before it stay.
func (i *importer) all(ctx context.Context) error {
	inputs := []input{{i.options.mapping, i.options.files}}
	if i.options.mapping == "" {
		inputs = nil
		for _, name := range i.options.files {
			inputs = append(inputs, input{name, nil})
		}
	}
	for _, in := range inputs {
		if err := i.one(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

// one imports one input.
func (i *importer) one(ctx context.Context, in input) (err error) {
	data, err := i.open(ctx, in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, data.Close()) }()
	data.MaxErrors, data.Again, data.Batch = i.options.maxErrors, i.options.again, i.batch
	bar := newBar(i.stderr, in.shown())
	data.Progress = bar.show
	s, err := data.Run(ctx, i.model, i.store, func(sources []string) error { return i.admit(in, sources) })
	bar.clear()
	if err != nil {
		return i.failed(in, err)
	}
	i.report(in, data.kept, s)
	return nil
}

// admit notes the sources of an input. It refuses one that another input is.
func (i *importer) admit(in input, sources []string) error {
	for _, source := range sources {
		if err := i.seen.add(source, in.shown()); err != nil {
			return err
		}
	}
	return nil
}

// failed says of an import that came to no end whether making it again helps, and
// of one that was refused how many rows may be left out, where some may.
func (i *importer) failed(in input, err error) error {
	var refusal *seed.Refusal
	var unfinished *ingest.Unfinished
	switch {
	case errors.As(err, &unfinished) && mayPass(err):
		return fmt.Errorf("%s is not imported to its end: %w; what was imported stays, and importing it again does the rest", in.shown(), err)
	case errors.As(err, &unfinished):
		return fmt.Errorf("%s is not imported to its end: %w", in.shown(), err)
	case errors.As(err, &refusal) && i.options.maxErrors > 0:
		return fmt.Errorf("%w\n%d rows are wrong, and %d may be: nothing is imported", err, refusal.Count(), i.options.maxErrors)
	}
	return err
}

// mayPass reports whether what failed may do at another time.
func mayPass(err error) bool {
	switch graph.CodeOf(err) {
	case graph.Unavailable, graph.Timeout, graph.Cancelled:
		return true
	}
	return false
}

// report says what came of an import; kept are the files beside a mapping that none
// stands in the place of.
func (i *importer) report(in input, kept []string, s ingest.Outcome) {
	for _, p := range s.Problems {
		fmt.Fprintf(i.stderr, "%s: left out\n", p)
	}
	if n := s.LeftOut - len(s.Problems); n > 0 {
		fmt.Fprintf(i.stderr, "… and %d more rows are left out\n", n)
	}
	if s.Loaded {
		fmt.Fprintf(i.stdout, "%s: loaded already, all %d rows; -again loads it once more\n", in.shown(), s.Rows)
		return
	}
	fmt.Fprintf(i.stdout, "%s: %d rows, %d left out; %d nodes, %d edges and %d facts changed\n",
		in.shown(), s.Rows, s.LeftOut, s.Applied.Nodes, s.Applied.Edges, s.Applied.Evidence)
	if len(kept) > 0 {
		fmt.Fprintf(i.stdout, "  from beside the mapping: %s\n", strings.Join(kept, ", "))
	}
	if s.Gone.Changed() {
		fmt.Fprintf(i.stdout, "  of these, %d nodes, %d edges and %d facts went or changed because %s said them before and no longer does\n",
			s.Gone.Nodes, s.Gone.Edges, s.Gone.Evidence, speaker(s.Sources))
	}
	if s.Warnings > 0 {
		fmt.Fprintf(i.stdout, "  warnings: %d; %s check lists them\n", s.Warnings, called())
	}
	if len(s.Skipped) > 0 {
		var list []string
		for _, what := range slices.Sorted(maps.Keys(s.Skipped)) {
			list = append(list, fmt.Sprintf("%s %d×", what, s.Skipped[what]))
		}
		fmt.Fprintf(i.stdout, "  nothing was made of: %s\n", strings.Join(list, ", "))
	}
}

// speaker names in whose name an import says things.
func speaker(sources []string) string {
	if len(sources) == 1 {
		return sources[0]
	}
	return "the file"
}
