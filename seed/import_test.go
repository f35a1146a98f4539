package seed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
)

// listed is data in memory: rows, and what stands for the file's bytes.
type listed struct {
	bytes string
	rows  [][]graph.Change
	more  func(yield func(Row) bool) error
}

func (d *listed) Rows(ctx context.Context, yield func(Row) bool) error {
	for i, changes := range d.rows {
		row := Row{Changes: changes, At: Position{"her.csv", i + 1, 1}}
		if changes == nil {
			row.Problem = row.At.Problem("it makes no sense")
		}
		if !yield(row) {
			return nil
		}
	}
	if d.more != nil {
		return d.more(yield)
	}
	return nil
}

func (d *listed) open() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(d.bytes)), nil }

func (d *listed) importing() *Import { return &Import{Data: d, Digest: DigestOf(d.open)} }

// of is data whose bytes are its name.
func of(name string, rows ...[]graph.Change) *listed { return &listed{bytes: name, rows: rows} }

func row(changes ...graph.Change) []graph.Change { return changes }

const herText = "Änn met Bo. Bo left."

func herSource() graph.Change {
	return graph.PutNode{Source: "source:her", ID: "source:her", Props: map[string]graph.Value{"name": "Her", "text": herText}}
}

func person(id string) graph.Change {
	return graph.PutNode{Source: "source:her", ID: "person:" + id, Props: map[string]graph.Value{"name": id}}
}

// kin is an edge with a locator, or with a quote where that is given.
func kin(from, to string, words ...any) graph.Change {
	e := graph.Evidence{Locator: "row", Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{"relationship": "friend"}}
	if len(words) > 0 {
		e.Locator, e.Quote, e.Start = "", words[0].(string), words[1].(int)
		e.End = e.Start + len([]rune(e.Quote))
	}
	return graph.PutEvidence{Source: "source:her", Fact: graph.Fact{Edge: "RELATED_TO", From: "person:" + from, To: "person:" + to}, Evidence: e}
}

func meeting(id string) graph.Change {
	return graph.PutNode{Source: "source:her", ID: "meeting:" + id, Props: map[string]graph.Value{"name": id}}
}

func came(who, where string) graph.Change {
	c := kin(who, who).(graph.PutEvidence)
	c.Fact, c.Says = graph.Fact{Edge: "PARTICIPATED_IN", From: "person:" + who, To: "meeting:" + where}, nil
	return c
}

