package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/graph/sqlite"
	"parley/seed/ingest"
	"parley/seed/ndjson"
)

func standard(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// imported imports into a store as the command does, and returns what it says and
// the error.
func imported(t testing.TB, s graph.Store, stdin string, args ...string) (string, error) {
	t.Helper()
	o, err := readImportOptions(args, io.Discard)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	i := &importer{options: o, model: standard(t), store: s, stdin: strings.NewReader(stdin), stdout: &out, stderr: &out, seen: sources{}}
	err = i.all(t.Context())
	return out.String(), err
}

func exported(t testing.TB, s graph.Store) string {
	t.Helper()
	var out bytes.Buffer
	if err := ndjson.Write(&out, standard(t), s.Snapshot().Changes(t.Context())); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A folder of tables: one row of visits.csv is wrong, and one of people.csv.
func tables(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write(t, folder, "mapping.yaml", `source: {id: source:visits, title: Visits}
tables:
- {file: people.csv, entities: [{id: 'person:{id}', name: '{name}'}]}
- file: visits.csv
  facts: [{fact: 'person:{who} RELATED_TO person:{whom}', relationship: friend}]
`)
	write(t, folder, "people.csv", "id,name\nann,Ann\nbo,Bo\n")
	write(t, folder, "visits.csv", "who,whom\nann,bo\nbo,ann\n")
	return folder
}

// Each sort of data is known by its name, and comes in.
func TestImport(t *testing.T) {
	folder := tables(t)
	write(t, folder, "peps.ftm.json", `{"id":"Q1","schema":"Person","properties":{"name":["Anna Berg"]}}`+"\n"+`{"id":"Q2","schema":"Vessel","properties":{}}`+"\n")
	write(t, folder, "more.csv", "who,whom\nann,ann\n")
	other := t.TempDir()
	write(t, other, "visits.csv", "who,whom\nann,bo\n")
	write(t, other, "mapping.yaml", "no mapping")
	write(t, folder, "ministers.ftm.json", `{"id":"a","schema":"Person","properties":{"name":["Anna Berg"]}}
{"id":"m","schema":"Position","properties":{"name":["Minister"],"country":["no"]}}
{"id":"x","schema":"Occupancy","properties":{"holder":["a"],"post":["m"]}}
`)
	nothing := t.TempDir()
	write(t, nothing, "mapping.yaml", "source: {id: source:s, title: S}\ntables: [{file: a.csv, where: {state: {not: off}}, entities: [{id: 'person:{name|slug}', name: '{name}'}]}]\n")
	write(t, nothing, "a.csv", "name,state\nAnn,on\n???,on\nBo,off\n???,on\n")
	header := t.TempDir()
	write(t, header, "people.csv", "id,name\n")
	write(t, header, "visits.csv", "who,whom\n")
	mapping := filepath.Join(folder, "mapping.yaml")
	changes := exported(t, memory.New(standard(t))) + `{"putNode":{"source":"source:s","id":"source:s","props":{"name":"S"}}}` + "\n"
	write(t, folder, "s.ndjson", changes)

	cases := []struct {
		name, stdin string
		args        []string
		says        string // or the error
	}{
		{"a corpus folder", "", []string{"../seed/peace-talks"}, "../seed/peace-talks: 287 rows, 0 left out; 95 nodes, 139 edges and 193 facts changed\n  warnings: 1; " + called() + " check lists them\n"},
		{"a folder of tables", "", []string{folder}, "4 rows, 0 left out; 3 nodes, 2 edges and 2 facts changed\n"},
		{"a mapping", "", []string{mapping}, "4 rows, 0 left out; 3 nodes, 2 edges and 2 facts changed\n"},
		{"a mapping by name", "", []string{"-mapping", mapping}, "4 rows, 0 left out; 3 nodes, 2 edges and 2 facts changed\n"},
		{"another file in the place of the mapping's", "", []string{"-mapping", mapping, filepath.Join(other, "visits.csv")}, "3 rows, 0 left out; 3 nodes, 1 edges and 1 facts changed\n  from beside the mapping: people.csv\n"},
		{"another folder's files in their place", "", []string{"-mapping", mapping, other}, "3 rows, 0 left out; 3 nodes, 1 edges and 1 facts changed\n  from beside the mapping: people.csv\n"},
		{"a file that the mapping does not name", "", []string{"-mapping", mapping, filepath.Join(folder, "more.csv")}, "names no file more.csv: it names people.csv, visits.csv"},
		{"FollowTheMoney", "", []string{filepath.Join(folder, "peps.ftm.json")}, "2 rows, 0 left out; 2 nodes, 0 edges and 0 facts changed\n  nothing was made of: Vessel 1×\n"},
		{"FollowTheMoney with links", "", []string{filepath.Join(folder, "ministers.ftm.json")}, "3 rows, 0 left out; 4 nodes, 2 edges and 2 facts changed\n"},
		{"tables with a header alone", "", []string{"-mapping", mapping, filepath.Join(header, "people.csv"), filepath.Join(header, "visits.csv")}, ": 0 rows, 0 left out; 1 nodes"},
		{"tables with rows that make nothing", "", []string{nothing}, ": 4 rows, 0 left out; 2 nodes, 0 edges and 0 facts changed\n  nothing was made of: rows that make nothing 2×, rows that the mapping's where leaves out 1×\n"},
		{"changes", "", []string{filepath.Join(folder, "s.ndjson")}, "1 rows, 0 left out; 1 nodes, 0 edges and 0 facts changed\n"},
		{"changes by another name", "", []string{"-format", "ndjson", filepath.Join(folder, "s.ndjson")}, "1 rows, 0 left out; 1 nodes"},
		{"standard input", changes, []string{"-"}, "standard input: 1 rows, 0 left out; 1 nodes"},
		{"standard input that is none", "who,whom\n", []string{"-"}, "standard input:1:1: this is no file of changes"},
		{"two of one source", "", []string{folder, mapping}, mapping + ": source:visits is the source of " + folder + " already"},
		{"a Discourse Network Analyzer file that is none", "", []string{"-format", "dna", mapping}, "mapping.yaml is not a Discourse Network Analyzer file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			said, err := imported(t, memory.New(standard(t)), c.stdin, c.args...)
			if !strings.Contains(said+fmt.Sprint(err), c.says) {
				t.Errorf("it says %s%v\nwant %s", said, err, c.says)
			}
		})
	}
}

// What stands in the place of a mapping's files and cannot be read is not
// replaced by them.
func TestImportOfFoldersInTheMappingsPlace(t *testing.T) {
	mapping := filepath.Join(tables(t), "mapping.yaml")
	const visits = "who,whom\nann,bo\n"
	outside := t.TempDir()
	write(t, outside, "visits.csv", visits)
	link := func(to string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			if err := os.Symlink(to, filepath.Join(folder, "visits.csv")); err != nil {
				t.Skip(err)
			}
		}
	}
	cases := []struct {
		name string
		make func(t *testing.T, folder string)
		says string
	}{
		{"all files", func(t *testing.T, folder string) {
			write(t, folder, "people.csv", "id,name\nann,Ann\nbo,Bo\n")
			write(t, folder, "visits.csv", visits)
		}, "3 nodes, 1 edges and 1 facts changed\n<nil>"},
		{"none", func(*testing.T, string) {}, " has none of the mapping's files: people.csv, visits.csv"},
		{"a link out", link(filepath.Join(outside, "visits.csv")), "visits.csv: cannot be read: it is a link out of the folder or to nothing: put the file itself there"},
		{"a link to nothing", link("gone.csv"), "visits.csv: cannot be read: it is a link out of the folder or to nothing"},
		{"a folder of a file's name", func(t *testing.T, folder string) {
			if err := os.Mkdir(filepath.Join(folder, "visits.csv"), 0o700); err != nil {
				t.Fatal(err)
			}
		}, "visits.csv: cannot be read: "},
		{"a file that may not be read", func(t *testing.T, folder string) {
			write(t, folder, "visits.csv", visits)
			if err := os.Chmod(filepath.Join(folder, "visits.csv"), 0); err != nil {
				t.Fatal(err)
			}
			if in, err := os.Open(filepath.Join(folder, "visits.csv")); err == nil {
				in.Close()
				t.Skip("this user may read all files")
			}
		}, "visits.csv: cannot be read: permission denied"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder, s := t.TempDir(), memory.New(standard(t))
			c.make(t, folder)
			said, err := imported(t, s, "", "-mapping", mapping, folder)
			if !strings.Contains(said+fmt.Sprint(err), c.says) {
				t.Errorf("it says %s%v\nwant %s", said, err, c.says)
			}
			if err != nil && strings.Count(exported(t, s), "\n") != 1 {
				t.Error("it changes the store")
			}
		})
	}
}

