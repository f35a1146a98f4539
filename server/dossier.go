package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"parley/graph"
	"parley/schema"
	"parley/schema/dossier"
)

// dossierOptions are what the command line says of a dossier.
type dossierOptions struct {
	store, query, operation, out string
	variables                    map[string]any
}

func readDossierOptions(args []string, stderr io.Writer) (dossierOptions, error) {
	var o dossierOptions
	var variables string
	flags := flag.NewFlagSet("dossier", flag.ContinueOnError)
	flags.StringVar(&o.store, "store", "", "where the graph is kept, as for serving")
	flags.StringVar(&o.query, "query", "", "the `file` with the question in GraphQL; - is standard input")
	flags.StringVar(&o.operation, "operation", "", "the `name` of the operation, where the file has several")
	flags.StringVar(&variables, "variables", "", "the question's variables as `JSON`")
	flags.StringVar(&o.out, "o", "", "the `file` to write, which must not be there yet; without it, standard output")
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "%s dossier -query FILE [flags]   write an answer that can be checked without the graph\n\nflags:\n", called())
		flags.PrintDefaults()
	}
	if err := parse(flags, args, stderr); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, usageError{fmt.Sprintf("%q is no flag; the question stands in a file: -query %s", flags.Arg(0), flags.Arg(0))}
	case o.query == "":
		return o, usageError{fmt.Sprintf("say what is asked: %s dossier -query FILE, or -query - for standard input", called())}
	}
	if variables == "" {
		return o, nil
	}
	if err := json.Unmarshal([]byte(variables), &o.variables); err != nil {
		return o, usageError{`-variables takes an object of JSON, as in {"id": "person:jane-doe"}`}
	}
	return o, nil
}

// writeDossier is the command dossier.
func writeDossier(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := readDossierOptions(args, stderr)
	if err != nil {
		return err
	}
	query, err := readQuery(o.query)
	if err != nil {
		return err
	}
	model, store, err := opened(ctx, o.store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	maker, err := makerOf(model)
	if err != nil {
		return err
	}
	d, err := maker.Make(ctx, store, schema.Request{Query: query, OperationName: o.operation, Variables: o.variables})
	if err != nil {
		return err
	}
	if o.out == "" {
		return d.Write(stdout)
	}
	return writeNew(o.out, d.Write)
}

// makerOf returns a maker of dossiers of a model.
func makerOf(m *graph.Model) (*dossier.Maker, error) {
	s, err := schema.New(m)
	if err != nil {
		return nil, err
	}
	return dossier.New(s), nil
}

// readQuery reads the question from a file, or from standard input.
func readQuery(name string) (string, error) {
	if name == "-" {
		text, err := io.ReadAll(io.LimitReader(os.Stdin, maxQuery))
		return string(text), err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("cannot read %s: %w", name, cause(err))
	}
	return string(text), nil
}

// maxQuery is how many bytes of a question are read from standard input: more than any
// may have.
const maxQuery = 1 << 20

// maxDossier is how many bytes the file of a dossier may have that is verified.
const maxDossier = 64 << 20

// verifyDossier verifies a file that is a dossier. It needs no store.
func verifyDossier(ctx context.Context, name string, stdout io.Writer) error {
	file, err := readDossier(name)
	if err != nil {
		return err
	}
	model, err := graph.NewModel(graph.Standard())
	if err != nil {
		return err
	}
	maker, err := makerOf(model)
	if err != nil {
		return err
	}
	r, err := maker.Verify(ctx, file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(stdout, p)
	}
	if n := len(r.Problems); n > 0 {
		return fmt.Errorf("%s does not hold: it has %d problems", name, n)
	}
	d := r.Dossier
	fmt.Fprintf(stdout, "%s holds: %d quotes stand in %d sources, and from %d statements follows what it says of %d subjects and answers.\n", name, r.Quotes, len(d.Sources), len(d.Statements), len(d.Subjects))
	if r.Passages > 0 {
		fmt.Fprintf(stdout, "Of %d sources it has passages alone, of which the SHA-256 of the whole text tells nothing.\n", r.Passages)
	}
	if r.Renamed > 0 {
		fmt.Fprintf(stdout, "%d statements were put with ids that mean others since: their own ids do not seal what they say.\n", r.Renamed)
	}
	return nil
}

// readDossier reads a file, if it is a dossier.
func readDossier(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, cause(err))
	}
	if info.Size() > maxDossier {
		return nil, fmt.Errorf("%s has %d bytes; a dossier has %d at most", name, info.Size(), maxDossier)
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, cause(err))
	}
	if !dossier.IsDossier(file) {
		return nil, usageError{fmt.Sprintf("%s is no dossier; for a graph in a file write -store sqlite:%s", name, name)}
	}
	return file, nil
}
