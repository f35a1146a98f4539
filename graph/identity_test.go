package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheckID(t *testing.T) {
	m := standard(t)
	tests := []struct{ id, want string }{ // the kind, or words of the error
		{"person:vladimir-putin", "Person"},
		{"country:ru", "Country"},
		{"meeting:2025-12-02:moscow", "Meeting"},
		{"person:Ярош", "Person"},
		{"Person:x", "does not begin with a kind"},
		{"people:x", "does not begin with a kind"},
		{"perso:x", "does not begin with a kind"},
		{"person", "lacks what comes after the colon"},
		{"person:", "lacks what comes after the colon"},
		{"", "does not begin with a kind"},
		{"person:a b", "has a space"},
		{"person:a\u00a0b", "has a space"},
		{"person:a\tb", "has a space"},
		{"person:a\u200bb", "invisible character"},
		{"person:e\u0301", "normal form C"},
		{"person:" + strings.Repeat("x", 249), "Person"},
		{"person:" + strings.Repeat("x", 250), "longer than 256 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			k, err := m.CheckID(tt.id)
			switch {
			case err == nil && k.Name != tt.want:
				t.Errorf("it is a %s, not: %s", k.Name, tt.want)
			case err != nil && (CodeOf(err) != BadInput || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("the error is %v, not … %s …", err, tt.want)
			}
		})
	}
}

func TestEdgeID(t *testing.T) {
	m := standard(t)
	tests := []struct {
		name, edge string
		identity   map[string]Value
		want       string
	}{
		{"the ends alone", "POST_OF", nil, "POST_OF a:1 b:2"},
		{"an identity property", "HOLDS", map[string]Value{"stance": "OPPOSES"}, "HOLDS a:1 b:2 OPPOSES"},
		{"none of them", "HOLDS", nil, "HOLDS a:1 b:2"},
		{"a reference", "PARTICIPATED_IN", map[string]Value{"capacity": "post:x"}, "PARTICIPATED_IN a:1 b:2 post:x"},
		{"what is no identity does not count", "MEMBER_OF", map[string]Value{"role": "x"}, "MEMBER_OF a:1 b:2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := EdgeID(m.Edge(tt.edge), "a:1", "b:2", func(p *Property) Value { return tt.identity[p.Name] })
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCurrentID(t *testing.T) {
	m := standard(t)
	tests := []struct{ name, id, want string }{
		{"a node's", "person:a", "person:a"},
		{"evidence's", "evidence:a 00000001 000000000000", "evidence:a 00000001 000000000000"},
		{"an edge's as it is now", "HOLDS person:a position:b OPPOSES", "HOLDS person:a position:b OPPOSES"},
		{"with a date", "HOLDS person:a position:b OPPOSES 2025-12-03/..", "HOLDS person:a position:b OPPOSES"},
		{"with a date in words", "HOLDS_POST person:a post:b HOLDER last-week", "HOLDS_POST person:a post:b HOLDER"},
		{"with a date alone", "HOLDS person:a position:b - 2025", "HOLDS person:a position:b"},
		{"with more than there ever was", "HOLDS person:a position:b OPPOSES 2025 x", "HOLDS person:a position:b OPPOSES x"},
		{"of a type that never had a date", "MEMBER_OF person:a country:b 2025", "MEMBER_OF person:a country:b 2025"},
		{"of no type", "KNOWS person:a person:b 2025", "KNOWS person:a person:b 2025"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := m.CurrentID(tt.id); got != tt.want {
				t.Errorf("%q, not %q", got, tt.want)
			}
		})
	}
}

// TestEdgesSortByTheirEnds shows that ids of edges sort as the edges' ends do,
// from first, though one end's id be the beginning of another's.
func TestEdgesSortByTheirEnds(t *testing.T) {
	m := standard(t)
	ends := []string{"person:a", "person:a!", "person:a-b", "person:a.b", "person:aa", "person:b", "person:é"}
	if !slices.IsSorted(ends) {
		t.Fatal("the ends are not in order")
	}
	var ids []string
	for _, from := range ends {
		for _, to := range ends {
			ids = append(ids, EdgeID(m.Edge("RELATED_TO"), from, to, nil))
		}
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(ids)), ids); diff != "" {
		t.Errorf("(-sorted +by ends):\n%s", diff)
	}
}

// TestEvidenceSortsAsInTheSource shows it for quotes and for rows.
func TestEvidenceSortsAsInTheSource(t *testing.T) {
	inOrder := []Evidence{
		{Start: 0}, {Start: 9}, {Start: 10}, {Start: 99_999}, {Start: 1_000_000},
		{Locator: "row 2"}, {Locator: "row 10"}, {Locator: "row 10, column 2"}, {Locator: "row 10, column 11"}, {Locator: "row 123456789"},
	}
	var ids []string
	for _, e := range inOrder {
		ids = append(ids, EvidenceID("source:s", e.SortKey(), 1))
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(ids)), ids); diff != "" {
		t.Errorf("(-sorted +as in the source):\n%s", diff)
	}
	if want := "evidence:s 00000009 000000000001"; ids[1] != want {
		t.Errorf("%q, not %q", ids[1], want)
	}
}

