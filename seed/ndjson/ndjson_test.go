package ndjson

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/seed"
)

// What is written is what was, for changes of every sort, kind, edge and
// property.
func TestReadingIsTheInverseOfWriting(t *testing.T) {
	m := standard(t)
	start := graphtest.Seed(t)
	for run := range uint64(20) {
		random := graphtest.NewRandom(m, start+run)
		changes := graphtest.MadeGraph(m, start+run)
		for range 20 {
			changes = append(changes, random.Next()...)
		}
		file := written(t, m, changes)
		got, problems, err := reading(t, m, file)
		if err != nil || len(problems) > 0 {
			t.Fatalf("seed %d: %v %v", start+run, err, problems)
		}
		if diff := alike(changes, got); diff != "" {
			t.Fatalf("seed %d (-written +read):\n%s", start+run, diff)
		}
		if again := written(t, m, got); again != file {
			t.Fatalf("seed %d: written again it differs", start+run)
		}
	}
}

// A model with other types of property writes and reads them without a change
// here, also those of which Parley's own has none.
func TestEveryTypeOfPropertyIsWritten(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Lighthouse", Plural: "lighthouses", Doc: "A lighthouse.", Properties: []graph.Property{
		{Name: "storeys", Type: graph.Number, Editorial: true, Doc: "How many storeys it has."},
		{Name: "staffed", Type: graph.Flag, Editorial: true, Doc: "Whether a keeper lives in it."},
	}})
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int64{0, math.MaxInt64, math.MinInt64} {
		want := []graph.Change{graph.PutNode{Source: "source:s", ID: "lighthouse:t", Props: map[string]graph.Value{
			"name": "𝒳 \"\\\n\t\u2028</script>\ufffd", "storeys": n, "staffed": n == 0, "aliases": []string{"", "a"},
		}}}
		got, problems, err := reading(t, m, written(t, m, want))
		if diff := alike(want, got); diff != "" || err != nil || problems != nil {
			t.Errorf("%v %v (-want +got):\n%s", err, problems, diff)
		}
	}
}

// The model's properties of evidence are all in the format, but for what follows.
func TestEvidenceIsWhole(t *testing.T) {
	m := standard(t)
	i := slices.IndexFunc(sorts(m), func(s sort) bool { return s.name == "putEvidence" })
	fields, _ := sorts(m)[i].fresh()
	for _, p := range m.Evidence {
		if !p.Weighed && !slices.ContainsFunc(fields, func(f field) bool { return f.name == p.Name }) {
			t.Errorf("the format has no %s", p.Name)
		}
	}
}

func TestTheExampleInTheDocReads(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	for line := range strings.Lines(file.Doc.Text()) {
		if code, ok := strings.CutPrefix(line, "\t"); ok {
			text += code
		}
	}
	m := standard(t)
	changes, problems, err := reading(t, m, text)
	if err != nil || problems != nil || len(changes) != 10 {
		t.Fatalf("%d changes, %v %v", len(changes), problems, err)
	}
	if again := written(t, m, changes); again != text {
		t.Errorf("written again:\n%s", again)
	}
}

// Names may stand in any order, null is nothing, and white space is free.
func TestOtherHandsWriteToo(t *testing.T) {
	text := "\uFEFF" + ` { "version" : 1, "format" : "parley changes" } ` + "\r\n\n" +
		`{"putEvidence": {"says": {"attendance": "ATTENDED", "role": null}, "quote": null, "locator": "row 1", "act": "SAID", "basis": "STATED",` +
		` "fact": {"identity": {"capacity": "post:o"}, "to": "meeting:m", "from": "person:a", "edge": "PARTICIPATED_IN"}, "source": "source:s"}}` + "\r\n  \t"
	got, problems, err := reading(t, standard(t), text)
	want := []graph.Change{graph.PutEvidence{
		Source:   "source:s",
		Fact:     graph.Fact{Edge: "PARTICIPATED_IN", From: "person:a", To: "meeting:m", Identity: map[string]graph.Value{"capacity": "post:o"}},
		Evidence: graph.Evidence{Locator: "row 1", Act: "SAID", Basis: "STATED", Says: map[string]graph.Value{"attendance": "ATTENDED"}},
	}}
	if diff := alike(want, got); diff != "" || err != nil || problems != nil {
		t.Errorf("%v %v (-want +got):\n%s", err, problems, diff)
	}
}

