package planning

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/prose"
	"parley/schema/gate"
)

// numberBetween returns a number that an argument gives, or what stands for it where it
// gives none.
func numberBetween(args map[string]any, name string, otherwise, most int) (int, error) {
	v, given := args[name]
	if !given || v == nil {
		return otherwise, nil
	}
	n, ok := gate.Integer(v)
	if !ok || n < 0 || n > int64(most) {
		return 0, graph.Errorf(graph.BadInput, "arguments", "%s: %v is not between 0 and %d", name, v, most).In(name)
	}
	return int(n), nil
}

// TextPart plans a text, or the part of it between two code points.
func TextPart(prop *graph.Property) FieldPlan {
	return func(p *Planner, at spot, f *ast.Field) (reader, error) {
		slot := at.slot(graph.Field{Prop: prop})
		args, err := p.Args(f)
		if err != nil || args["from"] == nil && args["to"] == nil {
			return leaf{slot}, err
		}
		const end = 1<<31 - 1
		from, err := numberBetween(args, "from", 0, end)
		if err != nil {
			return nil, err
		}
		to, err := numberBetween(args, "to", end, end)
		if err != nil {
			return nil, err
		}
		if from > to {
			return nil, graph.Errorf(graph.BadInput, "arguments", "from %d is after to %d", from, to).In("from")
		}
		return readFunc(func(c *cell) any {
			text, ok := c.row[slot].(string)
			if !ok {
				return nil
			}
			return prose.New(text).Slice(from, to)
		}), nil
	}
}

// maxContext is how many sentences a context has at most on either side of its quote.
const maxContext = 20

// Context is a quote with the text of the sentences before and after it.
type Context struct{ Before, Quote, After string }

// EvidenceContext plans the context of a piece of evidence, or null.
func EvidenceContext(p *Planner, at spot, f *ast.Field) (reader, error) {
	args, err := p.Args(f)
	if err != nil {
		return nil, err
	}
	before, err := numberBetween(args, "before", 1, maxContext)
	if err != nil {
		return nil, err
	}
	after, err := numberBetween(args, "after", 1, maxContext)
	if err != nil {
		return nil, err
	}
	read := func(name string) int { return at.slot(graph.Field{Prop: p.Model.EvidenceProp(name)}) }
	around, quote, start := at.slot(graph.Field{Get: graph.GetAround}), read("quote"), read("start")
	s, err := p.object(spot{list: at.list}, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any {
		text, ok := c.row[around].(string)
		if !ok {
			return nil
		}
		words, _ := c.row[quote].(string)
		first, _ := c.row[start].(int64)
		return &cell{shape: s, it: contextOf(text, words, min(int(first), graph.AroundRunes), before, after)}
	}), err
}

// contextOf returns the context of a quote that stands in a text from a code point on:
// the rest of its own sentences, and so many before and after them.
func contextOf(text, quote string, start, before, after int) Context {
	t := prose.New(text)
	all, end := t.Sentences(), start+utf8.RuneCountInString(quote)
	first := sort.Search(len(all), func(i int) bool { return all[i].End > start })
	next := sort.Search(len(all), func(i int) bool { return all[i].Start >= end })
	from, to := start, end
	if i := max(0, first-before); i < len(all) {
		from = min(from, all[i].Start)
	}
	if i := min(len(all), next+after); i > 0 {
		to = max(to, all[i-1].End)
	}
	return Context{t.Slice(from, start), quote, t.Slice(end, to)}
}

// Sentence is a sentence of a source, and how many pieces of evidence have words in it.
type Sentence struct {
	prose.Sentence
	Facts int
}

// sentences are the sentences of a source in the making.
type sentences struct {
	facts int // the slot of the evidence that counts; less than 0 where it is not selected
}

// Sentences plans the sentences of a source.
func Sentences(p *Planner, at spot, f *ast.Field) (reader, error) {
	slot, of := at.slot(graph.Field{Prop: p.Model.Publication.Prop("text")}), &sentences{-1}
	s, err := p.object(spot{list: at.list, in: surroundings{owner: &at, sentences: of}}, f.Definition.Type.Name(), f.SelectionSet)
	return readFunc(func(c *cell) any {
		text, _ := c.row[slot].(string)
		list := []any{}
		for _, sentence := range of.read(prose.New(text), c.row) {
			list = append(list, &cell{shape: s, it: sentence})
		}
		return list
	}), err
}

// read returns the sentences of a text, and counts in each the evidence in a row.
func (of *sentences) read(text *prose.Text, row []graph.Value) []Sentence {
	var starts, ends []int
	if of.facts >= 0 {
		if rows, ok := row[of.facts].(*graph.Rows); ok {
			for r := range rows.All() {
				start, _ := r[0].(int64)
				end, _ := r[1].(int64)
				starts, ends = append(starts, int(start)), append(ends, int(end))
			}
		}
		slices.Sort(starts)
		slices.Sort(ends)
	}
	all := text.Sentences()
	list := make([]Sentence, len(all))
	for i, s := range all {
		begun, over := sort.SearchInts(starts, s.End), sort.SearchInts(ends, s.Start+1)
		list[i] = Sentence{s, begun - over}
	}
	return list
}

// maxSourceFacts is more pieces of evidence than an answer may have.
const maxSourceFacts = 1 << 30

// SentenceFacts plans how many pieces of evidence that count have words in a sentence.
func SentenceFacts(p *Planner, at spot, _ *ast.Field) (reader, error) {
	owner := at.in.owner
	l := NewList(graph.From{Link: p.Model.Mention(p.Model.EvidenceProp("source")), Var: owner.v}, 0)
	l.Rows, l.Page.Limit, l.asked = true, maxSourceFacts, graph.MaxPage
	start := graph.Field{Prop: p.Model.EvidenceProp("start")}
	l.Where = graph.And{
		graph.Is{Field: graph.Field{Prop: p.Model.EvidenceProp("counts")}, Op: graph.Eq, Value: true},
		graph.Is{Field: start, Op: graph.IsNull, Value: false},
	}
	l.Slot(start, 0)
	l.Slot(graph.Field{Prop: p.Model.EvidenceProp("end")}, 0)
	at.in.sentences.facts = owner.list.Below(l, owner.only)
	return readFunc(func(c *cell) any { return int64(c.it.(Sentence).Facts) }), nil
}
