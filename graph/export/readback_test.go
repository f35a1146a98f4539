package export_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/explore"
)

// readBack is a graph as a tool's own library has read it.
type readBack struct {
	Graph map[string]any
	Nodes map[string]map[string]any
	Edges map[string]map[string]any
}

// reader reads a file of a format with a tool.
type reader struct {
	format string
	tool   string
	read   func(t *testing.T, format, file string) []byte
}

func readers() []reader {
	return []reader{
		{"gexf", "NetworkX", withNetworkX}, {"graphml", "NetworkX", withNetworkX}, {"node-link", "NetworkX", withNetworkX},
		{"gexf", "graphology-gexf", withNode}, {"graphology", "graphology", withNode}, {"cytoscape", "cytoscape", withNode},
		{"jsonld", "jsonld", withNode}, {"mermaid", "mermaid", withNode}, {"dot", "Graphviz", withGraphviz},
	}
}

// TestReadBack shows that the tools find the nodes, edges and attributes that
// were written, of the article and of texts that break what is careless.
func TestReadBack(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts NetworkX, Node.js and Graphviz, and fetches them for the first time")
	}
	graphs := map[string]*explore.Graph{"around": around(t), "network": meetings(t), "nasty": nasty(model(t))}
	for _, r := range readers() {
		t.Run(r.format+" by "+r.tool, func(t *testing.T) {
			for name, g := range graphs {
				file := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(file, written(t, r.format, g), 0o600); err != nil {
					t.Fatal(err)
				}
				var got readBack
				if err := json.Unmarshal(r.read(t, r.format, file), &got); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				expected{r.format, g}.hold(t, name, got)
			}
		})
	}
}

