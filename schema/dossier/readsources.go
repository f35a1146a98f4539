package dossier

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/graph/prose"
)

// read is a source as it was read.
type readSource struct {
	Source
	text   string
	loaded int64
}

// readSources reads the sources that are named, with as much of their texts as the
// statements need.
func (r *reading) readSources() ([]Source, error) {
	k := r.model.Publication
	text := k.Prop("text")
	props := slices.DeleteFunc(editorial(k), func(p *graph.Property) bool { return p == text })
	slots := []graph.Slot{idSlot(0), {Field: graph.Field{Get: graph.GetLoaded}}, propSlot(text, 0)}
	for _, p := range props {
		slots = append(slots, propSlot(p, 0))
	}
	var list []readSource
	err := r.byIDs(ids(r.sources), graph.AsOf{}, []graph.Var{{}}, slots, func(row []graph.Value) error {
		loaded, _ := row[1].(int64)
		list = append(list, readSource{Source{ID: textOf(row[0]), Values: valuesOf(props, row[3:])}, textOf(row[2]), loaded})
		return graph.BudgetOf(r.ctx).Hold("dossier", len(textOf(row[2])))
	})
	if err != nil {
		return nil, err
	}
	if err := r.inherit(list); err != nil {
		return nil, err
	}
	return r.numbered(list), nil
}

// numbered returns sources with their texts, and their places among themselves.
func (r *reading) numbered(list []readSource) []Source {
	slices.SortFunc(list, func(a, b readSource) int { return cmp.Compare(a.loaded, b.loaded) })
	for i := range list {
		list[i].Loaded = i + 1
	}
	slices.SortFunc(list, func(a, b readSource) int { return strings.Compare(a.ID, b.ID) })
	spans := map[string][]span{}
	for _, s := range r.statements {
		if at, quoted := s.span(); quoted {
			spans[s.Source] = append(spans[s.Source], at)
		}
	}
	left := r.limits.Texts
	out := make([]Source, len(list))
	for i, s := range list {
		out[i] = s.Source
		length := utf8.RuneCountInString(s.text)
		whole := length <= min(left, r.limits.Text)
		out[i].Text = textFrom(s.text, length, spans[s.ID], whole)
		if whole {
			left -= length
		}
	}
	return out
}

// inherit notes the day that sources without a date take, where a statement corrects
// others and so asks in what order they came.
func (r *reading) inherit(list []readSource) error {
	corrects := false
	for _, s := range r.statements {
		corrects = corrects || s.Evidence["corrects"] != nil
	}
	published := r.model.Publication.Prop("published")
	undated := slices.ContainsFunc(list, func(s readSource) bool { return lastDay(s.Values[published.Name]) == graph.NoDay })
	if !corrects || !undated {
		return nil
	}
	latest := make([]graph.Day, len(list))
	for i := range latest {
		latest[i] = graph.NoDay
	}
	all := graph.List{
		From: graph.From{Kinds: graph.KindSet(0).With(r.model.Publication)}, Vars: []graph.Var{{}},
		Slots: []graph.Slot{idSlot(0), {Field: graph.Field{Get: graph.GetLoaded}}, propSlot(published, 0)},
	}
	err := r.all(all, graph.AsOf{}, 0, func(row []graph.Value) error {
		loaded, _ := row[1].(int64)
		when, _ := row[2].(*graph.When)
		for i := range list {
			if loaded < list[i].loaded {
				latest[i] = max(latest[i], graph.LastDay(when))
			}
		}
		return nil
	})
	for i := range list {
		if lastDay(list[i].Values[published.Name]) == graph.NoDay {
			list[i].Inherits = latest[i].String()
		}
	}
	return err
}

// lastDay returns the last day of a date as JSON has it; NoDay where it is none.
func lastDay(v json.RawMessage) graph.Day {
	var d date
	if v == nil || json.Unmarshal(v, &d) != nil {
		return graph.NoDay
	}
	when, err := graph.NewWhen(d.Text, d.EDTF, d.Basis, d.After...)
	if err != nil {
		return graph.NoDay
	}
	return graph.LastDay(when)
}

// span is a run of a text, in code points.
type span struct{ start, end int }

// span returns where the quote of a statement stands, and reports whether there is one.
func (s *Statement) span() (at span, quoted bool) {
	return span{s.number("start"), s.number("end")}, s.Evidence["quote"] != nil
}

// number returns a property of a statement that is a number; 0 where it has none.
func (s *Statement) number(property string) (n int) {
	if v, ok := s.Evidence[property]; !ok || json.Unmarshal(v, &n) != nil {
		return 0
	}
	return n
}

// textFrom returns a text, or of one that is not to be whole the sentences that some
// quotes touch and those beside them.
func textFrom(text string, length int, quoted []span, whole bool) Text {
	t := Text{Length: length, Passages: []Passage{}}
	if text == "" {
		return t
	}
	if t.SHA256 = digest([]byte(text)); whole {
		t.Passages = append(t.Passages, Passage{0, text})
		return t
	}
	sentences := prose.New(text).Sentences()
	for i := range quoted {
		quoted[i] = widened(quoted[i], sentences)
	}
	slices.SortFunc(quoted, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var joined []span
	for _, s := range quoted {
		if n := len(joined); n > 0 && s.start <= joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, s.end)
		} else {
			joined = append(joined, s)
		}
	}
	runes := []rune(text)
	for _, s := range joined {
		t.Passages = append(t.Passages, Passage{s.start, string(runes[s.start:s.end])})
	}
	return t
}

// widened returns a run with the sentences that it touches and those beside them.
func widened(s span, sentences []prose.Sentence) span {
	first, _ := slices.BinarySearchFunc(sentences, s.start, func(o prose.Sentence, at int) int { return cmp.Compare(o.End, at+1) })
	last, _ := slices.BinarySearchFunc(sentences, s.end, func(o prose.Sentence, at int) int { return cmp.Compare(o.Start, at) })
	if first > 0 {
		s.start = min(s.start, sentences[first-1].Start)
	}
	if last < len(sentences) {
		s.end = max(s.end, sentences[last].End)
	}
	return s
}

// letters are the passages of texts in code points, by source.
type letters map[string][][]rune

func lettersOf(sources []Source) letters {
	l := letters{}
	for _, s := range sources {
		for _, p := range s.Text.Passages {
			l[s.ID] = append(l[s.ID], []rune(p.Text))
		}
	}
	return l
}

// find returns the passage of a source in which a run of its text lies, and where in that;
// -1 where there is none.
func (l letters) find(s *Source, at span) (passage int, in span) {
	for i, p := range s.Text.Passages {
		in := span{at.start - p.Start, at.end - p.Start}
		if 0 <= in.start && in.start <= in.end && in.end <= len(l[s.ID][i]) {
			return i, in
		}
	}
	return -1, span{}
}

// between returns the words of a source's text between two places; "" where they are not
// there.
func (l letters) between(s *Source, at span) string {
	i, in := l.find(s, at)
	if i < 0 {
		return ""
	}
	return string(l[s.ID][i][in.start:in.end])
}
