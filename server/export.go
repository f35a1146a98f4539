package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"parley/seed/ndjson"
)

// exportOptions are what the command line says of an export.
type exportOptions struct {
	store  string
	format string
	out    string
}

func readExportOptions(args []string, stderr io.Writer) (exportOptions, error) {
	var o exportOptions
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.StringVar(&o.store, "store", "", "where the graph is kept, as for serving; also "+variableOf("store"))
	flags.StringVar(&o.format, "format", ndjsonFormat, "the `format`: ndjson, the whole graph as lines of JSON that import reads")
	flags.StringVar(&o.out, "o", "", "the `file` to write, which must not be there yet; without it, standard output")
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "%s export [flags]            write the graph as a file to be imported\n\nflags:\n", called())
		flags.PrintDefaults()
	}
	if err := parse(flags, args, stderr); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, usageError{fmt.Sprintf("%q is no flag; to write a file, write -o %s", flags.Arg(0), flags.Arg(0))}
	case o.format != ndjsonFormat:
		return o, usageError{fmt.Sprintf("there is no format %q to export: there is ndjson", o.format)}
	}
	return o, nil
}

// exporting is the command export.
func exporting(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := readExportOptions(args, stderr)
	if err != nil {
		return err
	}
	model, store, err := opened(ctx, o.store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	write := func(out io.Writer) error { return ndjson.Write(out, model, store.Snapshot().Changes(ctx)) }
	if o.out == "" {
		return write(stdout)
	}
	return writeNew(o.out, write)
}

// writeNew writes a file that is not there yet. Where it cannot be written to its
// end, it is not there either.
func writeNew(name string, write func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: choose another name, or take it away first", name)
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, cause(err))
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}