func TestProblemsSayWhereAndWhy(t *testing.T) {
	node := func(rest string) string {
		return `{"putNode":{"source":"source:s","id":"person:ä",` + rest + `}}`
	}
	tests := []struct{ name, line, want string }{
		{"not JSON", `{"putNode":}`, `12: here stands an object, and not the end`},
		{"cut short", `{"putNode":{"source":"source:s"`, "32: the line is not JSON: unexpected EOF"},
		{"two on a line", `{"retract":{"id":"x"}} {}`, "24: more stands on the line than one object"},
		{"two changes", `{"retract":{"id":"x"},"unstate":{}}`, "23: a line is one change: begin another line"},
		{"none", `{}`, "1: the line has no change: write one of putNode, putEvidence, sweep, unstate, merge, retract, dropSource"},
		{"a list", `[]`, "1: here stands an object, and not a list"},
		{"an unknown sort", `{"expect":{}}`, `2: there is no "expect" here, but putNode, putEvidence, sweep, unstate, merge, retract, dropSource`},
		{"an unknown field", `{"sweep":{"source":"source:s","lod":"1"}}`, `31: there is no "lod" here, but source, load`},
		{"a name twice", `{"sweep":{"source":"source:s", "source":"source:t"}}`, `32: "source" stands here a second time`},
		{"an unknown kind", `{"putNode":{"source":"source:s","id":"robot:r"}}`, `38: "robot:r" does not begin with a kind: write person:jane-doe, country:fr, …`},
		{"an unknown edge", `{"putEvidence":{"fact":{"edge":"LOVES"}}}`, `32: there is no edge "LOVES"`},
		{"an unknown property", node(`"props":{"name":"A","height":"1"}`), `69: there is no "height" here, but name, aliases, description, identifiers`},
		{"a property before its kind is known", `{"putNode":{"props":{"name":"A","iso":"X"},"id":"person:a"}}`, `33: there is no "iso" here, but name, aliases, description, identifiers`},
		{"a text for a list", node(`"props":{"aliases":"A"}`), "68: here stands a list, and not a text"},
		{"a list for a text", node(`"props":{"name":["A"]}`), "65: here stands a text, and not a list"},
		{"a number for a text", node(`"load":1`), "56: here stands a text, and not a number"},
		{"a broken number", `{"putEvidence":{"start":1.5}}`, `25: "1.5" is not a whole number of 64 bits`},
		{"a huge number", `{"putEvidence":{"start":9223372036854775808}}`, `25: "9223372036854775808" is not a whole number of 64 bits`},
		{"an unknown value", `{"putEvidence":{"fact":{"node":"meeting:m"},"says":{"status":"OVER"}}}`, `62: there is no MeetingStatus "OVER": it is one of EXPECTED, SCHEDULED, ONGOING, HELD, POSTPONED, CANCELLED, UNKNOWN`},
		{"a date that is none", `{"putEvidence":{"saidWhen":{"edtf":"2025-13"}}}`, `28: cannot read "2025-13" as a date`},
		{"a date of nothing", `{"putEvidence":{"saidWhen":{}}}`, "28: a date needs words, an EDTF date or what it came after"},
		{"an identifier of another shape", node(`"props":{"identifiers":[{"scheme":"x","id":"1"}]}`), `87: there is no "id" here, but scheme, value`},
		{"bad UTF-8", node("\"load\":\"\xff\""), "57: the byte 0xff is not UTF-8: save the file as UTF-8"},
		{"half a surrogate pair", node(`"load":"\ud800"`), "57: the line is not JSON: invalid surrogate pair"},
		{"a NUL", node("\"load\":\"\x00\""), "57: the line is not JSON: invalid character '\\x00' in string"},
		{"deep", strings.Repeat("[", 100_000), "1: here stands an object, and not a list"},
		{"deep inside", `{"putNode":{"props":` + strings.Repeat("[", 100_000), "10019: the line is not JSON: exceeded max depth"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got, err := reading(t, standard(t), head+"\n"+tt.line+"\n")
			if err != nil || len(got) != 1 || !strings.HasPrefix(got[0], "her.ndjson:3:"+tt.want) {
				t.Errorf("%v\n%s\nwant her.ndjson:3:%s", err, strings.Join(got, "\n"), tt.want)
			}
		})
	}
}

