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
	"parley/seed/dna"
	"parley/seed/ftm"
	"parley/seed/ndjson"
	"parley/seed/table"
)

// mappingFile is what a folder of tables has.
const mappingFile = "mapping.yaml"

func none() map[string]int { return nil }

func nothing() error { return nil }

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

func (i *importer) corpus(ctx context.Context, in input) (*data, error) {
	c, err := seed.Load(ctx, i.model, seed.Dir(in.name), i.store.Snapshot())
	if err != nil {
		return nil, err
	}
	return &data{Import: c.Import(), skipped: none, close: nothing}, nil
}

func (i *importer) dna(ctx context.Context, in input) (*data, error) {
	open, err := fileOpener(in.name)
	if err != nil {
		return nil, err
	}
	f, err := dna.Open(ctx, in.name, dna.Options{Source: i.options.source})
	if err != nil {
		return nil, err
	}
	return &data{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open), Family: f.Family()}, skipped: f.Skipped, close: f.Close}, nil
}

func (i *importer) ftm(_ context.Context, in input) (*data, error) {
	open, err := fileOpener(in.name)
	if err != nil {
		return nil, err
	}
	f := ftm.New(in.name, open, ftm.Options{Source: i.options.source})
	return &data{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open)}, skipped: f.Skipped, close: nothing}, nil
}

func (i *importer) ndjson(ctx context.Context, in input) (*data, error) {
	if in.name != standardInput {
		open, err := fileOpener(in.name)
		if err != nil {
			return nil, err
		}
		return i.changes(in, open, nothing), nil
	}
	spool, err := seed.NewSpool(ctx, i.stdin, math.MaxInt64-1)
	if err != nil {
		return nil, err
	}
	return i.changes(in, spool.Open, spool.Close), nil
}

func (i *importer) changes(in input, open seed.Opener, close func() error) *data {
	f := ndjson.New(i.model, in.shown(), open)
	return &data{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open), AsTheyAre: true}, skipped: none, close: close}
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
	var all []seed.Opener
	for _, name := range m.Files() {
		all = append(all, func() (io.ReadCloser, error) { return files.Files.Open(name) })
	}
	return &data{Import: &seed.Import{Data: m, Digest: seed.DigestOf(all...)}, skipped: m.Skipped, close: nothing, kept: kept}, nil
}
