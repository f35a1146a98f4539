package explore

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// Mention is a place of a text where the name or an alias of a node stands.
type Mention struct {
	Start, End int // in code points
	Text       string
	Node       string
}

// Limits of what mentions are looked for in.
const (
	MaxMentionText = 64 << 10 // bytes of the text
	MaxMentions    = 1000
	UsualMentions  = 100

	maxNameWords = 8     // names of more words are not found
	namesAtOnce  = 20000 // that a store is asked for
	maxMentioned = 2000  // nodes whose names stand in one text
)

// Mentions returns where known names and aliases stand in a text, as [graph.Fold] folds
// them, in the order of the text; the nodes of one name are in the order of ids. Where
// names overlap, the one of the most words counts, then the first. Names of more than
// 8 words are not looked for. Most is how many are returned at most; 0 is UsualMentions.
// A text longer than [MaxMentionText], and one that names too many nodes, is TOO_LARGE.
func (x *Explorer) Mentions(ctx context.Context, s string, most int) ([]Mention, error) {
	most, err := limit("mentions", "first", most, UsualMentions, MaxMentions)
	if err != nil {
		return nil, err
	}
	if len(s) > MaxMentionText {
		return nil, graph.Errorf(graph.TooLarge, "mentions", "the text has %d bytes; at most %d are taken: ask for parts of it", len(s), MaxMentionText).In("text")
	}
	m := newMeter(ctx, "mentions")
	t := &mentions{Explorer: x, meter: m, text: s, words: graph.Words(s)}
	list, err := t.find(most)
	return list, cmp.Or(err, m.done())
}

// mentions looks for names in a text.
type mentions struct {
	*Explorer
	*meter
	text  string
	words []graph.Word
	named map[string][]string // by folded name: the ids of the nodes that have it
}

// passage is some words of the text that are a name.
type passage struct {
	from, words int
	name        string
}

func (t *mentions) find(most int) ([]Mention, error) {
	if err := t.readNames(); err != nil {
		return nil, err
	}
	var out []Mention
	bytes, runes := 0, 0 // before the last place; a character that folds to two words is a place for both
	at := func(place int) int {
		runes += utf8.RuneCountInString(t.text[bytes:max(bytes, place)]) - utf8.RuneCountInString(t.text[place:max(bytes, place)])
		bytes = place
		return runes
	}
	for _, s := range t.passages() {
		start, end := t.words[s.from].Start, t.words[s.from+s.words-1].End
		first, last := at(start), at(end)
		for _, id := range t.named[s.name] {
			if len(out) == most {
				return out, t.Err()
			}
			t.Hold(textBytes + keyBytes)
			out = append(out, Mention{first, last, t.text[start:end], id})
		}
	}
	return out, t.Err()
}

// candidates returns all that stands in the text and may be a name, as it folds.
func (t *mentions) candidates() []string {
	seen := map[string]bool{}
	var list []string
	for from := range t.words {
		t.name(from, func(_ int, name string) {
			if !seen[name] {
				t.holdScratch(textBytes + keyBytes + len(name))
				seen[name] = true
				list = append(list, name)
			}
		})
	}
	return list
}

// name calls yield with what may be a name and begins with a word, the shortest first.
func (t *mentions) name(from int, yield func(words int, name string)) {
	var name strings.Builder
	for n, w := range t.words[from:min(from+maxNameWords, len(t.words))] {
		if n > 0 {
			name.WriteByte(' ')
		}
		name.WriteString(w.Fold)
		if t.Step() {
			yield(n+1, name.String())
		}
	}
}

// readNames asks which of the candidates are names, some at a time.
func (t *mentions) readNames() error {
	t.named = map[string][]string{}
	for some := range slices.Chunk(t.candidates(), namesAtOnce) {
		if err := t.readSome(some); err != nil {
			return err
		}
	}
	for name, ids := range t.named {
		t.named[name] = unique(ids)
	}
	return t.Err()
}

func (t *mentions) readSome(names []string) error {
	wanted, values := make(map[string]bool, len(names)), make([]graph.Value, len(names))
	for i, name := range names {
		wanted[name], values[i] = true, name
	}
	called := t.Model.NodeProp("name")
	rows, err := t.each(t.Explorer, graph.List{
		From: graph.From{Kinds: t.Model.All}, Vars: []graph.Var{{}}, Page: graph.Page{Limit: maxMentioned},
		Where: graph.Is{Field: graph.Field{Prop: called}, Op: graph.NamedIn, Value: values},
		Slots: []graph.Slot{slot(graph.GetID, 0), prop(called, 0), prop(t.Model.NodeProp("aliases"), 0)},
	}, func(row []graph.Value) error {
		aliases, _ := row[2].([]string)
		for _, name := range append([]string{text(row[1])}, aliases...) {
			if fold := graph.Fold(name); wanted[fold] {
				t.holdScratch(textBytes)
				t.named[fold] = append(t.named[fold], text(row[0]))
			}
		}
		return t.Err()
	})
	if err == nil && rows.More {
		err = graph.Errorf(graph.TooLarge, "mentions", "the text names more than %d nodes; ask for parts of it", maxMentioned).In("text")
	}
	return err
}

// passages returns the names in the text that count, in its order: the longest first, none
// that overlaps one that counts.
func (t *mentions) passages() []passage {
	var all []passage
	for from := range t.words {
		t.name(from, func(words int, name string) {
			if len(t.named[name]) > 0 {
				t.holdScratch(keyBytes)
				all = append(all, passage{from, words, name})
			}
		})
	}
	slices.SortFunc(all, func(a, b passage) int { return cmp.Or(cmp.Compare(b.words, a.words), cmp.Compare(a.from, b.from)) })
	taken, counting := make([]bool, len(t.words)), all[:0]
	for _, s := range all {
		if part := taken[s.from : s.from+s.words]; !slices.Contains(part, true) {
			for i := range part {
				part[i] = true
			}
			counting = append(counting, s)
		}
	}
	slices.SortFunc(counting, func(a, b passage) int { return cmp.Compare(a.from, b.from) })
	return counting
}
