package graph

import (
	"cmp"
	"slices"
)

// Precedence decides which of several pieces of evidence for one value counts: stated
// before inferred, then the latest said, then of the latest source, then of the
// source loaded last, then the last in its source. Nothing is said after its source
// was published.
type Precedence struct {
	Stated    bool
	Said      Day // when it was said, else when its source was published; NoDay if unknown
	Published Day
	Source    int // order of loading
	Seq       int // order in the source
}

// PrecedenceOf returns the precedence of a piece of evidence in a source published then
// and loaded as the n-th.
func PrecedenceOf(stated bool, said, published *When, n, seq int) Precedence {
	return PrecedenceOn(stated, LastDay(said), LastDay(published), n, seq)
}

// PrecedenceOn is PrecedenceOf where the last days of the dates are known.
func PrecedenceOn(stated bool, day, known Day, n, seq int) Precedence {
	if day == NoDay || known != NoDay && day > known {
		day = known
	}
	return Precedence{stated, day, known, n, seq}
}

// LastDay returns the last possible day of a date; NoDay where it is none, or only
// words.
func LastDay(w *When) Day {
	switch {
	case w == nil:
		return NoDay
	case w.EndLatest != NoDay:
		return w.EndLatest
	default:
		return w.StartEarliest
	}
}

// Compare is positive if s counts before t.
func (s Precedence) Compare(t Precedence) int {
	if s.Stated != t.Stated {
		if s.Stated {
			return 1
		}
		return -1
	}
	return cmp.Or(
		cmp.Compare(s.Said, t.Said), // NoDay is the least
		cmp.Compare(s.Published, t.Published),
		cmp.Compare(s.Source, t.Source),
		cmp.Compare(s.Seq, t.Seq),
	)
}

// Polarity returns how a piece of evidence with a verb bears on an edge of a type, or
// on a node where that is nil. What an actor is quoted with on a claim was said,
// whatever it is; only another who denies that it was affirmed denies the edge.
func (m *Model) Polarity(e *Edge, identity func(*Property) Value, act string, byAnother bool) Polarity {
	verb := m.EvidenceProp("act").Enum.Of(act).Polarity
	if e == nil || e.speech == nil {
		return verb
	}
	if byAnother && verb == Denies && e.speech.Enum.Of(identity(e.speech)).Polarity == Affirms {
		return Denies
	}
	return Affirms
}

// CompareStated orders what sources state of a node: what is stated under its
// own id comes before what is under those of nodes merged into it, and then what
// the first source states.
func CompareStated(asA string, loadedA int, asB string, loadedB int) int {
	own := func(as string) int { return min(len(as), 1) }
	return cmp.Or(cmp.Compare(own(asA), own(asB)), cmp.Compare(loadedA, loadedB), cmp.Compare(asA, asB))
}

// Join adds what a later source states of a node to what earlier ones do: lists
// are joined, of all else the first counts.
func Join(had, more Value) Value {
	switch more := more.(type) {
	case []string:
		list, _ := had.([]string)
		return union(list, more)
	case []Identifier:
		list, _ := had.([]Identifier)
		return union(list, more)
	}
	if had == nil {
		return more
	}
	return had
}

// JoinName adds to the aliases of a node the name that one merged into it has,
// where that is another.
func JoinName(aliases, is, name Value) Value {
	if text, ok := name.(string); ok && name != is {
		return Join(aliases, []string{text})
	}
	return aliases
}

func union[T comparable](list, more []T) []T {
	out := slices.Clone(list)
	for _, x := range more {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
