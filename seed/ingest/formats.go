package ingest

import (
	"context"
	"io"
	"io/fs"

	"parley/graph"
	"parley/seed"
	"parley/seed/dna"
	"parley/seed/editor"
	"parley/seed/ftm"
	"parley/seed/ndjson"
	"parley/seed/table"
)

func none() map[string]int { return nil }

func nothing() error { return nil }

// Corpus opens a corpus folder, and has an editor's eye on it. Ids that it does not
// declare are of the graph that known reads.
func Corpus(ctx context.Context, m *graph.Model, folder seed.Folder, known graph.Reader) (*Input, error) {
	c, err := seed.Load(ctx, m, folder, known)
	if err != nil {
		return nil, err
	}
	warnings, err := editor.Read(ctx, m, c, known)
	if err != nil {
		return nil, err
	}
	return &Input{Import: c.Import(), skipped: none, warnings: len(warnings), Close: nothing}, nil
}

// Table is a mapping with its tables, which stand in a folder.
func Table(m *table.Mapping, folder fs.FS) *Input {
	var all []seed.Opener
	for _, name := range m.Files() {
		all = append(all, func() (io.ReadCloser, error) { return folder.Open(name) })
	}
	return &Input{Import: &seed.Import{Data: m, Digest: seed.DigestOf(all...)}, skipped: m.Skipped, Close: nothing}
}

// DNA opens a file of Discourse Network Analyzer, which open opens, too. Its sources'
// ids begin with source, or where that is "" with what its name makes.
func DNA(ctx context.Context, name string, open seed.Opener, source string) (*Input, error) {
	f, err := dna.Open(ctx, name, dna.Options{Source: source})
	if err != nil {
		return nil, err
	}
	return &Input{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open), Family: f.Family()}, skipped: f.Skipped, Close: f.Close}, nil
}

// FtM is a file of FollowTheMoney entities. It is the source of that id, or where
// that is "" the one that its name makes.
func FtM(name string, open seed.Opener, source string) *Input {
	f := ftm.New(name, open, ftm.Options{Source: source})
	return &Input{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open)}, skipped: f.Skipped, Close: nothing}
}

// Changes is a file of changes, as export writes them, that are made as they are.
func Changes(m *graph.Model, name string, open seed.Opener) *Input {
	f := ndjson.New(m, name, open)
	return &Input{Import: &seed.Import{Data: f, Digest: seed.DigestOf(open), AsTheyAre: true}, skipped: none, Close: nothing}
}