func mustImport(t testing.TB, s graph.Store, i *Import) Summary {
	t.Helper()
	checked, err := i.Check(t.Context(), standard(t), s.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	summary, err := checked.Apply(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

// What is wrong with rows, and where; the other rows are right.
func TestAnImportSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		name string
		rows [][]graph.Change
		want []string
	}{
		{"nothing", [][]graph.Change{row(herSource()), row(person("a"), person("b")), row(kin("a", "b", "Änn met Bo", 0), kin("b", "a", "Bo left.", 12))}, nil},
		{"nothing in a row", [][]graph.Change{row(herSource()), {}}, nil},
		{"what the store has is there", [][]graph.Change{row(herSource(), person("a")), row(kin("a", "old"))}, nil},
		{"a problem of the data", [][]graph.Change{row(herSource()), nil}, []string{"her.csv:2:1: it makes no sense"}},
		{"a value that the model does not take", [][]graph.Change{row(herSource()), row(graph.PutNode{Source: "source:her", ID: "person:a"})},
			[]string{"her.csv:2:1: person:a has no name"}},
		{"an id that is not there", [][]graph.Change{row(herSource(), person("a")), row(kin("a", "b"))},
			[]string{"her.csv:2:1: there is no person:b: neither a row above states it nor is it in the store"}},
		{"an id that comes later", [][]graph.Change{row(herSource(), person("a")), row(kin("a", "b"), person("b"))},
			[]string{"her.csv:2:1: there is no person:b: neither a row above states it nor is it in the store"}},
		{"an id of a row that is wrong", [][]graph.Change{row(herSource(), person("a")), row(person("b"), kin("b", "c")), row(kin("a", "b"))},
			[]string{
				"her.csv:2:1: there is no person:c: neither a row above states it nor is it in the store",
				"her.csv:3:1: there is no person:b: neither a row above states it nor is it in the store",
			}},
		{"a quote that is not there", [][]graph.Change{row(herSource(), person("a"), person("b")), row(kin("a", "b", "Ann met Bo", 0))},
			[]string{`her.csv:2:1: source:her does not have the quote "Ann met Bo" at 0`}},
		{"a quote that is elsewhere", [][]graph.Change{row(herSource(), person("a"), person("b")), row(kin("a", "b", "Bo", 9)), row(kin("a", "b", "Bo", 8)), row(kin("a", "b", "left.", 16)), row(kin("a", "b", "left.", 600))},
			[]string{
				`her.csv:2:1: source:her does not have the quote "Bo" at 9`,
				`her.csv:4:1: source:her does not have the quote "left." at 16`,
				`her.csv:5:1: source:her does not have the quote "left." at 600`,
			}},
		{"a source that the data does not put", [][]graph.Change{row(herSource()), row(graph.PutNode{Source: "source:old", ID: "person:a", Props: map[string]graph.Value{"name": "A"}})},
			[]string{"her.csv:2:1: it speaks for source:old, and no row above says what that is"}},
		{"a source that the data only mentions", [][]graph.Change{row(herSource()), row(
			graph.PutNode{Source: "source:her", ID: "source:x", Props: map[string]graph.Value{"name": "X"}},
			graph.PutNode{Source: "source:x", ID: "person:a", Props: map[string]graph.Value{"name": "A"}})},
			[]string{"her.csv:2:1: it speaks for source:x, and no row above says what that is"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := standard(t)
			s := withOld(t, m)
			before := dump(t, m, s)
			_, err := of("her", tt.rows...).importing().Check(t.Context(), m, s.Snapshot())
			var got []string
			var refusal *Refusal
			if errors.As(err, &refusal) {
				got = strings.Split(err.Error(), "\n")
			} else if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("it says:\n%s\nnot:\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			if !slices.Equal(before, dump(t, m, s)) {
				t.Error("checking changes the store")
			}
		})
	}
}

// withOld is a store with a source, source:old, what it says, and ids that were
// merged into that.
func withOld(t testing.TB, m *graph.Model) graph.Store {
	t.Helper()
	s := memory.New(m)
	source, old := herSource().(graph.PutNode), person("old").(graph.PutNode)
	source.ID, source.Source, old.Source = "source:old", "source:old", "source:old"
	other := old
	other.ID = "person:other"
	merges := row(graph.Merge{ID: "person:older", Into: "person:old"}, graph.Merge{ID: "person:oldest", Into: "person:older"})
	if _, err := s.Apply(t.Context(), append(merges, source, old, other)); err != nil {
		t.Fatal(err)
	}
	return s
}

// More wrong rows than may be: nothing of the file stays, and what its source
// said before stays as it was. Otherwise they are left out and counted.
func TestMaxErrors(t *testing.T) {
	good := func(name string) []graph.Change { return row(person(name)) }
	tests := []struct {
		name      string
		maxErrors int
		rows      [][]graph.Change
		leftOut   int // -1: refused
	}{
		{"none wrong, none allowed", 0, [][]graph.Change{good("c")}, 0},
		{"one wrong, none allowed", 0, [][]graph.Change{good("c"), nil}, -1},
		{"one wrong, one allowed", 1, [][]graph.Change{nil, good("c")}, 1},
		{"two wrong, one allowed", 1, [][]graph.Change{nil, good("c"), nil}, -1},
		{"two wrong, many allowed", 100, [][]graph.Change{nil, good("c"), row(kin("c", "gone"))}, 2},
		{"a row about a node that one which is left out states", 1, [][]graph.Change{row(person("d"), kin("d", "gone")), good("c"), row(kin("c", "d"), kin("d", "c"))}, 1},
		{"a wrong row about such a node", 2, [][]graph.Change{row(person("d"), kin("d", "gone")), good("c"), row(kin("c", "d"), kin("d", "gone"))}, 2},
		{"a row about a meeting, which stays with its evidence alone", 1, [][]graph.Change{row(meeting("m"), kin("d", "gone")), good("c"), row(kin("c", "a"), came("c", "m"))}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := standard(t)
			s := memory.New(m)
			mustImport(t, s, of("first", row(herSource()), row(person("a"), person("b")), row(kin("a", "b"))).importing())
			before := dump(t, m, s)
			i := of("second", slices.Concat([][]graph.Change{row(herSource())}, tt.rows)...).importing()
			i.MaxErrors = tt.maxErrors
			checked, err := i.Check(t.Context(), m, s.Snapshot())
			if tt.leftOut < 0 {
				if graph.CodeOf(err) != graph.BadInput || !slices.Equal(before, dump(t, m, s)) {
					t.Errorf("it is not refused: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			summary, err := checked.Apply(t.Context(), s)
			if err != nil || summary.LeftOut != tt.leftOut || len(summary.Problems) != tt.leftOut || summary.Rows != len(tt.rows)+1 {
				t.Errorf("%+v %v", summary, err)
			}
			after := dump(t, m, s)
			has(t, after, "person:c")
			if d := slices.Contains(after, "person:d"); d != (tt.leftOut == 1 && len(tt.rows) == 3) {
				t.Errorf("that person:d stays is %v", d)
			}
			if slices.Contains(after, "person:a") {
				t.Error("what the source no longer says stays")
			}
		})
	}
}

// Where the problems of many rows are too many to be shown, they are counted.
func TestManyProblemsAreCounted(t *testing.T) {
	i := of("her", slices.Repeat([][]graph.Change{nil}, 10_000)...).importing()
	i.MaxErrors = 60
	_, err := i.Check(t.Context(), standard(t), memory.New(standard(t)).Snapshot())
	var refusal *Refusal
	if !errors.As(err, &refusal) || len(refusal.Problems) != 50 || refusal.More != 9950 {
		t.Errorf("%v", err)
	}
}

func TestWhatIsLoadedIsPassedOver(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	rows := [][]graph.Change{row(herSource()), row(person("a")), row(kin("a", "b"))}
	data := of("her", rows...)
	i := data.importing()
	i.MaxErrors = 1
	if got := mustImport(t, s, i); got.LeftOut != 1 || got.Loaded || got.Applied.Nodes != 2 {
		t.Errorf("the first time: %+v", got)
	}
	if got := mustImport(t, s, i); !got.Loaded || got.Applied.Changed() {
		t.Errorf("the second time: %+v", got)
	}
	i.Again = true
	if got := mustImport(t, s, i); got.Loaded || got.Applied.Changed() {
		t.Errorf("once more: %+v", got)
	}
	i.Again = false
	mustImport(t, s, &Import{Data: of("x", row(graph.PutNode{Source: "source:x", ID: "source:x", Props: map[string]graph.Value{"name": "X"}}, graph.PutNode{Source: "source:x", ID: "person:b", Props: map[string]graph.Value{"name": "B"}})), Digest: DigestOf(of("x").open)})
	if got := mustImport(t, s, i); got.Loaded || got.LeftOut != 0 || got.Applied.Edges != 1 {
		t.Errorf("when what was left out is right: %+v", got)
	}
}

// An import that takes the place of another says what it took away.
func TestWhatIsNoLongerSaidIsCounted(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	steps := []struct {
		name string
		rows [][]graph.Change
		all  graph.Applied
		gone graph.Applied
	}{
		{"the first", [][]graph.Change{row(herSource()), row(person("a"), person("b")), row(kin("a", "b"))}, graph.Applied{Nodes: 3, Edges: 1, Evidence: 1}, graph.Applied{}},
		{"one that says more", [][]graph.Change{row(herSource()), row(person("a"), person("b")), row(kin("a", "b"), kin("b", "a"))}, graph.Applied{Edges: 1, Evidence: 1}, graph.Applied{}},
		{"one that says something else", [][]graph.Change{row(herSource()), row(person("b"), person("c"))}, graph.Applied{Nodes: 2, Edges: 2, Evidence: 2}, graph.Applied{Nodes: 1, Edges: 2, Evidence: 2}},
	}
	for _, step := range steps {
		if got := mustImport(t, s, of(step.name, step.rows...).importing()); got.Applied != step.all || got.Gone != step.gone {
			t.Errorf("%s: %+v", step.name, got)
		}
	}
}

// What stands aside is checked and made like all else, and is no row of the file.
func TestRowsOfTheFileAreCounted(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	data := of("her")
	data.more = func(yield func(Row) bool) error {
		for n, r := range []Row{{Changes: row(herSource()), Aside: true}, {}, {Changes: row(person("a"), person("b"))}, {Changes: row(kin("a", "b")), Aside: true}, {Changes: row(kin("a", "gone")), Aside: true}} {
			if r.At = (Position{"her.csv", n + 1, 1}); !yield(r) {
				break
			}
		}
		return nil
	}
	i := data.importing()
	i.MaxErrors = 1
	var last Progress
	i.Progress = func(p Progress) { last = p }
	got := mustImport(t, s, i)
	if got.Rows != 2 || got.LeftOut != 1 || got.Applied != (graph.Applied{Nodes: 3, Edges: 1, Evidence: 1}) || last.Read != 2 || last.Applied != 2 {
		t.Errorf("%+v after %+v", got, last)
	}
}

// A file that changes between the two readings is not said to be loaded.
func TestAFileThatChangesMeanwhileIsNoticed(t *testing.T) {
	changes := map[string]func(*listed){
		"its bytes": func(d *listed) { d.bytes += "!" },
		"a row":     func(d *listed) { d.rows[1] = nil },
		"its end":   func(d *listed) { d.rows = d.rows[:2] },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			m := standard(t)
			s := memory.New(m)
			data := of("her", row(herSource()), row(person("a")), row(person("b")))
			checked, err := data.importing().Check(t.Context(), m, s.Snapshot())
			if err != nil {
				t.Fatal(err)
			}
			change(data)
			if _, err := checked.Apply(t.Context(), s); graph.CodeOf(err) != graph.Conflict {
				t.Errorf("%v", err)
			}
			if load, err := s.Snapshot().LastLoad(t.Context(), "source:her"); load != "" || err != nil {
				t.Errorf("it is loaded: %q %v", load, err)
			}
		})
	}
}

// Rows by the thousand are checked and applied some at a time, and what a row far
// above states is known.
func TestManyRows(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	const people = 3*maxWindow + 7
	data := of("many", row(herSource(), person("p")))
	data.more = func(yield func(Row) bool) error {
		for i := range people {
			changes := row(person(fmt.Sprint("p", i)), kin(fmt.Sprint("p", i), "p"))
			if !yield(Row{Changes: changes}) {
				return nil
			}
		}
		return nil
	}
	i := data.importing()
	var told []Progress
	i.Progress = func(p Progress) { told = append(told, p) }
	got := mustImport(t, s, i)
	if got.Rows != people+1 || got.Applied != (graph.Applied{Nodes: people + 2, Edges: people, Evidence: people}) {
		t.Errorf("%+v", got)
	}
	last := told[len(told)-1]
	if len(told) < 4 || last.Read != people+1 || last.Applied != people+1 || last.Edges != people || last.EdgesPerSecond() <= 0 {
		t.Errorf("%+v", told)
	}
}

// Memory does not grow with what rows say.
func TestCheckingHoldsFewRows(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 400 MB")
	}
	const rows, each = 100_000, 4_000
	data := of("large", row(herSource()))
	data.more = func(yield func(Row) bool) error {
		for i := range rows {
			p := person(fmt.Sprint(i)).(graph.PutNode)
			p.Props["description"] = strings.Repeat("x", each)
			if !yield(Row{Changes: row(p)}) {
				break
			}
		}
		return nil
	}
	i := data.importing()
	var most uint64
	i.Progress = func(Progress) {
		var now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapAlloc)
	}
	m := standard(t)
	if _, err := i.Check(t.Context(), m, memory.New(m).Snapshot()); err != nil {
		t.Fatal(err)
	}
	if most > 150<<20 {
		t.Errorf("checking %d MB holds %d MB", rows*each>>20, most>>20)
	}
	t.Logf("%d MB at most", most>>20)
}