func TestAFileOfSomethingElseIsRefused(t *testing.T) {
	const none = `her.ndjson:1:1: this is no file of changes: its first line is {"format":"parley changes","version":1}`
	tests := []struct{ name, text, want string }{
		{"empty", "", none},
		{"without a header", `{"retract":{"id":"x"}}`, none},
		{"of another format", `{"format":"other","version":1}`, none},
		{"a CSV", "id,name\n1,Ann\n", none},
		{"no version", `{"format":"parley changes"}`, none},
		{"newer", `{"format":"parley changes","version":2}`, "her.ndjson:1:1: the file is of version 2 of the format, and this Parley reads up to 1: take a newer Parley"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := reading(t, standard(t), tt.text)
			var refusal *seed.Refusal
			if !errors.As(err, &refusal) || err.Error() != tt.want {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestWhatCannotStandInAFileIsNotWritten(t *testing.T) {
	m := standard(t)
	if err := Write(io.Discard, m, each([]graph.Change{graph.Precondition{ID: "person:a"}})); graph.CodeOf(err) != graph.Internal {
		t.Error(err)
	}
	gone := errors.New("gone")
	if err := Write(io.Discard, m, func(yield func(graph.Change, error) bool) { yield(nil, gone) }); !errors.Is(err, gone) {
		t.Error(err)
	}
	if err := Write(full{}, m, each(graphtest.MadeGraph(m, 1))); graph.CodeOf(err) != graph.Unavailable {
		t.Error(err)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// endless is a line without an end, which notes what is held as it is read.
type endless struct {
	left int
	next int    // how many are left when it is noted again
	most uint64 // bytes
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	if e.left <= e.next || e.next == 0 {
		var now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&now)
		e.most, e.next = max(e.most, now.HeapAlloc), e.left-16<<20
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= n
	return n, nil
}

// A line of a gigabyte is a problem with a place; it is not held, and what
// follows is read.
func TestALineWithoutEndIsNotHeld(t *testing.T) {
	without := &endless{left: 1 << 30}
	f := New(standard(t), "her.ndjson", func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader(head), without, strings.NewReader("\n"+`{"retract":{"id":"x"}}`))), nil
	})
	var got []string
	err := f.Rows(t.Context(), func(r seed.Row) bool {
		if r.Problem != nil {
			got = append(got, r.Problem.String())
		}
		for _, c := range r.Changes {
			got = append(got, fmt.Sprintf("%#v", c))
		}
		return true
	})
	want := []string{"her.ndjson:2:1: the line is longer than 97 MB", `graph.Retract{ID:"x"}`}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %q", err, got)
	}
	if without.most > 512<<20 {
		t.Errorf("it holds %d MB", without.most>>20)
	}
	t.Logf("%d MB at most", without.most>>20)
}

// A source's text of 16 MB, however it is escaped, is a line that is read.
func TestALargeTextStandsOnALine(t *testing.T) {
	m := standard(t)
	want := []graph.Change{graph.PutNode{Source: "source:s", ID: "source:s", Props: map[string]graph.Value{"name": "S", "text": strings.Repeat("\v", 16<<20)}}}
	got, problems, err := reading(t, m, written(t, m, want))
	if err != nil || problems != nil || len(got) != 1 || got[0].(graph.PutNode).Props["text"] != want[0].(graph.PutNode).Props["text"] {
		t.Errorf("%v %v", problems, err)
	}
}
