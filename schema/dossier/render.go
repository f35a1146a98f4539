package dossier

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/graph/weigh"
)

// renderer turns what is in a dossier into what its page shows.
type renderer struct {
	*Dossier
	names      map[string]string // of nodes
	anchors    map[wanted]string // of subjects
	statements map[string]*Statement
	sources    map[string]*Source
	texts      letters
	sentences  map[string][][]prose.Sentence // by source and passage
}

func newRenderer(d *Dossier) *renderer {
	r := &renderer{d, map[string]string{}, map[wanted]string{}, map[string]*Statement{}, map[string]*Source{}, lettersOf(d.Sources), map[string][][]prose.Sentence{}}
	for _, n := range d.Nodes {
		r.names[n.ID] = textIn(n.Values, "name")
	}
	for i, s := range d.Subjects {
		r.anchors[wanted{s.ID, s.Snapshot}] = fmt.Sprint("subject-", i+1)
	}
	for i := range d.Statements {
		r.statements[d.Statements[i].ID] = &d.Statements[i]
	}
	for i := range d.Sources {
		s := &d.Sources[i]
		r.sources[s.ID] = s
		r.names[s.ID] = cmp.Or(textIn(s.Values, "title"), textIn(s.Values, "name"))
		for _, p := range s.Text.Passages {
			r.sentences[s.ID] = append(r.sentences[s.ID], prose.New(p.Text).Sentences())
		}
	}
	return r
}

// name returns what an id is called.
func (r *renderer) name(id string) string { return cmp.Or(r.names[id], id) }

// card returns the i-th subject.
func (r *renderer) card(i int) card {
	s := &r.Subjects[i]
	a := card{Anchor: r.anchors[wanted{s.ID, s.Snapshot}], Label: s.Label, ID: s.ID, Snapshot: strings.ReplaceAll(s.Snapshot, ",", ", "), There: s.There}
	if kind, _, onEdge := strings.Cut(s.ID, " "); onEdge {
		a.Kind = prose.Spoken(kind)
	} else {
		a.Kind, _, _ = strings.Cut(s.ID, ":")
	}
	a.Verification = textIn(s.Values, "verification")
	for _, name := range keys(s.Values, nil) {
		if name != "verification" {
			a.Values = append(a.Values, field{Name: prose.Spoken(name), Text: r.value(s.Values[name])})
		}
	}
	for _, reason := range s.Reasons {
		if len(reason.Votes) > 0 {
			a.Against = append(a.Against, r.votes(reason.Votes)...)
		} else if why := r.why(&reason); why != "" {
			a.Why = append(a.Why, why)
		}
	}
	a.Groups = r.groups(s)
	return a
}

// groups returns the statements that are weighed with a subject, by source: what counts
// first, then in the order of loading.
func (r *renderer) groups(s *Subject) []group {
	bySource := map[string][]line{}
	counts := map[string]int{}
	for _, b := range s.Ballots {
		st := r.statements[b.Statement]
		if st == nil {
			continue
		}
		if bySource[st.Source] = append(bySource[st.Source], r.line(s, st, &b)); b.Counts {
			counts[st.Source]++
		}
	}
	var list []group
	for _, id := range keys(bySource, nil) {
		if source := r.sources[id]; source != nil {
			list = append(list, group{r.origin(source), bySource[id]})
		}
	}
	slices.SortStableFunc(list, func(a, b group) int {
		return cmp.Or(-cmp.Compare(min(counts[a.ID], 1), min(counts[b.ID], 1)), cmp.Compare(r.sources[a.ID].Loaded, r.sources[b.ID].Loaded))
	})
	return list
}

// line returns a statement, as it is weighed with a subject.
func (r *renderer) line(s *Subject, st *Statement, b *Ballot) line {
	l := line{Quote: st.text("quote"), Row: st.text("locator"), Act: prose.Spoken(st.text("act")), Counts: b.Counts, Class: strings.ToLower(b.Polarity)}
	l.Before, l.After = r.beside(st)
	l.Who = r.who(st, b)
	l.Days = days(st)
	for _, name := range keys(st.Says, nil) {
		l.Says = append(l.Says, field{Name: prose.Spoken(name), Text: r.value(st.Says[name])})
	}
	on := "it"
	if s.Speaks != "" {
		on = r.name(s.Speaks)
	}
	l.Bears = map[string]string{"AFFIRMS": "for ", "DENIES": "against ", "SILENT": "neither for nor against "}[b.Polarity] + on
	if st.text("basis") == "INFERRED" {
		l.Act += ", inferred"
	}
	if st.About != s.ID {
		l.About = r.label(st.About)
	}
	if !b.Counts {
		l.Note = r.note(st, b)
	}
	return l
}

// label returns a line for what a statement is about.
func (r *renderer) label(id string) string {
	words := strings.Split(id, " ")
	if len(words) < 3 {
		return r.name(id)
	}
	return graph.Line(r.name(words[1]), words[0], strings.Join(words[3:], " "), r.name(words[2]))
}

// note tells why a statement does not count.
func (r *renderer) note(st *Statement, b *Ballot) string {
	source := r.sources[st.Source]
	switch by := r.statements[b.CorrectedBy]; {
	case by != nil:
		return "corrected by " + r.name(by.Source)
	case source != nil && source.Values["withdrawn"] != nil:
		return "its source was withdrawn"
	}
	return "it was not known yet"
}

