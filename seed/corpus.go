package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"parley/graph"
	"parley/graph/prose"
	"parley/seed/quotes"
)

// Corpus is a source that was read and found right: what a store has to do to
// have it.
type Corpus struct {
	Source  string         // the source's id
	Load    string         // a digest of both files; the same files give the same
	Changes []graph.Change // the source, its entities, its facts, and a sweep

	Nodes, Edges, Facts int // how many different ones Changes name; the source is a node

	Sentences int              // how many the text has
	Unused    []prose.Sentence // those from which no fact was taken

	at []Position // where what Changes state and say stands
}

// Load reads a folder and checks it against the model. It refuses with a
// [Refusal] that lists all that is wrong.
//
// Ids that the folder does not declare must be in the graph that known reads;
// where it is nil, in none.
func Load(ctx context.Context, m *graph.Model, f Folder, known graph.Reader) (*Corpus, error) {
	r := newReading(m, f)
	r.files()
	if len(r.problems) == 0 {
		r.document()
	}
	if err := r.checkRefs(ctx, known); err != nil {
		return nil, err
	}
	if err := refusal(r.problems); err != nil {
		return nil, err
	}
	return r.corpus(), nil
}

// Apply loads a corpus into a store, in as many transactions as it takes. Where
// it fails midway, applying the corpus again does the rest.
func Apply(ctx context.Context, store graph.Store, c *Corpus) (graph.Applied, error) {
	var sum graph.Applied
	for batch := range slices.Chunk(c.Changes, graph.MaxChanges) {
		done, err := store.Apply(ctx, batch)
		sum.Nodes += done.Nodes
		sum.Edges += done.Edges
		sum.Evidence += done.Evidence
		if err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// Import is the corpus as data to be imported.
func (c *Corpus) Import() *Import {
	return &Import{Data: c, Digest: func(context.Context) (string, error) { return c.Load, nil }}
}

// Rows yields each node and each fact as a row, the source aside.
func (c *Corpus) Rows(ctx context.Context, yield func(Row) bool) error {
	for i, change := range c.Changes {
		if err := graph.Ended(ctx, "import"); err != nil {
			return err
		}
		if _, sweep := change.(graph.Sweep); sweep {
			continue
		}
		put, ok := change.(graph.PutNode)
		aside := ok && put.ID == c.Source
		if !yield(Row{Changes: []graph.Change{change}, At: c.at[i], Aside: aside}) {
			break
		}
	}
	return nil
}

// corpus puts together what was read.
func (r *reading) corpus() *Corpus {
	c := &Corpus{Source: r.source, Load: r.load, Nodes: len(r.nodes), Facts: len(r.facts)}
	for i, n := range r.nodes {
		c.Changes = append(c.Changes, n)
		c.at = append(c.at, r.position(r.nodesAt[i]))
	}
	edges := map[string]bool{}
	for i, f := range r.facts {
		c.Changes = append(c.Changes, f)
		c.at = append(c.at, r.position(r.factsAt[i]))
		if f.Fact.Edge != "" {
			edges[r.model.FactID(f.Fact)] = true
		}
	}
	c.Edges = len(edges)
	c.Changes = append(c.Changes, graph.Sweep{Source: r.source, Load: r.load})
	all := r.text.Sentences()
	c.Sentences, c.Unused = len(all), quotes.Unused(all, r.facts)
	return c
}

// stamp is a digest of files, of which each is measured so that none runs into
// the next.
func stamp(files ...[]byte) string {
	h := sha256.New()
	for _, raw := range files {
		fmt.Fprintf(h, "%d\n", len(raw))
		h.Write(raw)
	}
	return hex.EncodeToString(h.Sum(nil))
}
