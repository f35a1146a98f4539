package export_test

import (
	"bytes"
	"context"
	"testing"

	"parley/graph"
	"parley/graph/explore"
	"parley/graph/export"
	"parley/graph/memory"
	"parley/seed"
)

func model(t testing.TB) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(graph.Standard())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// article is an explorer of the shipped article.
func article(t testing.TB) *explore.Explorer {
	t.Helper()
	m := model(t)
	store := memory.New(m)
	ctx := context.Background()
	c, err := seed.Load(ctx, m, seed.Shipped(), store.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(ctx, store, c); err != nil {
		t.Fatal(err)
	}
	return &explore.Explorer{Model: m, From: store.Snapshot()}
}

// around is what lies around the meeting in Moscow, cut.
func around(t testing.TB) *explore.Graph {
	t.Helper()
	g, err := article(t).Subgraph(context.Background(), explore.SubgraphQuery{
		Roots: []string{"meeting:2025-12-02-moscow"}, Depth: 2, MaxNodes: 14, Details: explore.Everything,
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// meetings is the network of who attended together.
func meetings(t testing.TB) *explore.Graph {
	t.Helper()
	g, err := article(t).Network(context.Background(), explore.NetworkQuery{Kind: "CO_ATTENDANCE", Details: true})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// nasty is a graph of texts that break what writes them carelessly.
func nasty(m *graph.Model) *explore.Graph {
	texts := []string{
		`=HYPERLINK("http://x","y")`, "+1", "-2+3", "@SUM(A1)", "\tleading tab", "  =1+1", "a,b;c\td", `"quoted"`, `back\slash\`, `\N \l \" "`,
		"two\nlines\r\nand\rmore", "<b>&amp;</b>]]>", "control \x00\x01\x08\x0b\x1f\x7f\u0085", "end", "%%{init: {}}%%", "`code` #35; #quot; {x} [y] |z|",
		"\u2028\u2029\ufeff\ufffe\uffff", "emoji 👩‍👩‍👧 \U0001F600", "right-to-left \u202eabc", "invalid \xff\xfe utf8", "--> subgraph", "$x^2$ ~~ __init__",
	}
	g := &explore.Graph{Directed: true, Truncated: true, MissingNodes: 3, MissingEdges: 7}
	description, role := m.NodeProp("description"), m.Edge("MEMBER_OF").Prop("role")
	for i, s := range texts {
		g.Nodes = append(g.Nodes, explore.Node{ID: m.Kind("Person").Prefix() + string(rune('a'+i)), Kind: m.Kind("Person"), Label: s, Degree: i, Details: explore.Details{
			Attributes: []explore.Attribute{{Property: description, Value: s}}, Words: &explore.Words{Quote: s, Source: "source:x", SourceTitle: s, Act: "SAID"},
		}})
	}
	for i := range texts {
		from, to := g.Nodes[i].ID, g.Nodes[(i+1)%len(texts)].ID
		g.Edges = append(g.Edges, explore.Edge{ID: "MEMBER_OF " + from + " " + to, Kind: "MEMBER_OF", Source: from, Target: to, Label: texts[i], Details: explore.Details{
			Attributes: []explore.Attribute{{Property: role, Value: texts[i]}},
		}})
	}
	return g
}

// written returns a graph in a format.
func written(t testing.TB, format string, g *explore.Graph) []byte {
	t.Helper()
	f, err := export.Find(format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out, g); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