// An error of the data, and one of the store, is the import's.
func TestErrorsAreHandedOn(t *testing.T) {
	m := standard(t)
	torn := errors.New("torn")
	data := of("her", row(herSource()))
	data.more = func(func(Row) bool) error { return torn }
	if _, err := data.importing().Check(t.Context(), m, memory.New(m).Snapshot()); !errors.Is(err, torn) {
		t.Error(err)
	}
	data.more = func(func(Row) bool) error { panic("torn") }
	if _, err := data.importing().Check(t.Context(), m, memory.New(m).Snapshot()); graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), "panic: torn") {
		t.Error(err)
	}
	i := of("her", row(herSource())).importing()
	i.Digest = DigestOf(func() (io.ReadCloser, error) { return nil, torn })
	if _, err := i.Check(t.Context(), m, memory.New(m).Snapshot()); !errors.Is(err, torn) || graph.CodeOf(err) != graph.BadInput {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := of("her", row(herSource())).importing().Check(ctx, m, memory.New(m).Snapshot()); graph.CodeOf(err) != graph.Cancelled {
		t.Error(err)
	}
}

// Changes that are imported as they are may do more than put.
func TestChangesAsTheyAre(t *testing.T) {
	tests := []struct {
		name string
		rows [][]graph.Change
		want string // what is wrong, or nothing
	}{
		{"what is put", [][]graph.Change{row(herSource()), row(person("a")), row(kin("a", "old", "Bo", 8))}, ""},
		{"a quote of a source that is there", [][]graph.Change{row(inOld("Bo left.", 12))}, ""},
		{"a quote that a source that is there has not", [][]graph.Change{row(inOld("Bo left.", 13))}, `her.csv:1:1: source:old does not have the quote "Bo left." at 13`},
		{"an id that was merged in the file", [][]graph.Change{row(herSource()), row(graph.Merge{ID: "person:a", Into: "person:b"}), row(person("a")), row(kin("b", "old")), row(kin("a", "old"))}, ""},
		{"an id that was merged in the store", [][]graph.Change{row(herSource()), row(kin("other", "oldest"))}, ""},
		{"a circle of merges", [][]graph.Change{row(graph.Merge{ID: "person:a", Into: "person:b"}), row(graph.Merge{ID: "person:b", Into: "person:c"}), row(graph.Merge{ID: "person:c", Into: "person:a"})},
			"her.csv:3:1: person:a is merged into person:c, so that"},
		{"what is taken away", [][]graph.Change{row(graph.WithdrawStatement{Source: "source:her", ID: "person:gone"}), row(graph.Retract{ID: "person:gone"}), row(graph.DropSource{Source: "source:gone"})}, ""},
		{"a sweep of a source that is not there", [][]graph.Change{row(graph.Sweep{Source: "source:her"})}, "her.csv:1:1: there is no source:her: neither"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := standard(t)
			s := withOld(t, m)
			i := of("her", tt.rows...).importing()
			i.AsTheyAre = true
			checked, err := i.Check(t.Context(), m, s.Snapshot())
			if err == nil {
				_, err = checked.Apply(t.Context(), s)
			}
			if tt.want == "" && err != nil || tt.want != "" && !strings.HasPrefix(fmt.Sprint(err), tt.want) {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
	i := of("her", row(graph.Sweep{Source: "source:old"})).importing()
	if _, err := i.Check(t.Context(), standard(t), withOld(t, standard(t)).Snapshot()); graph.CodeOf(err) != graph.Internal {
		t.Errorf("data that sweeps is taken: %v", err)
	}
}

// What only the store finds wrong is said with the rows that it may be, and with
// what stays.
func TestAnErrorOfTheStoreSaysWhere(t *testing.T) {
	const notFree = "person:old is not free: edges, evidence or a source's words rest on it; take these away first"
	rows := [][]graph.Change{row(herSource()), row(person("a")), row(person("b")), row(kin("a", "old")), row(graph.Retract{ID: "person:old"})}
	tests := []struct {
		name  string
		batch int
		want  string
		nodes int // how many there are then, of source:her
	}{
		{"all at once", 0, notFree + " (one of the rows from her.csv:1 to her.csv:5; nothing of the file is imported)", 0},
		{"some at a time", 3, notFree + " (one of the rows from her.csv:4 to her.csv:5; what stands above is imported and stays)", 3},
		{"one by one", 1, notFree + " (her.csv:5; what stands above is imported and stays)", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := standard(t)
			s := withOld(t, m)
			i := of("her", rows...).importing()
			i.AsTheyAre, i.Batch = true, tt.batch
			checked, err := i.Check(t.Context(), m, s.Snapshot())
			if err != nil {
				t.Fatal(err)
			}
			_, err = checked.Apply(t.Context(), s)
			if graph.CodeOf(err) != graph.Conflict || Message(err) != tt.want {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
			nodes := 0
			for _, line := range dump(t, m, s) {
				if line == "source:her" || line == "person:a" || line == "person:b" {
					nodes++
				}
			}
			if nodes != tt.nodes {
				t.Errorf("there are %d nodes of it, not %d", nodes, tt.nodes)
			}
		})
	}
	down := &graph.Error{Code: graph.Unavailable, Op: "apply", Message: "the store is down"}
	if err := (&batch{from: Position{"her.csv", 1, 1}}).located(down); err != error(down) {
		t.Errorf("what a row is not to blame for is %v", err)
	}
}

// inOld is evidence of the source that is there.
func inOld(quote string, start int) graph.Change {
	c := kin("other", "older", quote, start).(graph.PutEvidence)
	c.Source = "source:old"
	return c
}

// A folder may name what was merged.
func TestAFolderKnowsMergedIDs(t *testing.T) {
	m := standard(t)
	const facts = "source: {id: source:s, title: S}\nfacts:\n- {fact: person:older RELATED_TO person:old, relationship: friend, quote: x}\n- {fact: person:oldest RELATED_TO person:nobody, relationship: friend, quote: x}\n"
	_, err := Load(t.Context(), m, her(facts, "x"), withOld(t, m).Snapshot())
	if want := "her/facts.yaml:4:35: person:nobody is declared nowhere: add it to entities, or load the source that declares it first"; fmt.Sprint(err) != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}

func TestAFolderIsImportedOnce(t *testing.T) {
	m := standard(t)
	s := memory.New(m)
	for _, want := range []struct{ again, loaded bool }{{false, false}, {false, true}, {true, false}} {
		i := mustLoad(t, m, Shipped(), s.Snapshot()).Import()
		i.Again = want.again
		if got := mustImport(t, s, i); got.Loaded != want.loaded {
			t.Errorf("%+v", got)
		}
		if again := mustApply(t, s, mustLoad(t, m, Shipped(), s.Snapshot())); again.Changed() {
			t.Errorf("loading it, too, changes %v", again)
		}
	}
}
