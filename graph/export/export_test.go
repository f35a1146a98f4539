package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/export"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestFormats holds what is written of the article against golden files.
func TestFormats(t *testing.T) {
	for name, g := range map[string]*explore.Graph{"around": around(t), "network": meetings(t)} {
		for _, f := range export.Formats() {
			t.Run(name+"/"+f.Name, func(t *testing.T) {
				file := filepath.Join("testdata", name, f.File)
				got := written(t, f.Name, g)
				if *update {
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", file, diff)
				}
			})
		}
	}
}

// TestNasty shows that all formats can be parsed, whatever the texts hold.
func TestNasty(t *testing.T) {
	g := nasty(model(t))
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) { parses(t, f.Name, written(t, f.Name, g), g) })
	}
}

// FuzzFormats shows the same of any text: every output parses, and has as many
// nodes and edges as there are.
func FuzzFormats(f *testing.F) {
	m := model(f)
	for _, n := range nasty(m).Nodes {
		f.Add(n.Label, n.Label)
	}
	f.Fuzz(func(t *testing.T, one, other string) {
		g := &explore.Graph{Directed: true, Nodes: []explore.Node{
			{ID: "person:" + one, Kind: m.Kind("Person"), Label: other}, {ID: "person:b" + other, Kind: m.Kind("Person"), Label: one},
		}}
		d := explore.Details{
			Attributes: []explore.Attribute{{Property: m.NodeProp("description"), Value: one}, {Property: m.NodeProp("aliases"), Value: []string{one, other}}},
			Words:      &explore.Words{Quote: other, Locator: one, Source: one, SourceTitle: other, Basis: "INFERRED", SaidBy: other, SaidByName: one, SaidFor: one, SaidForName: other},
		}
		g.Nodes[0].Details = d
		g.Edges = []explore.Edge{{ID: one, Kind: "HOLDS", Source: g.Nodes[0].ID, Target: g.Nodes[1].ID, Label: other, Details: d}}
		for _, format := range export.Formats() {
			parses(t, format.Name, written(t, format.Name, g), g)
		}
	})
}

// parses reads an export with a parser of its language.
func parses(t *testing.T, format string, text []byte, g *explore.Graph) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("%s is not UTF-8", format)
	}
	switch format {
	case "gexf", "graphml":
		isXML(t, text, g)
	case "gephi-nodes":
		isTable(t, text, len(g.Nodes))
	case "gephi-edges":
		isTable(t, text, len(g.Edges))
	case "dot":
		isDOT(t, string(text), g)
	case "mermaid":
		isMermaid(t, string(text), g)
	default:
		if !json.Valid(text) {
			t.Errorf("%s is not JSON: %s", format, text)
		}
	}
}

func isXML(t *testing.T, text []byte, g *explore.Graph) {
	t.Helper()
	count := map[string]int{}
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			count[e.Name.Local]++
		}
	}
	if count["node"] != len(g.Nodes) || count["edge"] != len(g.Edges) {
		t.Errorf("%d nodes, %d edges", count["node"], count["edge"])
	}
}

func isTable(t *testing.T, text []byte, rows int) {
	t.Helper()
	table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(table) != rows+1 {
		t.Fatalf("%d rows, %v", len(table), err)
	}
	for _, row := range table {
		for _, cell := range row {
			if strings.ContainsAny(firstOf(strings.TrimLeft(cell, " \u00a0")), "=+-@\t\r\n") {
				t.Errorf("a spreadsheet may run %q", cell)
			}
		}
	}
}

func firstOf(s string) string {
	if s == "" {
		return ""
	}
	return s[:1]
}

// dotToken is what DOT is made of (https://graphviz.org/doc/info/lang.html).
var dotToken = regexp.MustCompile(`(?s)^(?:\s+|"(?:[^"\\]|\\.)*"|->|[{}\[\];=]|[A-Za-z_][A-Za-z_0-9]*)`)

