package pages

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"parley/graph"
)

// node is an entity that a page names.
type node struct {
	Type string `json:"__typename"`
	ID   string
	Name string

	When         *when
	Verification string
	Reasons      []reason
}

// when is a date.
type when struct {
	Text, Edtf, Basis, StartEarliest, StartLatest, EndEarliest, EndLatest string
}

// String returns the words of a date, and what these mean.
func (w *when) String() string {
	switch {
	case w == nil:
		return ""
	case w.Text == "" || w.Text == w.Edtf:
		return spelled(w.Edtf)
	case w.Edtf == "":
		return w.Text
	}
	return w.Text + " (" + spelled(w.Edtf) + ")"
}

// Day returns the days that a date means, or its words where it means none.
func (w *when) Day() string { return cmp.Or(spelled(w.Edtf), w.Text) }

// spelled writes an EDTF date as one says it: "since 2025-11", "2025-11-30 – 2025-12-01".
func spelled(edtf string) string {
	if set, ok := strings.CutPrefix(edtf, "["); ok { // one of these days
		first, last, _ := strings.Cut(strings.TrimSuffix(set, "]"), "..")
		switch {
		case first == "":
			return last + " or before"
		case last == "":
			return first + " or later"
		}
		return "between " + first + " and " + last
	}
	from, to, interval := strings.Cut(edtf, "/")
	from, to = strings.TrimSuffix(from, ".."), strings.TrimSuffix(to, "..")
	switch {
	case !interval:
		return from
	case from == "":
		return "until " + to
	case to == "":
		return "since " + from
	}
	return from + " – " + to
}

// first is the first day of a date, at the earliest, as text that sorts; "" if
// unknown.
func (w *when) first() string {
	if w == nil {
		return ""
	}
	return w.StartEarliest
}

// bound is when something began, or ended: between two days.
type bound struct{ Earliest, Latest string }

// period is when a state held.
type period struct{ Start, End bound }

// String returns a period in words: "since 2025-11-03"; "" where nothing dates it.
func (p period) String() string {
	opens, ends := p.Start.Earliest == "", p.End.Latest == ""
	switch {
	case opens && ends && p.Start.Latest == "":
		return ""
	case opens && ends && p.Start.Latest == p.End.Earliest:
		return "on " + p.Start.Latest
	case opens && ends:
		return p.Start.Latest + " to " + p.End.Earliest + " at least"
	case opens:
		return "until " + p.End.ended()
	case ends:
		return "since " + p.Start.began()
	}
	return p.Start.began() + " to " + p.End.ended()
}

// began and ended return a bound in words.
func (b bound) began() string {
	if b.Latest == "" || b.Earliest == b.Latest {
		return b.Earliest
	}
	return b.Latest + " or before"
}

func (b bound) ended() string {
	if b.Earliest == "" || b.Earliest == b.Latest {
		return b.Latest
	}
	return b.Earliest + " or later"
}

// evidence is a statement.
type evidence struct {
	ID, Quote, Locator, Act, Basis, Polarity string
	Start, End                               *int
	Counts                                   bool
	SaidBy, SaidFor                          *node
	SaidWhen                                 *when
	Source                                   source
	Fact                                     fact
	CorrectedBy                              *struct{ Source source }
}

// fact is what a statement is about.
type fact struct{ ID, Kind, Label string }

// source is what says something.
type source struct {
	ID, Title, Publisher string
	Published, Withdrawn *when
}

// reason is why a property has its value.
type reason struct {
	Property, Value, DecidedBy string
	Statement                  *evidence
	Over                       []struct{ Value string }
	Votes                      []vote
}

// vote is how a principal votes.
type vote struct {
	Principal, Side string
	Statement       evidence
}

// row is an edge as a page has it.
type row struct {
	ID           string
	Node         node
	When         *when
	Verification string
	Current      *bool
	Periods      []period
	Evidence     []evidence
	Reasons      []reason
	Count        int
	SameSide     *bool
	Stance       string // under that alias, of an edge that is one
	Via          []via

	text json.RawMessage // as it was answered
}

// via is what a derived tie rests on.
type via struct {
	Node *node
	A, B struct {
		Evidence []evidence
		Reasons  []reason
	}
}

// reasons lists all that is told of why a row is as it is: of itself, or of what it
// rests on.
func (r *row) reasons() [][]reason {
	all := [][]reason{r.Reasons}
	for _, v := range r.Via {
		all = append(all, v.A.Reasons, v.B.Reasons)
		if v.Node != nil {
			all = append(all, v.Node.Reasons)
		}
	}
	return all
}

// UnmarshalJSON reads a row, and keeps its text for what is asked for by name.
func (r *row) UnmarshalJSON(text []byte) error {
	type plain row
	r.text = slices.Clone(text)
	return json.Unmarshal(text, (*plain)(r))
}

// named returns some fields of a row by their names.
func (r *row) named(props []*graph.Property) map[string]any {
	var all map[string]json.RawMessage
	if json.Unmarshal(r.text, &all) != nil { // it was read before
		return nil
	}
	values := map[string]any{}
	for _, p := range props {
		var v any
		if text, ok := all[p.Name]; ok && json.Unmarshal(text, &v) == nil {
			values[p.Name] = v
		}
	}
	return values
}

// connection is a page of rows.
type connection struct {
	TotalCount int
	Edges      []row
	PageInfo   pageInfo
}

// pageInfo tells where a page lies in its list.
type pageInfo struct {
	HasNextPage bool
	EndCursor   string
}

// next returns the cursor after which there is more, or "".
func (p pageInfo) next() string {
	if !p.HasNextPage {
		return ""
	}
	return p.EndCursor
}

// The selections that pages share.
const (
	selectSource   = "source { id title publisher published { text edtf } }"
	selectEvidence = "id quote start end locator act basis polarity counts saidBy { __typename id name } saidFor { __typename id name } saidWhen { text edtf } " + selectSource
	selectBrief    = "quote start locator act basis polarity counts saidBy { id name } " + selectSource
	selectReasons  = "reasons { property value decidedBy over { value } votes { principal side statement { saidBy { id name } saidFor { id name } source { id title publisher } } } }"
	selectWhen     = "when { text edtf startEarliest }"
)
