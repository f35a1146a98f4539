package storytest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Story is what sources say, in the order in which they are loaded. After that
// actors are merged.
type Story struct {
	Sources       []Source
	Spokespersons []string // the posts of spokespersons; all others are of no sort
	Merges        []Merge
}

// Source is a text with its statements. Its dates are EDTF, "" where there is none.
type Source struct {
	ID, Published, Publisher, Withdrawn string
	Statements                          []Statement
}

// Statement is one piece of evidence.
type Statement struct {
	Subject                 string            // "meeting:m", or "HOLDS person:a position:p"
	Says                    map[string]string // its values, those in the edge's id too
	Act, Basis              string
	SaidBy, SaidFor, SaidOn string
	Corrects                []string
	Words                   Words
}

// Words is where a quote stands in its source. Without one, a row of a table says it.
type Words struct{ Start, End int }

// Merge has one actor's id mean another.
type Merge struct{ ID, Into string }

// Parts returns the words of a subject: a type and two ends, or a node alone.
func (s *Statement) Parts() (edge, from, to string) {
	if parts := strings.Fields(s.Subject); len(parts) == 3 {
		return parts[0], parts[1], parts[2]
	}
	return "", s.Subject, ""
}

// Place names the n-th statement of a source, by its words or its row.
func (s *Source) Place(n int) string {
	if w := s.Statements[n].Words; w != (Words{}) {
		return fmt.Sprintf("%s/%d-%d", s.ID, w.Start, w.End)
	}
	return fmt.Sprintf("%s/%d", s.ID, n)
}

// IDs lists the nodes that a story names, beside its sources.
func (s *Story) IDs() []string {
	ids := map[string]bool{}
	add := func(list ...string) {
		for _, id := range list {
			ids[id] = true
		}
	}
	add(s.Spokespersons...)
	for _, m := range s.Merges {
		add(m.ID, m.Into)
	}
	for _, source := range s.Sources {
		for _, x := range source.Statements {
			_, from, to := x.Parts()
			add(from, to, x.SaidBy, x.SaidFor, x.Says["capacity"])
		}
	}
	delete(ids, "")
	return slices.Sorted(maps.Keys(ids))
}

// Bare lists the meetings and claims that a story names and says nothing of, which no
// store need take: each needs evidence.
func (s *Story) Bare() []string {
	return slices.DeleteFunc(s.IDs(), func(id string) bool {
		needs := strings.HasPrefix(id, "meeting:") || strings.HasPrefix(id, "claim:")
		return !needs || slices.ContainsFunc(s.Sources, func(source Source) bool {
			return slices.ContainsFunc(source.Statements, func(x Statement) bool { return x.Subject == id })
		})
	})
}

// String writes a story as [Parse] reads it.
func (s Story) String() string {
	var out strings.Builder
	for _, id := range s.Spokespersons {
		fmt.Fprintln(&out, "spokesperson", id)
	}
	for _, source := range s.Sources {
		fmt.Fprintln(&out, source.ID+pairs("published", source.Published, "publisher", source.Publisher, "withdrawn", source.Withdrawn))
		for _, x := range source.Statements {
			fmt.Fprintln(&out, " ", x)
		}
	}
	for _, m := range s.Merges {
		fmt.Fprintln(&out, "merge", m.ID, m.Into)
	}
	return out.String()
}

// String writes a statement in a line.
func (s Statement) String() string {
	line := s.Subject
	for _, name := range slices.Sorted(maps.Keys(s.Says)) {
		line += pairs(name, s.Says[name])
	}
	words := ""
	if s.Words != (Words{}) {
		words = fmt.Sprintf("%d-%d", s.Words.Start, s.Words.End)
	}
	return line + pairs("act", s.Act, "basis", s.Basis, "saidBy", s.SaidBy, "saidFor", s.SaidFor, "saidOn", s.SaidOn,
		"corrects", strings.Join(s.Corrects, ","), "words", words)
}

// pairs writes names and values, without those that are empty.
func pairs(list ...string) string {
	var out string
	for pair := range slices.Chunk(list, 2) {
		if pair[1] != "" {
			out += " " + pair[0] + "=" + strings.ReplaceAll(pair[1], " ", "_")
		}
	}
	return out
}