// Importing again is advised where it helps.
func TestAnImportThatComesToNoEnd(t *testing.T) {
	const again = "importing it again does the rest"
	for code, helps := range map[graph.Code]bool{graph.Unavailable: true, graph.Timeout: true, graph.Cancelled: true, graph.Conflict: false, graph.NotFound: false, graph.Internal: false} {
		err := new(importer).failed(input{name: "a.ndjson"}, &ingest.Unfinished{Err: graph.Errorf(code, "apply", "no")})
		if strings.HasSuffix(err.Error(), again) != helps || graph.CodeOf(err) != code {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// A second time there is nothing to do, and rows that are wrong are named.
func TestImportAgain(t *testing.T) {
	s := memory.New(standard(t))
	folder := tables(t)
	steps := []struct {
		name  string
		visit string // one more row
		args  []string
		says  string
		fails bool
	}{
		{"first", "", nil, "4 rows, 0 left out; 3 nodes, 2 edges", false},
		{"again", "", nil, ": loaded already, all 4 rows; -again loads it once more\n", false},
		{"again by force", "", []string{"-again"}, "4 rows, 0 left out; 0 nodes, 0 edges and 0 facts changed\n", false},
		{"with a wrong row", "ann,carl\n", nil, "visits.csv:4:1: there is no person:carl", true},
		{"with a wrong row that may be", "ann,carl\n", []string{"-max-errors", "1"}, "left out\n" + folder + ": 5 rows, 1 left out; 0 nodes, 0 edges", false},
		{"with two", "ann,carl\nann,\"\n", []string{"-max-errors", "1"}, "2 rows are wrong, and 1 may be: nothing is imported", true},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			before := exported(t, s)
			write(t, folder, "visits.csv", "who,whom\nann,bo\nbo,ann\n"+step.visit)
			said, err := imported(t, s, "", append(step.args, folder)...)
			if step.fails != (err != nil) || !strings.Contains(said+fmt.Sprint(err), step.says) {
				t.Errorf("it says %s%v\nwant %s", said, err, step.says)
			}
			if step.fails && exported(t, s) != before {
				t.Error("what is refused changes the store")
			}
		})
	}
}

// A file takes the place of another of its name, and says so; by a source of its
// own it stands beside it.
func TestImportOfAnotherFileOfTheSameName(t *testing.T) {
	entity := func(name string) string {
		return `{"id":"` + name + `","schema":"Person","properties":{"name":["` + name + `"]}}` + "\n"
	}
	anna, bo, none := t.TempDir(), t.TempDir(), t.TempDir()
	const name = "entities.ftm.json"
	write(t, anna, name, entity("Anna"))
	write(t, bo, name, entity("Bo"))
	write(t, none, name, "\n")
	s := memory.New(standard(t))
	steps := []struct {
		name   string
		args   []string
		says   string // or the error
		people int    // how many there are then
	}{
		{"the first", []string{filepath.Join(anna, name)}, "2 nodes, 0 edges and 0 facts changed\n<nil>", 1},
		{"another in its place", []string{filepath.Join(bo, name)}, "2 nodes, 0 edges and 0 facts changed\n  of these, 1 nodes, 0 edges and 0 facts went or changed because source:entities-ftm said them before and no longer does\n", 1},
		{"another beside it", []string{"-source", "source:anna", filepath.Join(anna, name)}, "2 nodes, 0 edges and 0 facts changed\n<nil>", 2},
		{"one that is empty", []string{filepath.Join(none, name)}, "the file has no entity", 2},
		{"two beside it", []string{"-source", "source:x", filepath.Join(anna, name), filepath.Join(bo, name)}, "-source is the source of one file", 2},
		{"a source of another kind", []string{"-source", "person:x", filepath.Join(anna, name)}, `-source: the id of a source begins with "source:", not "person:"`, 2},
		{"a source that is no id", []string{"-source", "x", filepath.Join(anna, name)}, `"x" does not begin with a kind`, 2},
		{"a folder says itself what it is", []string{"-source", "source:x", tables(t)}, "-source is for files that do not say what source they are", 2},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			said, err := imported(t, s, "", step.args...)
			if !strings.Contains(said+fmt.Sprint(err), step.says) {
				t.Errorf("it says %s%v\nwant %s", said, err, step.says)
			}
			if n := strings.Count(exported(t, s), `"id":"person:`); n != step.people {
				t.Errorf("there are %d people, not %d", n, step.people)
			}
		})
	}
}

