package dossier

import (
	"bytes"
	"context"
	"encoding/json"
	"unicode/utf8"

	"parley/graph"
	"parley/graph/weigh"
	"parley/schema"
)

// Report is what verifying a dossier found.
type Report struct {
	Dossier  *Dossier
	Problems []Problem
	Quotes   int // that stand in the texts
	Passages int // texts of which only passages are there, so that nothing can tell whether the digest is theirs
	Renamed  int // statements that were put with ids that mean others since, so that their own do not seal what they say
}

// Verify checks a dossier as it is written in a file. An error is returned where the file
// is none that it can read.
func (m *Maker) Verify(ctx context.Context, file []byte) (*Report, error) {
	d, p, err := read(file)
	if err != nil {
		return nil, err
	}
	r := &Report{Dossier: d}
	list := wantedBy(m.model, d.Shows)
	if err := m.Limits.checkAll(len(list), len(d.Statements)); err != nil {
		return nil, err
	}
	sheet := newSheet(m.model, d, list, p)
	if err := graph.Ended(ctx, "dossier"); err != nil {
		return nil, err
	}
	r.checkTexts(p)
	d.checkDays(sheet, p)
	if err := graph.Ended(ctx, "dossier"); err != nil {
		return nil, err
	}
	d.checkSubjects(sheet, list, p)
	if err := m.checkAnswer(d, sheet, p); err != nil {
		return nil, err
	}
	r.Problems = p.list
	return r, nil
}

// read reads a dossier from a file, and holds the file against it.
func read(file []byte) (*Dossier, *problems, error) {
	text, ok := embedded(file)
	if !ok {
		return nil, nil, graph.Errorf(graph.BadInput, "dossier", "the file is no dossier, or what is in it is damaged")
	}
	var sealed sealed
	if err := decode(text, &sealed); err != nil {
		return nil, nil, &graph.Error{Code: graph.BadInput, Op: "dossier", Message: "the dossier cannot be read", Err: err}
	}
	var d Dossier
	if err := decode(sealed.Dossier, &d); err != nil {
		return nil, nil, &graph.Error{Code: graph.BadInput, Op: "dossier", Message: "the dossier cannot be read", Err: err}
	}
	if d.Format != Format || d.Rules != weigh.Version {
		return nil, nil, graph.Errorf(graph.BadInput, "dossier", "the dossier has format %d and rules %d; this Parley verifies format %d and rules %d: take the one that wrote it", d.Format, d.Rules, Format, weigh.Version)
	}
	p := new(problems)
	if digest(sealed.Dossier) != sealed.SHA256 {
		p.add("file", "sha256", "it is not that of the dossier: something was changed")
	}
	var page bytes.Buffer
	if err := d.Write(&page); err != nil || !bytes.Equal(page.Bytes(), file) {
		p.add("file", "page", "it is not what its data makes: something was changed")
	}
	return &d, p, nil
}

// checkTexts looks for the quotes in the texts of their sources.
func (r *Report) checkTexts(p *problems) {
	sources := map[string]*Source{}
	loaded := make([]bool, len(r.Dossier.Sources)+1)
	for i := range r.Dossier.Sources {
		s := &r.Dossier.Sources[i]
		if n := s.Loaded; n < 1 || n >= len(loaded) || loaded[n] {
			p.add(s.ID, "loaded", "%d is no place among %d sources, or is another's", n, len(r.Dossier.Sources))
		} else {
			loaded[n] = true
		}
		sources[s.ID] = s
		switch {
		case s.Text.Length == 0:
		case !s.Text.isWhole():
			r.Passages++
		case digest([]byte(s.Text.Passages[0].Text)) != s.Text.SHA256:
			p.add(s.ID, "text", "its SHA-256 is another")
		}
	}
	texts := lettersOf(r.Dossier.Sources)
	for i := range r.Dossier.Statements {
		st := &r.Dossier.Statements[i]
		source := sources[st.Source]
		at, quoted := st.span()
		switch {
		case source == nil:
			p.add(st.ID, "source", "%s is not among the sources", st.Source)
		case !quoted && st.text("locator") == "":
			p.add(st.ID, "quote", "it has neither a quote nor a place in a data set")
		case quoted && texts.between(source, at) != st.text("quote"):
			p.add(st.ID, "quote", "its source does not have it at %d to %d", at.start, at.end)
		case quoted:
			r.Quotes++
		}
		if st.Renamed {
			r.Renamed++
		}
	}
}