func withNetworkX(t *testing.T, format, file string) []byte {
	out, err := run("", nil, python(t), filepath.Join("testdata", "tools", "read.py"), format, file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func withNode(t *testing.T, format, file string) []byte {
	out, err := run("", []string{"TOOLS=" + node(t)}, "node", filepath.Join("testdata", "tools", "read.mjs"), format, file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// withGraphviz brings Graphviz's own JSON into the shape of the other readers.
func withGraphviz(t *testing.T, _, file string) []byte {
	if _, err := exec.LookPath("dot"); err != nil {
		missing(t, "install Graphviz (apt-get install graphviz), to read DOT", err)
	}
	out, err := run("", nil, "dot", "-Tdot_json", file)
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Truncated, MissingNodes, MissingEdges string
		Objects, Edges                        []map[string]any
	}
	if err := json.Unmarshal(escapedControls(out), &found); err != nil {
		t.Fatal(err)
	}
	back := readBack{map[string]any{"truncated": found.Truncated, "missingNodes": found.MissingNodes, "missingEdges": found.MissingEdges}, map[string]map[string]any{}, map[string]map[string]any{}}
	var ids []string
	for _, n := range found.Objects {
		// Where a node has an attribute name, that stands in the way of its id.
		ids = append(ids, fmt.Sprint(n["key"]))
		back.Nodes[ids[len(ids)-1]] = n
	}
	for _, e := range found.Edges {
		e["source"], e["target"], e["label"] = ids[int(e["tail"].(float64))], ids[int(e["head"].(float64))], e["line"]
		back.Edges[fmt.Sprint(e["id"])] = e
	}
	text, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// escapedControls mends Graphviz's JSON, which writes control characters as they
// are.
func escapedControls(text []byte) []byte {
	var out []byte
	for _, b := range text {
		if b < ' ' && b != '\n' {
			out = fmt.Appendf(out, `\u%04x`, b)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// expected is a graph as a format can hold it.
type expected struct {
	format string
	graph  *explore.Graph
}

// hold holds what was read against what was written.
func (x expected) hold(t *testing.T, name string, got readBack) {
	t.Helper()
	if x.format != "mermaid" && x.format != "gexf" { // whose graphs have no attributes
		x.same(t, name, map[string]string{
			"truncated": fmt.Sprint(x.graph.Truncated), "missingNodes": fmt.Sprint(x.graph.MissingNodes), "missingEdges": fmt.Sprint(x.graph.MissingEdges),
		}, got.Graph)
	}
	if len(got.Edges) != len(x.graph.Edges) || len(got.Nodes) != len(x.graph.Nodes) {
		t.Errorf("%s: %d nodes and %d edges, not %d and %d", name, len(got.Nodes), len(got.Edges), len(x.graph.Nodes), len(x.graph.Edges))
	}
	for i, n := range x.graph.Nodes {
		want := map[string]string{"label": n.Label, "kind": n.Kind.Name}
		if x.format != "mermaid" {
			want["degree"] = fmt.Sprint(n.Degree)
			x.details(want, &n.Details)
		}
		x.same(t, name+" "+n.ID, want, got.Nodes[x.id(n.ID, "n", i)])
	}
	places := map[string]int{}
	for i, n := range x.graph.Nodes {
		places[n.ID] = i
	}
	for i, e := range x.graph.Edges {
		want := map[string]string{"label": e.Label, "kind": e.Kind}
		if x.format == "mermaid" {
			want = map[string]string{"label": graph.Worded(e.Kind, e.LabelValue)}
		} else {
			x.details(want, &e.Details)
			if e.Weight > 0 && x.format != "dot" {
				want["weight"] = fmt.Sprint(e.Weight)
			}
		}
		if x.graph.Directed {
			want["source"], want["target"] = x.id(e.Source, "n", places[e.Source]), x.id(e.Target, "n", places[e.Target])
		}
		x.same(t, name+" "+e.ID, want, got.Edges[x.id(e.ID, "e", i)])
	}
}

// id is an id as the format writes it.
func (x expected) id(id, letter string, place int) string {
	switch x.format {
	case "mermaid":
		return fmt.Sprint(letter, place)
	case "jsonld":
		return "urn:parley:" + strings.ReplaceAll(id, " ", "%20")
	}
	return id
}

// same looks for what is wanted in what was found, which may be more.
func (x expected) same(t *testing.T, what string, want map[string]string, got map[string]any) {
	t.Helper()
	held, found := map[string]string{}, map[string]string{}
	for name, text := range want {
		held[name] = x.text(text)
		v := got[name]
		if list, ok := v.([]any); ok {
			var texts []string
			for _, s := range list {
				texts = append(texts, fmt.Sprint(s))
			}
			v = strings.Join(texts, "; ")
		}
		if v != nil {
			found[name] = fmt.Sprint(v)
		}
	}
	if diff := cmp.Diff(held, found); diff != "" {
		t.Errorf("%s (-written +read):\n%s", what, diff)
	}
}

// text is a text as the format can hold it: XML lacks most control characters,
// DOT has no zero and keeps a backslash as two where it is no escape.
func (x expected) text(s string) string {
	s = string([]rune(s)) // the bytes that are not UTF-8 are U+FFFD
	switch x.format {
	case "gexf", "graphml":
		return strings.Map(func(r rune) rune {
			if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
				return '\uFFFD'
			}
			return r
		}, s)
	case "dot":
		return strings.ReplaceAll(strings.ReplaceAll(s, "\x00", "\uFFFD"), `\`, `\\`)
	}
	return s
}

// details is what attributes and words come to.
func (x expected) details(want map[string]string, d *explore.Details) {
	for _, a := range d.Attributes {
		switch v := a.Value.(type) {
		case []string:
			want[a.Property.Name] = strings.Join(v, "; ")
		case []graph.Identifier:
			var ids []string
			for _, id := range v {
				ids = append(ids, id.Scheme+":"+id.Value)
			}
			want[a.Property.Name] = strings.Join(ids, "; ")
		case []graph.Period:
			want[a.Property.Name] = strings.ReplaceAll(graph.Print(v), ", ", "; ")
		case *graph.Support:
			for part, n := range map[string]int64{"Affirmed": v.Affirmed, "Denied": v.Denied, "Silent": v.Silent, "Publishers": v.Publishers} {
				want[a.Property.Name+part] = strconv.FormatInt(n, 10)
			}
		default:
			want[a.Property.Name] = graph.Print(v)
			if id, ok := v.(string); ok && a.Property.Type == graph.Reference && x.format == "jsonld" {
				want[a.Property.Name] = x.id(id, "", 0)
			}
		}
	}
	if w := d.When(); w != nil {
		want["whenBasis"] = w.Basis
		if w.StartEarliest.Known() {
			want["start"] = w.StartEarliest.String()
		}
	}
	if w := d.Words; w != nil {
		for name, text := range map[string]string{"quote": w.Quote, "quoteSource": w.SourceTitle, "basis": w.Basis, "saidBy": w.SaidByName, "saidFor": w.SaidForName} {
			if text != "" {
				want[name] = text
			}
		}
	}
}