// What leads out of a folder, grows without end or is no file is refused, and
// changes nothing.
func TestImportOfWhatIsHostile(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret.csv", "id,name\nann,Ann\n")
	mapping := func(file string) string {
		return "source: {id: source:s, title: S}\ntables: [{file: " + file + ", entities: [{id: 'person:{id}', name: '{name}'}]}]\n"
	}
	laughs := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
	cases := []struct {
		name, file, text string
		link             string // a link to the file outside
		says             string
	}{
		{"a mapping that leads out", "mapping.yaml", mapping("../secret.csv"), "", "mapping.yaml:2:17: \"../secret.csv\" is not in the mapping's folder"},
		{"a mapping of an absolute file", "mapping.yaml", mapping(filepath.Join(outside, "secret.csv")), "", "is not in the mapping's folder"},
		{"a link that leads out", "mapping.yaml", mapping("a.csv"), "a.csv", "a.csv: cannot be read: it is a link out of the folder or to nothing: put the file itself there"},
		{"a corpus with a link that leads out", "facts.yaml", "source: {id: source:s, title: S}\n", "text.txt", "text.txt: cannot be read: it is a link out of the folder or to nothing: put the file itself there"},
		{"a mapping that laughs", "mapping.yaml", laughs, "", "mapping.yaml:1:4: "},
		{"a corpus that laughs", "facts.yaml", laughs, "", "facts.yaml:1:4: "},
		{"a mapping with a NUL", "mapping.yaml", "source: \x00", "", "mapping.yaml:1:9: "},
		{"a corpus of bad UTF-8", "facts.yaml", "source: \xff", "", "facts.yaml:1:9: the byte 0xff is not UTF-8"},
		{"changes of bad UTF-8", "x.ndjson", exported(t, memory.New(standard(t))) + "{\"\xff\":1}", "", "x.ndjson:2:3: the byte 0xff is not UTF-8"},
		{"entities with a NUL", "x.ftm", "{\"id\":\"\x00\"}", "", "x.ftm:1:8: a NUL is not text"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, folder, c.file, c.text)
			if c.link != "" {
				if err := os.Symlink(filepath.Join(outside, "secret.csv"), filepath.Join(folder, c.link)); err != nil {
					t.Skip(err)
				}
			}
			name := folder
			if strings.HasPrefix(c.file, "x.") {
				name = filepath.Join(folder, c.file)
			}
			s := memory.New(standard(t))
			said, err := imported(t, s, "", name)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s%v\nwant %s", said, err, c.says)
			}
			if strings.Count(exported(t, s), "\n") != 1 {
				t.Error("it changes the store")
			}
		})
	}
}

