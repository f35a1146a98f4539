package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
	"parley/seed"
)

const tableA = sourceBlock + "tables: [{file: a.csv, entities: [{id: 'person:{n}', name: '{n}'}]}]\n"

// endless is a file that does not end: a head, and then one byte for ever.
type endless struct {
	head string
	more byte
}

func (e *endless) Read(p []byte) (int, error) {
	if e.head != "" {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	for i := range p {
		p[i] = e.more
	}
	return len(p), nil
}

func (e *endless) Stat() (fs.FileInfo, error) { return nil, errors.New("no size") }
func (e *endless) Close() error               { return nil }

// withEndless is a folder in which one file does not end.
type withEndless struct {
	fstest.MapFS
	name, head string
	more       byte
}

func (f withEndless) Open(name string) (fs.File, error) {
	if name == f.name {
		return &endless{f.head, f.more}, nil
	}
	return f.MapFS.Open(name)
}

func TestALineWithoutEndIsRefused(t *testing.T) {
	tests := []struct{ what, head, want string }{
		{"a line", "n\nAnn\n", "her/a.csv:3:1: a row here is longer than 1 MB: is a quotation mark not closed?"},
		{"a cell in quotation marks", "n\nAnn\n\"\n\n", "her/a.csv:3:1: a row here is longer than 1 MB: is a quotation mark not closed?"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			f := files("mapping.yaml", tableA).Files.(fstest.MapFS)
			m := mustOpen(t, seed.Folder{Name: "her", Files: withEndless{f, "a.csv", test.head, 'x'}})
			good := 0
			err := m.Rows(t.Context(), func(r seed.Row) bool { good++; return true })
			if good != 2 || graph.CodeOf(err) != graph.BadInput || err.Error() != test.want {
				t.Errorf("after %d rows: %v", good, err)
			}
		})
	}
}

func TestFilesWithoutEndAreRefused(t *testing.T) {
	lookup := sourceBlock + "tables: [{file: a.csv, let: {x: {from: '{n}', lookup: b.csv, key: k}}}]\n"
	tests := []struct{ name, head, want string }{
		{"mapping.yaml", "", "her/mapping.yaml: is larger than 1 MB: a mapping is small"},
		{"a.csv", "n", "her/a.csv:1:1: a row here is longer than 1 MB: is a quotation mark not closed?"},
		{"b.csv", "k\n", "her/b.csv:2:1: a row here is longer than 1 MB: is a quotation mark not closed?"},
	}
	for _, test := range tests {
		f := files("mapping.yaml", lookup, "a.csv", "n\n", "b.csv", "k\n").Files.(fstest.MapFS)
		_, err := Open(standard(t), seed.Folder{Name: "her", Files: withEndless{f, test.name, test.head, 'x'}}, "mapping.yaml")
		if graph.CodeOf(err) != graph.BadInput || err.Error() != test.want {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestLookUpsHaveRoom(t *testing.T) {
	var big strings.Builder
	big.WriteString("k,v\n")
	for i := range 40 {
		fmt.Fprintf(&big, "%d,%s\n", i, strings.Repeat("x", 900_000))
	}
	lookup := sourceBlock + "tables: [{file: a.csv, let: {x: {from: '{n}', lookup: b.csv, key: k}}}]\n"
	_, err := Open(standard(t), files("mapping.yaml", lookup, "a.csv", "n\n", "b.csv", big.String()), "mapping.yaml")
	if want := "her/mapping.yaml:2:55: b.csv is larger than 16 MB, and a look-up file is held in memory: make it a table of its own"; fmt.Sprint(err) != want {
		t.Error(err)
	}
}

// What would make huge texts of small ones is a problem of the row.
func TestARowHasRoom(t *testing.T) {
	doubling := "  let:\n    v0: '{n}'\n"
	for i := range 40 {
		doubling += fmt.Sprintf("    v%d: '{v%d}{v%d}'\n", i+1, i, i)
	}
	parts := "  each: [{part: p, from: '{n}', split: ',', each: [{part: q, from: '{n}', split: ',', each: [{part: r, from: '{n}', split: ',', entities: [{id: 'person:{r}', name: N}]}]}]}]\n"
	many := "  each: [{part: p, from: '{n}', find: 'x', entities: [{id: 'person:a', name: N}, {id: 'person:b', name: N}, {id: 'person:c', name: N}]}]\n"
	tests := []struct{ what, block, cell, want string }{
		{"doubling", doubling + "  entities: [{id: 'person:{v40}', name: N}]\n", "laughs", "her/a.csv:2:1: the row makes more than 16 MB of text: split it"},
		{"parts of parts", parts, `"` + strings.Repeat("a,", 1000) + `"`, "her/a.csv:2:1: the row makes more than 16 MB of text: split it"},
		{"replacing", "  let: {x: {from: '{n}', replace: 'x', with: '" + strings.Repeat("y", 1000) + "'}}\n  entities: [{id: 'person:{x}', name: N}]\n", strings.Repeat("x", 100_000), "her/a.csv:2:1: the row makes more than 16 MB of text: split it"},
		{"a million parts of nothing", "  each: [{part: p, from: '{n}', split: ',', entities: [{id: 'person:{p}', name: N}]}]\n", `"` + strings.Repeat(",", 1_000_000) + `"`, "her/a.csv:2:1: the row makes more than 16 MB of text: split it"},
		{"a million nodes", "  entities:\n" + strings.Repeat("  - {id: 'person:a', name: A}\n", 2_000) + "  each: [{part: p, from: '{n}', split: ',', entities: [" + strings.Repeat("{id: 'person:{p}', name: N},", 500) + "]}]\n", `"` + strings.Repeat("a,", 2_000) + `"`, "her/a.csv:2:1: the row makes more than 20000 changes: split it"},
		{"a million matches of nothing with a hundred groups", "  each: [{part: p, from: '{n}', find: '" + strings.Repeat("()", 100) + "x', entities: [{id: 'person:{p}', name: N}]}]\n", strings.Repeat("x", 1_000_000), "her/a.csv:2:1: the row makes more than 16 MB of text: split it"},
		{"changes", many, strings.Repeat("x", 10_000), "her/a.csv:2:1: the row makes more than 20000 changes: split it"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			m := mustOpen(t, files("mapping.yaml", sourceBlock+"tables:\n- file: a.csv\n"+test.block, "a.csv", "n\n"+test.cell+"\n"))
			all := rows(t, m)
			if p := all[1].Problem; len(all) != 2 || p == nil || p.String() != test.want {
				t.Errorf("%v", p)
			}
		})
	}
}

// A YAML file that would be huge once its aliases are written out, or that is as
// deep as it is long, is refused before it is.
func TestYAMLThatGrowsIsRefused(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [lol, lol]\n")
	for i := range 40 {
		fmt.Fprintf(&laughs, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i)
	}
	tests := []struct{ what, mapping, want string }{
		{"a billion laughs", laughs.String(), "her/mapping.yaml:1:"},
		{"an alias of itself", "source: &s {id: source:s, title: S, aliases: [*s]}\ntables: [{file: a.csv}]\n", "her/mapping.yaml:1:"},
		{"as deep as it is long", "source: " + strings.Repeat("[", 500_000), "her/mapping.yaml:"},
		{"deep in blocks", "source:\n" + strings.Repeat("- ", 100_000) + "x\n", "her/mapping.yaml:"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			_, err := Open(standard(t), files("mapping.yaml", test.mapping, "a.csv", "n\n"), "mapping.yaml")
			mustRefuse(t, err)
			if !strings.HasPrefix(fmt.Sprint(err), test.want) {
				t.Errorf("%.300v", err)
			}
		})
	}
}

func TestLinksThatLeadOutAreRefused(t *testing.T) {
	outside, folder := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "a.csv"), "n\n1\n")
	write(filepath.Join(folder, "mapping.yaml"), tableA)
	if err := os.Symlink(filepath.Join(outside, "a.csv"), filepath.Join(folder, "a.csv")); err != nil {
		t.Skip(err)
	}
	_, err := Open(standard(t), seed.Dir(folder), "mapping.yaml")
	if err == nil || !strings.HasSuffix(err.Error(), "a.csv: cannot be read: it is a link out of the folder or to nothing: put the file itself there") {
		t.Error(err)
	}
	if _, err = Open(standard(t), seed.Dir(folder), "../mapping.yaml"); err == nil || !strings.HasSuffix(err.Error(), "the mapping is not in its folder") {
		t.Error(err)
	}
}