// isWhole reports whether the whole text is there.
func (t *Text) isWhole() bool {
	return len(t.Passages) == 1 && t.Passages[0].Start == 0 && utf8.RuneCountInString(t.Passages[0].Text) == t.Length
}

// checkDays holds the days on which statements were said and became known against their
// dates.
func (d *Dossier) checkDays(s *sheet, p *problems) {
	for i := range d.Statements {
		st := &d.Statements[i]
		at, weighed := s.places[st.ID]
		if !weighed {
			continue
		}
		said, known := s.days(at)
		if said.String() != st.Said {
			p.add(st.ID, "said", "it was said on %q, not %q", said, st.Said)
		}
		if known.String() != st.Known {
			p.add(st.ID, "known", "it became known on %q, not %q", known, st.Known)
		}
	}
}

// checkSubjects weighs the statements again, and compares what follows from them with
// what is said of the subjects.
func (d *Dossier) checkSubjects(s *sheet, list []wanted, p *problems) {
	said := map[wanted]*Subject{}
	for i := range d.Subjects {
		of := &d.Subjects[i]
		said[wanted{of.ID, of.Snapshot}] = of
	}
	follows := s.subjects(list)
	for i := range follows {
		is := &follows[i]
		of := said[wanted{is.ID, is.Snapshot}]
		if of == nil {
			p.add(is.ID, "", "the answer rests on it, and it is not among the subjects")
			continue
		}
		delete(said, wanted{is.ID, is.Snapshot})
		compareSubjects(of, is, p)
	}
	for w := range said {
		p.add(w.id, "", "nothing in the answer rests on it")
	}
}

// compareSubjects compares what is said of a subject with what follows for it.
func compareSubjects(said, follows *Subject, p *problems) {
	compare := func(field string, was, is any) {
		if a, b := string(plain(was)), string(plain(is)); a != b {
			p.add(follows.ID, field, "it is %.200s; from the statements follows %.200s", a, b)
		}
	}
	compare("label", said.Label, follows.Label)
	compare("speaks", said.Speaks, follows.Speaks)
	compare("there", said.There, follows.There)
	for _, name := range keys(said.Values, follows.Values) {
		compare(name, said.Values[name], follows.Values[name])
	}
	compare("reasons", said.Reasons, follows.Reasons)
	if len(said.Ballots) != len(follows.Ballots) {
		p.add(follows.ID, "ballots", "%d statements are weighed; there are %d", len(said.Ballots), len(follows.Ballots))
		return
	}
	for i := range follows.Ballots {
		compare("ballots: "+follows.Ballots[i].Statement, said.Ballots[i], follows.Ballots[i])
	}
}

// keys returns the keys of two maps in their order.
func keys[V any](a, b map[string]V) (list []string) {
	for _, m := range []map[string]V{a, b} {
		for key := range m {
			list = append(list, key)
		}
	}
	return unique(list)
}

// plain returns a value as canonical JSON.
func plain(v any) []byte {
	text, err := canonical(v)
	if err != nil { // it was read from JSON, or is texts and numbers
		return nil
	}
	return text
}

// request is the request that a question was.
func (q *Question) request() (schema.Request, error) {
	r := schema.Request{Query: q.Document, OperationName: q.Operation}
	var variables map[string]any
	if err := json.Unmarshal(q.Variables, &variables); err != nil {
		return r, graph.Errorf(graph.BadInput, "dossier", "the variables cannot be read")
	}
	r.Variables = variables
	return r, nil
}
