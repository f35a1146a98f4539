package seed

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"testing/fstest"

	"parley/graph"
)

// examples returns the indented pieces of the package's doc comment.
func examples(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	var pieces []string
	inside := false
	for line := range strings.Lines(file.Doc.Text()) {
		code, indented := strings.CutPrefix(line, "\t")
		switch {
		case indented && !inside:
			pieces = append(pieces, code)
		case indented:
			pieces[len(pieces)-1] += code
		case line == "\n" && inside:
			pieces[len(pieces)-1] += line
			continue
		}
		inside = indented
	}
	return pieces
}

func TestTheExampleInTheDocLoads(t *testing.T) {
	pieces := examples(t)
	if len(pieces) != 2 {
		t.Fatalf("the doc comment has %d examples, want facts.yaml and text.txt", len(pieces))
	}
	c := mustLoad(t, standard(t), her(pieces[0], pieces[1]), nil)
	if c.Source != "source:harbour-note" || c.Nodes != 6 || c.Edges != 3 || c.Facts != 5 {
		t.Errorf("%s has %d nodes, %d edges and %d facts", c.Source, c.Nodes, c.Edges, c.Facts)
	}
	if len(c.Unused) != 1 || c.Unused[0].Text != "Both agree that trade must reopen." {
		t.Errorf("sentences without a fact: %v", c.Unused)
	}
}

// What of a block goes where.
func TestAFactBecomesAChange(t *testing.T) {
	const facts = `source: {id: source:s, title: S, published: 2025-12-01}
entities:
- {id: person:ann, name: Ann}
- {id: position:peace, name: Peace}
- {id: meeting:oslo, name: Oslo}
facts:
- {fact: position:peace, quote: peace, prefix: said, suffix: now}
- {fact: meeting:oslo, locator: row 7}
- fact: person:ann HOLDS position:peace
  stance: SUPPORTS
  when: {text: since Monday, edtf: 2025-12-01/.., after: meeting:oslo, basis: INFERRED}
  quote: >
    Ann said
    peace now
  saidBy: person:ann
  saidAt: meeting:oslo
  act: SAID
  basis: INFERRED
- {fact: person:ann PARTICIPATED_IN meeting:oslo, attendance: ATTENDED, role:, quote: Änn}
`
	c := mustLoad(t, standard(t), her(facts, "Änn, peace. Ann said peace now."), nil)
	last := len(c.Changes) - 1
	if sweep := (graph.Sweep{Source: "source:s", Load: c.Load}); c.Changes[last] != sweep {
		t.Errorf("the last change is %#v", c.Changes[last])
	}
	if source := c.Changes[0].(graph.PutNode); source.ID != "source:s" || source.Props["name"] != "S" || source.Props["text"] != "Änn, peace. Ann said peace now." {
		t.Errorf("the first change is %#v", source)
	}
	own := c.Changes[4].(graph.PutEvidence)
	if own.Fact.Node != "position:peace" || own.Start != 21 || own.End != 26 || own.Act != "REPORTED" || own.Basis != "STATED" || own.Seq != 1 {
		t.Errorf("the fact of its own is %#v", own)
	}
	row := c.Changes[5].(graph.PutEvidence)
	if row.Locator != "row 7" || row.Quote != "" || row.Start != 0 || row.End != 0 {
		t.Errorf("the fact with a locator is %#v", row)
	}
	holds := c.Changes[6].(graph.PutEvidence)
	if holds.Fact.Identity["stance"] != "SUPPORTS" || len(holds.Says) != 1 || holds.Quote != "Ann said peace now" || holds.Start != 12 {
		t.Errorf("the stance is %#v", holds)
	}
	if when := printed(holds.Says["when"]); when != "since Monday | 2025-12-01/.. | INFERRED | meeting:oslo" {
		t.Errorf("its period is %s", when)
	}
	came := c.Changes[7].(graph.PutEvidence)
	if came.Says["attendance"] != "ATTENDED" || len(came.Says) != 1 || len(came.Fact.Identity) != 0 || came.Start != 0 || came.End != 3 {
		t.Errorf("the participation is %#v", came)
	}
}