func TestATableThatChangesMeanwhileIsRefused(t *testing.T) {
	f := files("mapping.yaml", tableA, "a.csv", "n\n1\n")
	m := mustOpen(t, f)
	f.Files.(fstest.MapFS)["a.csv"].Data = []byte("x\n1\n")
	err := m.Rows(t.Context(), func(seed.Row) bool { return true })
	if want := "her/a.csv:1:1: the columns are not those that it had when the mapping was read: read it again"; fmt.Sprint(err) != want {
		t.Error(err)
	}
}

func TestReadingStopsWhenNoMoreIsWanted(t *testing.T) {
	m := mustOpen(t, files("mapping.yaml", tableA, "a.csv", "n\n1\n2\n3\n"))
	n := 0
	if err := m.Rows(t.Context(), func(seed.Row) bool { n++; return n < 2 }); err != nil || n != 2 {
		t.Errorf("%d rows, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Rows(ctx, func(seed.Row) bool { return true }); graph.CodeOf(err) != graph.Cancelled {
		t.Error(err)
	}
}

// counted is a table of so many rows, made as it is read.
type counted struct {
	*endless
	n, rows int
}

func (c *counted) Read(p []byte) (int, error) {
	if c.head == "" && c.n < c.rows {
		c.n++
		c.head = fmt.Sprintf("%d\n", c.n)
	}
	if c.head == "" {
		return 0, io.EOF
	}
	n := copy(p, c.head)
	c.head = c.head[n:]
	return n, nil
}

// Memory does not grow with a table.
func TestATableIsNotHeldInMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	read := func(rows int) uint64 {
		m := mustOpen(t, seed.Folder{Name: "her", Files: longTable{files("mapping.yaml", tableA).Files.(fstest.MapFS), rows}})
		var most, now runtime.MemStats
		n := 0
		err := m.Rows(t.Context(), func(seed.Row) bool {
			if n++; n%100_000 == 0 {
				runtime.GC()
				if runtime.ReadMemStats(&now); now.HeapAlloc > most.HeapAlloc {
					most = now
				}
			}
			return true
		})
		if err != nil || n != rows+1 {
			t.Fatalf("%d rows, %v", n, err)
		}
		return most.HeapAlloc
	}
	if small, large := read(200_000), read(800_000); large > small+8<<20 {
		t.Errorf("%d rows take %d MB, four times as many %d", 200_000, small>>20, large>>20)
	}
}

type longTable struct {
	fstest.MapFS
	rows int
}

func (f longTable) Open(name string) (fs.File, error) {
	if name == "a.csv" {
		return &counted{&endless{head: "n\n"}, 0, f.rows}, nil
	}
	return f.MapFS.Open(name)
}