// An export that cannot be written to its end leaves no file.
func TestAnExportIsWholeOrNotThere(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.ndjson")
	torn := errors.New("torn")
	if err := writeNew(name, func(w io.Writer) error { fmt.Fprintln(w, "half"); return torn }); !errors.Is(err, torn) {
		t.Error(err)
	}
	if _, err := os.Stat(name); err == nil {
		t.Error("half a file is there")
	}
	if status := run(t.Context(), []string{"export", "-store", "memory:", "-o", name}, io.Discard, io.Discard); status != ok {
		t.Errorf("status %d", status)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != `{"format":"parley changes","version":1}`+"\n" {
		t.Errorf("%q %v", text, err)
	}
}

// childStore and childFile tell a process of this test to import and end.
const (
	childStore = "TEST_STORE"
	childFile  = "TEST_FILE"
)

// TestInTheChild is not a test but what a process does that another test starts.
func TestInTheChild(t *testing.T) {
	if path := os.Getenv(childStore); path != "" {
		os.Exit(importAndEnd(path, os.Getenv(childFile)))
	}
}

func importAndEnd(path, file string) int {
	m, err := graph.NewModel(graph.Standard())
	if err == nil {
		var s graph.Store
		if s, err = sqlite.Open(context.Background(), m, path); err == nil {
			i := &importer{options: importOptions{format: auto, files: []string{file}}, model: m, store: s, stdout: io.Discard, stderr: io.Discard, seen: sources{}, batch: 100}
			err = errors.Join(i.all(context.Background()), s.Close())
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return failed
	}
	return ok
}

var importRounds = flag.Int("import-rounds", 2, "how many imports TestAKilledImportIsMadeWhole makes, each of which it kills three times")

// TestAKilledImportIsMadeWhole kills the process of an import again and again,
// at random, and then lets it come to its end.
func TestAKilledImportIsMadeWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts many processes")
	}
	const folder, kills = "../seed/historyatstate", 3
	child := func(ctx context.Context, store string) ([]byte, error) {
		c := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestInTheChild$")
		c.Env = append(os.Environ(), childStore+"="+store, childFile+"="+folder)
		return c.CombinedOutput()
	}
	calm := filepath.Join(t.TempDir(), "calm.db")
	start := time.Now()
	if out, err := child(t.Context(), calm); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	want := fileHolds(t, calm)
	rng := rand.New(rand.NewPCG(graphtest.Seed(t), 5))
	killed := 0
	for range *importRounds {
		stormy := filepath.Join(t.TempDir(), "stormy.db")
		for range kills {
			start := time.Now()
			ctx, kill := context.WithTimeout(t.Context(), time.Duration(rng.Int64N(int64(whole))))
			if _, err := child(ctx, stormy); err != nil {
				killed++
			} else {
				whole = min(whole, time.Since(start)) // the machine has become faster
			}
			kill()
		}
		if out, err := child(t.Context(), stormy); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got := fileHolds(t, stormy); got != want {
			t.Errorf("the graphs differ: %d bytes and %d", len(got), len(want))
		}
	}
	if t.Logf("%d imports were killed; a whole one takes %v", killed, whole); killed == 0 {
		t.Error("none was killed")
	}
}

func fileHolds(t *testing.T, path string) string {
	t.Helper()
	s, err := sqlite.Open(t.Context(), standard(t), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return exported(t, s)
}