// A model with one kind and one property more needs no change here.
func TestAModelWithMoreLoadsMore(t *testing.T) {
	spec := graph.Standard()
	spec.Kinds = append(spec.Kinds, graph.Kind{Name: "Lighthouse", Plural: "lighthouses", Doc: "A lighthouse.", Evidenced: true, Properties: []graph.Property{
		{Name: "storeys", Type: graph.Number, Doc: "How many storeys it has."},
		{Name: "staffed", Type: graph.Flag, Editorial: true, Doc: "Whether a keeper lives in it."},
	}})
	for i := range spec.Edges {
		if spec.Edges[i].Name == "HOLDS" {
			spec.Edges[i].Properties = append(spec.Edges[i].Properties, graph.Property{Name: "strength", Type: graph.Number, Doc: "How firmly."})
		}
	}
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	const facts = `source: {id: source:s, title: S}
entities:
- {id: lighthouse:t, name: T, staffed: true}
- {id: person:a, name: A}
- {id: position:p, name: P}
facts:
- {fact: lighthouse:t, storeys: 14, quote: x}
- {fact: position:p, quote: x}
- {fact: person:a HOLDS position:p, stance: OPPOSES, strength: 3, quote: x}
`
	c := mustLoad(t, m, her(facts, "x"), nil)
	if got := c.Changes[1].(graph.PutNode).Props["staffed"]; got != true {
		t.Errorf("staffed is %v", got)
	}
	if got := c.Changes[4].(graph.PutEvidence).Says["storeys"]; got != int64(14) {
		t.Errorf("storeys are %v", got)
	}
	if got := c.Changes[6].(graph.PutEvidence).Says["strength"]; got != int64(3) {
		t.Errorf("strength is %v", got)
	}
}

// The keys of a fact's block mean one thing: no property of an edge or of a
// kind has the name of one of evidence.
func TestNamesDoNotClash(t *testing.T) {
	m := standard(t)
	taken := map[string]bool{FactKey: true, SaysKey: true, AboutKey: true, PrefixKey: true, SuffixKey: true}
	for _, p := range EvidenceProps(m) {
		taken[p.Name] = true
	}
	if len(taken) != 5+len(new(graph.Evidence).Setters()) {
		t.Errorf("the model lacks a property of evidence that the format has: %v", taken)
	}
	check := func(owner string, props []*graph.Property) {
		for _, p := range StatedProps(props) {
			if taken[p.Name] {
				t.Errorf("%s.%s cannot be told from what a fact's block says beside it", owner, p.Name)
			}
		}
	}
	for _, e := range m.Edges {
		check(e.Name, e.Props())
	}
	for _, k := range m.Kinds {
		check(k.Name, k.Props())
	}
}

// A text gives the same offsets wherever it was saved.
func TestLineEndsAndByteOrderMark(t *testing.T) {
	const facts = "source: {id: source:s, title: S}\nentities:\n- {id: topic:t, name: T}\nfacts:\n- {fact: topic:t, quote: two}\n"
	windows := strings.ReplaceAll("\uFEFF"+facts, "\n", "\r\n")
	a := mustLoad(t, standard(t), her(facts, "one\ntwo\n"), nil)
	b := mustLoad(t, standard(t), her(windows, "\uFEFFone\r\ntwo\r\n"), nil)
	for _, c := range []*Corpus{a, b} {
		if e := c.Changes[2].(graph.PutEvidence); e.Start != 4 || c.Changes[0].(graph.PutNode).Props["text"] != "one\ntwo\n" {
			t.Errorf("the quote begins at %d", e.Start)
		}
	}
	if a.Load == b.Load {
		t.Error("other bytes have the same stamp")
	}
}

// What YAML takes for something else stays a text.
func TestTextsThatLookLikeSomethingElse(t *testing.T) {
	const facts = "source: {id: source:s, title: 1984, url: ~, publisher: }\nentities:\n- {id: country:no, name: Yes, iso: NO, aliases: [2025-12-01, null, true]}\n"
	f := Folder{"her", fstest.MapFS{factsFile: {Data: []byte(strings.Replace(facts, "null, ", "", 1))}}}
	c := mustLoad(t, standard(t), f, nil)
	if name := c.Changes[0].(graph.PutNode).Props["name"]; name != "1984" {
		t.Errorf("the title is %v", name)
	}
	props := c.Changes[1].(graph.PutNode).Props
	if props["iso"] != "NO" || props["name"] != "Yes" || len(props["aliases"].([]string)) != 2 {
		t.Errorf("the country is %v", props)
	}
	refused(t, her(facts, ""), "her/facts.yaml:3:62: an entry of aliases is empty")
}
