package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/seed"
	"parley/seed/ingest"
	"parley/seed/table"
)

// mappingFile is what a folder of tables has.
const mappingFile = "mapping.yaml"

// fileOpener opens a file from its beginning. It refuses what would not be the
// same a second time, such as a pipe.
func fileOpener(name string) (seed.Opener, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, usageError{fmt.Sprintf("%s is not a file", name)}
	}
	return func() (io.ReadCloser, error) { return os.Open(name) }, nil
}

// plain is an input in whose place nothing stands.
func plain(in *ingest.Input, err error) (*data, error) {
	if err != nil {
		return nil, err
	}
	return &data{Input: in}, nil
}

func (i *importer) corpus(ctx context.Context, in input) (*data, error) {
	return plain(ingest.Corpus(ctx, i.model, seed.Dir(in.name), i.store.Snapshot()))
}

func (i *importer) dna(ctx context.Context, in input) (*data, error) {
	open, err := fileOpener(in.name)
	if err != nil {
		return nil, err
	}
	return plain(ingest.DNA(ctx, in.name, open, i.options.source))
}

func (i *importer) ftm(_ context.Context, in input) (*data, error) {
	open, err := fileOpener(in.name)
	if err != nil {
		return nil, err
	}
	return plain(ingest.FtM(in.name, open, i.options.source), nil)
}

func (i *importer) ndjson(ctx context.Context, in input) (*data, error) {
	if in.name != standardInput {
		open, err := fileOpener(in.name)
		if err != nil {
			return nil, err
		}
		return plain(ingest.Changes(i.model, in.shown(), open), nil)
	}
	spool, err := seed.NewSpool(ctx, i.stdin, math.MaxInt64-1)
	if err != nil {
		return nil, err
	}
	changes := ingest.Changes(i.model, in.shown(), spool.Open)
	changes.Close = spool.Close
	return plain(changes, nil)
}

func (i *importer) table(_ context.Context, in input) (*data, error) {
	folder, mapping := filepath.Split(filepath.Clean(in.name))
	if info, err := os.Stat(in.name); err == nil && info.IsDir() {
		folder, mapping = in.name, mappingFile
	}
	files := seed.Dir(filepath.Clean(folder))
	over, err := besides(mapping, files.Name, in.files)
	if err != nil {
		return nil, err
	}
	if len(in.files) > 0 {
		files = seed.Folder{Files: over}
	}
	m, err := table.Open(i.model, files, mapping)
	if err != nil {
		return nil, err
	}
	for _, name := range in.files {
		if info, err := os.Stat(name); err == nil && !info.IsDir() && !slices.Contains(m.Files(), filepath.Base(name)) {
			return nil, usageError{fmt.Sprintf("%s names no file %s: it names %s", in.name, filepath.Base(name), strings.Join(m.Files()[1:], ", "))}
		}
	}
	var kept []string
	if len(in.files) > 0 {
		if kept, err = over.kept(m.Files()[1:]); err != nil {
			return nil, err
		}
	}
	return &data{Input: ingest.Table(m, files.Files), kept: kept}, nil
}
