package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/seed"
	"parley/seed/ingest"
)

// input is what is imported as one: a file, a folder, standard input, or a
// mapping with the files that take the place of those beside it.
type input struct {
	name  string
	files []string
}

const standardInput = "-"

func (in input) shown() string {
	if in.name == standardInput {
		return "standard input"
	}
	return in.name
}

// data is an input that is open.
type data struct {
	*ingest.Input
	kept []string // files beside a mapping that none stands in the place of
}

// format is a format of data.
type format struct {
	name    string
	endings []string
	unnamed bool // a file does not say what source it is
	open    func(i *importer, ctx context.Context, in input) (*data, error)
}

// The formats that are found by more than an ending.
const (
	auto         = "auto"
	tableFormat  = "table"
	corpusFormat = "corpus"
	ndjsonFormat = "ndjson"
)

func formats() []format {
	return []format{
		{corpusFormat, nil, false, (*importer).corpus},
		{tableFormat, []string{".yaml", ".yml"}, false, (*importer).table},
		{"dna", []string{".dna"}, true, (*importer).dna},
		{"ftm", []string{".json", ".jsonl", ".ftm"}, true, (*importer).ftm},
		{ndjsonFormat, []string{".ndjson"}, false, (*importer).ndjson},
	}
}

func formatNames() string {
	names := []string{auto}
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

// open opens an input in its format.
func (i *importer) open(ctx context.Context, in input) (*data, error) {
	name := i.options.format
	if name == auto {
		var err error
		if name, err = i.formatOf(in); err != nil {
			return nil, err
		}
	}
	for _, f := range formats() {
		if f.name != name {
			continue
		}
		if err := i.mayName(f, in); err != nil {
			return nil, err
		}
		return f.open(i, ctx, in)
	}
	return nil, usageError{fmt.Sprintf("there is no format %q: there are %s", name, formatNames())}
}

// mayName says why the source that the command line names cannot be the file's.
func (i *importer) mayName(f format, in input) error {
	switch err := seed.CheckSource(i.model, i.options.source); {
	case i.options.source == "":
		return nil
	case !f.unnamed:
		return usageError{fmt.Sprintf("-source is for files that do not say what source they are; %s does", in.shown())}
	case err != nil:
		return usageError{"-source: " + seed.Message(err)}
	}
	return nil
}

// formatOf tells the format of an input by what it is.
func (i *importer) formatOf(in input) (string, error) {
	if in.name == standardInput {
		return ndjsonFormat, nil
	}
	if i.options.mapping != "" {
		return tableFormat, nil
	}
	info, err := os.Stat(in.name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", in.name, cause(err))
	}
	if info.IsDir() {
		if _, err := os.Stat(filepath.Join(in.name, mappingFile)); err == nil {
			return tableFormat, nil
		}
		return corpusFormat, nil
	}
	ending := strings.ToLower(filepath.Ext(in.name))
	for _, f := range formats() {
		if slices.Contains(f.endings, ending) {
			return f.name, nil
		}
	}
	if ending == ".csv" {
		return "", usageError{fmt.Sprintf("a CSV file needs a mapping that says what its columns mean: -mapping FILE.yaml %s", in.name)}
	}
	return "", usageError{fmt.Sprintf("the ending of %s tells no format; name it with -format", in.name)}
}
