package seedtest

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"testing"
)

// version1 holds stores that the first version of Parley wrote. They are never
// made anew: each later version shows that it reads them.
//
//go:embed testdata/version1
var version1 embed.FS

// Version1 is one graph as the first version of Parley kept it: the shipped
// article alone; that and two more sources with entities that were merged, one of
// them twice over; that and two sources of which statements and in the end one
// whole source were retracted.
type Version1 struct {
	Name   string
	SQLite []byte // the file
	Export string // lines of JSON
	Neo4j  []byte // a line of JSON for each node, then for each relationship: see testdata/version1
}

// Version1Graphs returns the graphs that the first version wrote.
func Version1Graphs(t *testing.T) []Version1 {
	t.Helper()
	var list []Version1
	for _, name := range []string{"article", "merged", "retracted"} {
		read := func(ending string) []byte {
			text, err := version1.ReadFile("testdata/version1/" + name + ending)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		packed, err := gzip.NewReader(bytes.NewReader(read(".neo4j.jsonl.gz")))
		if err != nil {
			t.Fatal(err)
		}
		dump, err := io.ReadAll(packed)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Version1{name, read(".db"), string(read(".ndjson")), dump})
	}
	return list
}
