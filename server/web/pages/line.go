package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
)

// line is a row as it is read: whom it is about, what, how sure it is, the words that
// say so, and why it is shown like this.
type line struct {
	Node         node
	What         string // the value of the edge that its label has: "supports"
	Text         string // what else there is, in words
	When         string
	Ended        bool // a state that is over
	Details      []detail
	Verification string
	Quote        *evidence
	Why          string
}

// detail is a property of an edge beside the one that its label has.
type detail struct {
	Name, Text, ID string // ID where it is an entity
}

// lineOf returns the row of an edge's link as a line.
func lineOf(e *graph.Edge, r row, n names) line {
	l := line{Node: r.Node, Verification: r.Verification, Why: n.why(r.Reasons), When: spoken(r)}
	l.Ended = r.Current != nil && !*r.Current
	if l.When == "" {
		l.When = r.Node.When.String()
	}
	if len(r.Evidence) > 0 {
		l.Quote = &r.Evidence[0]
	}
	props := shown(e.Props())
	values := r.named(props)
	for _, p := range props {
		text, id := told(values[p.Name])
		switch {
		case text == "" || p == e.When():
		case p.InLabel:
			l.What = prose.SpokenValue(text)
		case p.Enum != nil:
			l.Details = append(l.Details, detail{Name: prose.Spoken(p.Name), Text: prose.SpokenValue(text)})
		default:
			l.Details = append(l.Details, detail{prose.Spoken(p.Name), text, id})
		}
	}
	return l
}

// spoken returns when an edge holds, in words: what its statements give, or the periods
// of a state.
func spoken(r row) string {
	var list []string
	for _, p := range r.Periods {
		if s := p.String(); s != "" {
			list = append(list, s)
		}
	}
	if len(list) > 0 {
		return strings.Join(list, ", ")
	}
	return r.When.String()
}

// told returns a value of a property as text, with the id of an entity.
func told(v any) (text, id string) {
	switch v := v.(type) {
	case string:
		return v, ""
	case float64:
		return fmt.Sprint(int64(v)), ""
	case bool:
		return fmt.Sprint(v), ""
	case map[string]any:
		name, _ := v["name"].(string)
		id, _ := v["id"].(string)
		return name, id
	}
	return "", ""
}

// tie returns a row of a derived link as a line: how often, and what it rests on last.
func tie(r row) line {
	l := line{Node: r.Node, Verification: r.Verification}
	if len(r.Via) == 0 {
		return l
	}
	slices.SortStableFunc(r.Via, func(a, b via) int { return cmp.Compare(b.Node.when().first(), a.Node.when().first()) })
	last := r.Via[0]
	if n := len(r.Via); last.Node != nil {
		l.Text = times(n) + last.Node.Name
		l.When = last.Node.When.String()
	}
	for _, list := range [][]evidence{last.B.Evidence, last.A.Evidence} {
		if len(list) > 0 && (l.Quote == nil || l.Quote.Quote == "") {
			l.Quote = &list[0]
		}
	}
	if r.SameSide != nil && *r.SameSide {
		l.Details = append(l.Details, detail{Name: "on the same side"})
	}
	return l
}

func (n *node) when() *when {
	if n == nil {
		return nil
	}
	return n.When
}

// times says how often, before what was the last.
func times(n int) string {
	switch n {
	case 1:
		return ""
	case 2:
		return "twice, last: "
	}
	return fmt.Sprintf("%d times, last: ", n)
}