// who tells who says something, and for whom.
func (r *renderer) who(st *Statement, b *Ballot) string {
	speaker := st.text("saidBy")
	if speaker == "" {
		return "the source itself"
	}
	if b.Principal == "" || b.Principal == speaker {
		return r.name(speaker)
	}
	return r.name(speaker) + ", for " + r.name(b.Principal)
}

// days tells when something was said, and since when it is known.
func days(st *Statement) string {
	said, known := st.Said, st.Known
	switch {
	case said == "" && known == "":
		return "without a date"
	case known == "" || said == known:
		return "said " + said
	}
	return "said " + said + ", known since " + known
}

// beside returns the words around a quote: the rest of its sentences and those beside
// them.
func (r *renderer) beside(st *Statement) (before, after string) {
	source := r.sources[st.Source]
	at, quoted := st.span()
	if source == nil || !quoted {
		return "", ""
	}
	i, in := r.texts.find(source, at)
	if i < 0 {
		return "", ""
	}
	text := r.texts[source.ID][i]
	wide := widened(in, r.sentences[source.ID][i])
	return string(text[wide.start:in.start]), string(text[in.end:wide.end])
}

// why tells in a sentence why a property has its value.
func (r *renderer) why(reason *Reason) string {
	if reason.DecidedBy == "" {
		return r.whyThen(reason)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s", prose.Capitalized(prose.Spoken(reason.Property)), r.called(reason.Value))
	for _, rule := range weigh.Rules() {
		if rule.Name == reason.DecidedBy {
			out.WriteString(", as " + rule.Doc)
		}
	}
	for i, o := range reason.Over {
		out.WriteString(map[bool]string{true: "; over ", false: ", "}[i == 0] + r.called(o.Value))
	}
	if st := r.statements[reason.Statement]; st != nil {
		out.WriteString("; so says " + r.name(st.Source))
	}
	return out.String() + "."
}

// whyThen tells in a sentence why a state held when it did: who says so first, and what
// ended it.
func (r *renderer) whyThen(reason *Reason) string {
	st := r.statements[reason.Statement]
	if st == nil {
		return ""
	}
	text := fmt.Sprintf("%s: first said by %s", prose.Capitalized(prose.Spoken(reason.Property)), r.name(st.Source))
	for i, o := range reason.Over {
		text += map[bool]string{true: "; ended by what is ", false: ", "}[i == 0] + r.called(o.Value)
	}
	return text + "."
}

// called returns a value as one says it.
func (r *renderer) called(value string) string {
	if name, known := r.names[value]; known {
		return name
	}
	return prose.SpokenValue(value)
}

// votes tells who is for something, who against it, and who will not say.
func (r *renderer) votes(votes []Vote) (list []string) {
	sides := []struct{ side, says string }{{"AFFIRMS", "For"}, {"DENIES", "Against"}, {"SILENT", "Silent"}}
	for _, s := range sides {
		var names []string
		for _, v := range votes {
			if v.Side == s.side {
				names = append(names, r.name(v.Principal))
			}
		}
		if len(names) > 0 {
			list = append(list, s.says+": "+strings.Join(names, ", ")+".")
		}
	}
	return list
}

// origin returns a source.
func (r *renderer) origin(s *Source) origin {
	day := func(name string) string {
		if s.Values[name] == nil {
			return ""
		}
		return r.value(s.Values[name])
	}
	return origin{
		ID: s.ID, Title: r.name(s.ID), Publisher: textIn(s.Values, "publisher"), Published: day("published"), Withdrawn: day("withdrawn"),
		URL: textIn(s.Values, "url"), SHA256: s.Text.SHA256, Length: s.Text.Length, Whole: s.Text.isWhole(),
	}
}

// value returns a value in words.
func (r *renderer) value(v json.RawMessage) string {
	var plain any
	if decode(v, &plain) != nil {
		return string(v)
	}
	switch plain := plain.(type) {
	case string:
		return r.called(plain)
	case bool:
		return yesNo(plain)
	case []any:
		list := make([]string, len(plain))
		for i := range plain {
			list[i] = r.value(raw(plain[i]))
		}
		return strings.Join(list, "; ")
	case map[string]any:
		return inWords(v, plain)
	}
	return string(v)
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// inWords returns a date, a period, a support or an identifier in words.
func inWords(text json.RawMessage, v map[string]any) string {
	var d date
	var p period
	var votes support
	switch has := func(key string) bool { _, ok := v[key]; return ok }; {
	case has("basis") && decode(text, &d) == nil:
		return d.String()
	case has("start") && decode(text, &p) == nil:
		return p.String()
	case has("affirmed") && decode(text, &votes) == nil:
		s := graph.Support(votes)
		return s.String()
	}
	return fmt.Sprint(v["scheme"], " ", v["value"])
}

// String returns a date as its source has it, and what that means.
func (d date) String() string {
	if d.Text == "" || d.Text == d.EDTF {
		return d.EDTF
	}
	if d.EDTF == "" {
		return d.Text
	}
	return d.Text + " (" + d.EDTF + ")"
}

// String returns a period with the days on which it held for certain, and those between
// which it may have.
func (p period) String() string {
	possibly := cmp.Or(p.Start.Earliest, "any day before") + " to " + cmp.Or(p.End.Latest, "any day after")
	switch {
	case p.Start.Latest == "" || p.End.Earliest == "" || p.Start.Latest > p.End.Earliest:
		return "possibly from " + possibly
	case p.Start.Latest == p.End.Earliest:
		return p.Start.Latest + ", possibly from " + possibly
	}
	return p.Start.Latest + " to " + p.End.Earliest + ", possibly from " + possibly
}