func isDOT(t *testing.T, text string, g *explore.Graph) {
	t.Helper()
	count := map[string]int{}
	for rest := text; rest != ""; {
		token := dotToken.FindString(rest)
		if token == "" {
			t.Fatalf("no token at %.40q", rest)
		}
		count[token]++
		rest = rest[len(token):]
	}
	if count["["] != len(g.Nodes)+len(g.Edges) || count["->"] != len(g.Edges) || count["{"] != 1 || count["}"] != 1 {
		t.Errorf("%v", count)
	}
}

// mermaidLine is a line of a flowchart as it is written here.
var mermaidLine = regexp.MustCompile(`^(?:flowchart LR|  %% [^{}"]*|  n\d+\["(?:[^"#;]|#\d+;)+"\]:::\w+|  n\d+ -->\|"(?:[^"#;]|#\d+;)+"\| n\d+)$`)

func isMermaid(t *testing.T, text string, g *explore.Graph) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if want := 2 + 2*len(g.Nodes) + 2*len(g.Edges); len(lines) != want {
		t.Errorf("%d lines, not %d", len(lines), want)
	}
	for _, line := range lines {
		if !mermaidLine.MatchString(line) {
			t.Errorf("%q", line)
		}
	}
}

// TestMermaidLimit shows that a graph which Mermaid would not draw is refused
// before anything is written.
func TestMermaidLimit(t *testing.T) {
	f, err := export.Find("mermaid")
	if err != nil {
		t.Fatal(err)
	}
	g := &explore.Graph{Nodes: []explore.Node{{ID: "person:a", Kind: model(t).Kind("Person"), Label: "A"}}}
	for i := range 501 {
		g.Edges = append(g.Edges, explore.Edge{ID: fmt.Sprint(i), Kind: "HOLDS", Source: "person:a", Target: "person:a"})
	}
	var out bytes.Buffer
	if err := f.Write(&out, g); graph.CodeOf(err) != graph.TooLarge || out.Len() > 0 {
		t.Errorf("%d bytes, %v", out.Len(), err)
	}
	g.Edges = g.Edges[:500]
	if err := f.Write(&out, g); err != nil {
		t.Error(err)
	}
}

// TestMermaidText shows that a text which Mermaid would not read is refused too.
func TestMermaidText(t *testing.T) {
	f, err := export.Find("mermaid")
	if err != nil {
		t.Fatal(err)
	}
	person := model(t).Kind("Person")
	tests := []struct {
		sentence string
		label    string
		quote    string
		want     graph.Code
	}{
		{"what is just short enough", strings.Repeat("a", 49_960), "", ""},
		{"what is too long", strings.Repeat("a", 50_001), "", graph.TooLarge},
		{"what JavaScript counts twice", strings.Repeat("\U0001F600", 25_001), "", graph.TooLarge},
		{"what is long in comments only", "a", strings.Repeat("a", 60_000), ""},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			err := f.Check(&explore.Graph{Nodes: []explore.Node{{
				ID: "person:a", Kind: person, Label: tt.label, Details: explore.Details{Words: &explore.Words{Quote: tt.quote}},
			}}})
			if graph.CodeOf(err) != tt.want {
				t.Error(err)
			}
		})
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := export.Find("pdf"); graph.CodeOf(err) != graph.BadInput || !strings.Contains(err.Error(), "gexf, graphml") {
		t.Error(err)
	}
}

// failing is a writer that takes so much and no more.
type failing struct{ left int }

func (w *failing) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

// TestBrokenPipe shows that a writer's error ends an export.
func TestBrokenPipe(t *testing.T) {
	g := nasty(model(t))
	again := g.Nodes[0]
	again.Label = "short, for Mermaid"
	for len(g.Nodes) < 1_000 {
		g.Nodes = append(g.Nodes, again)
	}
	for _, f := range export.Formats() {
		if f.Name == "gephi-edges" {
			continue // there is too little of it
		}
		if err := f.Write(&failing{left: 40_000}, g); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}