// TestCompareLocators holds the comparison against that of the words.
func TestCompareLocators(t *testing.T) {
	locators := []string{" ", "row 2", "row  2", "row_2", " row 2 ", "row 10", "row 00000010", "row 123456789", "row", "row 10, column 2", "2a3", "2a\u00a03", "ä 1", "ä1", "a\x00", "a"}
	for _, a := range locators {
		for _, b := range locators {
			x, y := Evidence{Locator: a}, Evidence{Locator: b}
			if got, want := CompareLocators(a, b), strings.Compare(x.SortKey(), y.SortKey()); got != want {
				t.Errorf("%q and %q: %d, not %d", a, b, got, want)
			}
		}
	}
}

// TestDigest shows that what is said tells evidence apart, and nothing else.
func TestDigest(t *testing.T) {
	date, err := NewWhen("Monday", "2025-12-01", "")
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewWhen("Monday", "2025-12-01", "INFERRED")
	if err != nil {
		t.Fatal(err)
	}
	base := Evidence{Start: 1, End: 5, SaidBy: "person:a", SaidWhen: date, Act: "SAID", Basis: "STATED", Says: map[string]Value{"when": date, "role": "x"}}
	tests := []struct {
		name  string
		harm  func(*Evidence)
		fact  string
		other bool
	}{
		{"the same", func(*Evidence) {}, "f", false},
		{"another place among the facts", func(e *Evidence) { e.Seq = 7 }, "f", false},
		{"an equal date", func(e *Evidence) { d := *date; e.SaidWhen = &d }, "f", false},
		{"another fact", func(*Evidence) {}, "g", true},
		{"another end", func(e *Evidence) { e.End = 6 }, "f", true},
		{"another speaker", func(e *Evidence) { e.SaidBy = "" }, "f", true},
		{"another date", func(e *Evidence) { e.SaidWhen = nil }, "f", true},
		{"another basis of the date", func(e *Evidence) { e.SaidWhen = other }, "f", true},
		{"a client", func(e *Evidence) { e.SaidFor = "person:a" }, "f", true},
		{"a correction", func(e *Evidence) { e.Corrects = []string{"source:a"} }, "f", true},
		{"no corrections", func(e *Evidence) { e.Corrects = []string{} }, "f", false},
		{"another occasion", func(e *Evidence) { e.SaidAt = "meeting:m" }, "f", true},
		{"another act", func(e *Evidence) { e.Act = "DENIED" }, "f", true},
		{"another basis", func(e *Evidence) { e.Basis = "INFERRED" }, "f", true},
		{"another value", func(e *Evidence) { e.Says = map[string]Value{"when": date, "role": "y"} }, "f", true},
		{"another date said", func(e *Evidence) { e.Says = map[string]Value{"when": other, "role": "x"} }, "f", true},
		{"one value less", func(e *Evidence) { e.Says = map[string]Value{"when": date} }, "f", true},
		{"a speaker in the place of an occasion", func(e *Evidence) { e.SaidBy, e.SaidAt = "", "person:a" }, "f", true},
	}
	want := base.Digest("f")
	if stored := uint64(0x6ed02f77b804); want != stored {
		t.Errorf("%x, not %x, which files have", want, stored)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := base
			tt.harm(&e)
			if got := e.Digest(tt.fact); (got != want) != tt.other {
				t.Errorf("%x and %x", want, got)
			}
		})
	}
}
