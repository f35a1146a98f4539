package pages

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"parley/graph"
	"parley/graph/prose"
	"parley/server/web/frame"
)

// mostAnswers is how many rows the table of an answer has.
const mostAnswers = 500

// asking is the page of questions to fill in.
type asking struct {
	Kind    string // of question
	X       side
	From    string
	To      string
	Day     string
	Table   *table
	CSV     template.URL // where it is as a file
	Query   string       // the GraphQL that made the table
	Varying []detail
}

// table is an answer.
type table struct {
	Columns []string
	Rows    [][]field
	More    bool // there are more rows
}

// field is one of a row: a text, maybe of an entity, or of the words of a statement.
type field struct {
	Text string
	Node *node
	Said *evidence
}

// question is a sort of question: whom X may be, and how it is answered.
type question struct {
	kinds  []string
	answer func(context.Context, *asking) error
}

// asked lists the sorts of questions.
func (p *Pages) asked() map[string]question {
	_, position := p.holding()
	var all []string
	for _, k := range p.model.Kinds {
		all = append(all, k.Name)
	}
	return map[string]question{
		"met":   {p.actors(), p.whomMet},
		"for":   {[]string{position.Name}, p.whoIsFor},
		"known": {all, p.whatWasKnown},
		"said":  {p.actors(), p.whatWasSaid},
	}
}

// questions makes the page of questions to fill in.
func (p *Pages) questions(ctx context.Context, query url.Values) (frame.Page, error) {
	a, err := p.asking(ctx, query)
	page := frame.Page{Template: "ask", Title: "Ask", Current: "/ask", Data: a, Description: "Questions to fill in, answered in a table."}
	if err != nil {
		return page, err
	}
	if a.X.Node != nil {
		page.Title = a.X.Node.Name
	}
	return page, nil
}

// table answers a question as a CSV file.
func (p *Pages) table(ctx context.Context, r *http.Request) (Answer, error) {
	ctx, _ = p.budget(ctx)
	a, err := p.asking(ctx, r.URL.Query())
	switch {
	case err != nil:
		return Answer{}, err
	case a.Table == nil:
		return Answer{}, graph.Errorf(graph.NotFound, "page", "the question is not answered: %s", cmp.Or(a.X.Text, "it says nothing of whom it asks"))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true // RFC 4180
	if err := w.Write(a.Table.Columns); err != nil {
		return Answer{}, err
	}
	for _, row := range a.Table.Rows {
		var texts []string
		for _, f := range row {
			texts = append(texts, f.plain())
		}
		if err := w.Write(texts); err != nil {
			return Answer{}, err
		}
	}
	w.Flush()
	return Answer{Body: out.Bytes(), Type: "text/csv; charset=utf-8", Name: "parley.csv"}, w.Error()
}

// plain is the text of a field in a file. A spreadsheet takes what begins like a formula
// for one (OWASP, CSV injection): it is given as text.
func (f field) plain() string {
	text := f.Text
	switch {
	case f.Node != nil:
		text = f.Node.Name
	case f.Said != nil:
		text = f.Said.Quote
	}
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r") {
		return "'" + text
	}
	return text
}

// asking answers the question in an address, if it has one.
func (p *Pages) asking(ctx context.Context, query url.Values) (*asking, error) {
	a := &asking{Kind: query.Get("kind")}
	var err error
	for name, day := range map[string]*string{"from": &a.From, "to": &a.To, "day": &a.Day} {
		if *day, err = dayIn(query, name); err != nil {
			return a, err
		}
	}
	if a.Kind == "" {
		return a, nil
	}
	q, known := p.asked()[a.Kind]
	if !known {
		return a, graph.Errorf(graph.BadInput, "page", "there is no question %q", a.Kind)
	}
	if a.X, err = p.find(ctx, strings.TrimSpace(query.Get("x")), q.kinds); err != nil || a.X.Node == nil {
		return a, err
	}
	a.CSV = template.URL("/ask.csv?" + query.Encode())
	return a, q.answer(ctx, a)
}

// whomMet answers whom somebody met between two days.
func (p *Pages) whomMet(ctx context.Context, a *asking) error {
	pair := p.model.Meets.Pair
	e := p.model.Edge(pair.Edge)
	hub := p.model.KindsOf(e.ToKinds())[0]
	attended := fmt.Sprintf("%s: {in: [%s]}", pair.On, strings.Join(pair.Combos[0].A, ", "))
	where := fmt.Sprintf("%s: {in: [%s]}, NOT: {%s: {in: [%s]}}, %s: {some: {node: {id: {eq: $x}}, edge: {%s}}}",
		pair.Hub, strings.Join(pair.Default, ", "), pair.Except.Property, strings.Join(pair.Except.Values, ", "), e.In, attended)
	if window := a.window(); window != "" {
		where += ", when: {overlaps: " + window + "}"
	}
	a.Query = fmt.Sprintf(`query WhomMet($x: ID!) {
  list: %s(first: 100, where: {%s}, orderBy: [{when: {startEarliest: ASC}}, {id: ASC}]) {
    pageInfo { hasNextPage }
    nodes {
      __typename id name verification when { text edtf }
      with: %s(where: {node: {NOT: {id: {eq: $x}}}, edge: {%s}}) {
        edges { verification node { __typename id name } evidence(first: 1) { %s } }
      }
    }
  }
}`, hub.Plural, where, e.In, attended, selectBrief)
	var data struct {
		List struct {
			PageInfo struct{ HasNextPage bool }
			Nodes    []struct {
				node
				With connection
			}
		}
	}
	if err := p.ask(ctx, a.Query, a.vars("x", a.X.Node.ID), &data); err != nil {
		return err
	}
	t := &table{Columns: []string{"Whom", "Where they met", "When", "How sure", "The words", "Source"}, More: data.List.PageInfo.HasNextPage}
	for _, n := range data.List.Nodes {
		for _, r := range n.With.Edges {
			t.add(field{Node: &r.Node}, field{Node: &n.node}, field{Text: n.When.String()}, field{Text: prose.Spoken(cmp.Or(disputedOf(n.Verification), r.Verification))}, said(r.Evidence), sourceOf(r.Evidence))
		}
	}
	a.Table = t
	return nil
}

// disputedOf returns a verification if somebody denies what has it.
func disputedOf(verification string) string {
	if graph.Disputed(verification) {
		return verification
	}
	return ""
}

// window is the days between which one asks, as a date in GraphQL; "" for all.
func (a *asking) window() string {
	if a.From == "" && a.To == "" {
		return ""
	}
	return fmt.Sprintf(`"%s/%s"`, cmp.Or(a.From, ".."), cmp.Or(a.To, ".."))
}

// vars notes the variables of a question, and returns them.
func (a *asking) vars(pairs ...string) map[string]any {
	vars := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		vars[pairs[i]] = pairs[i+1]
		a.Varying = append(a.Varying, detail{Name: pairs[i], Text: pairs[i+1]})
	}
	return vars
}

// whoIsFor answers who takes which stance on a position.
func (p *Pages) whoIsFor(ctx context.Context, a *asking) error {
	e, position := p.holding()
	a.Query = fmt.Sprintf(`query WhoIsFor($x: ID!) {
  it: %s(id: $x) {
    holders: %s(first: %d, orderBy: [{edge: {%s: ASC}}]) {
      pageInfo { hasNextPage }
      edges {
        stance: %[4]s current verification periods { start { earliest latest } end { earliest latest } } when { text edtf }
        node { __typename id name } evidence(first: 1) { %[5]s }
      }
    }
  }
}`, position.Singular(), e.In, mostAnswers, e.StateProp().Name, selectBrief)
	var data struct{ It struct{ Holders connection } }
	if err := p.ask(ctx, a.Query, a.vars("x", a.X.Node.ID), &data); err != nil {
		return err
	}
	a.Table = &table{Columns: []string{"Who", "Stance", "When", "How sure", "The words", "Source"}, More: data.It.Holders.PageInfo.HasNextPage}
	for _, r := range data.It.Holders.Edges {
		a.Table.add(field{Node: &r.Node}, field{Text: prose.Spoken(r.Stance)}, field{Text: spoken(r)}, field{Text: prose.Spoken(r.Verification)}, said(r.Evidence), sourceOf(r.Evidence))
	}
	return nil
}

// whatWasKnown answers what was known on a day of somebody or something.
func (p *Pages) whatWasKnown(ctx context.Context, a *asking) error {
	a.Query = fmt.Sprintf(`query WhatWasKnown($x: ID!, $day: Date) {
  timeline(entity: $x, first: %d, knownOn: $day) {
    pageInfo { hasNextPage }
    edges { node { id kind label when { text edtf } verification evidence { %s } } }
  }
}`, mostAnswers, selectBrief)
	vars := a.vars("x", a.X.Node.ID)
	vars["day"] = nil
	if a.Day != "" {
		vars["day"] = a.Day
		a.Varying = append(a.Varying, detail{Name: "day", Text: a.Day})
	}
	var data struct {
		Timeline struct {
			PageInfo struct{ HasNextPage bool }
			Edges    []struct{ Node moment }
		}
	}
	if err := p.ask(ctx, a.Query, vars, &data); err != nil {
		return err
	}
	a.Table = &table{Columns: []string{"What", "When", "How sure", "The words", "Source"}, More: data.Timeline.PageInfo.HasNextPage}
	for _, e := range data.Timeline.Edges {
		a.Table.add(field{Text: labelOf(p.model, e.Node.ID, e.Node.Kind, e.Node.Label).String()}, field{Text: e.Node.When.String()}, field{Text: prose.Spoken(e.Node.Verification)}, said(e.Node.Evidence), sourceOf(e.Node.Evidence))
	}
	return nil
}

// whatWasSaid answers what somebody has said.
func (p *Pages) whatWasSaid(ctx context.Context, a *asking) error {
	a.Query = fmt.Sprintf(`query WhatWasSaid($x: ID!) {
  facts(first: %d, where: {saidBy: {id: {eq: $x}}}) {
    pageInfo { hasNextPage }
    nodes { %s fact { id kind label } }
  }
}`, mostAnswers, selectEvidence)
	var data struct {
		Facts struct {
			PageInfo struct{ HasNextPage bool }
			Nodes    []evidence
		}
	}
	if err := p.ask(ctx, a.Query, a.vars("x", a.X.Node.ID), &data); err != nil {
		return err
	}
	a.Table = &table{Columns: []string{"How", "What", "When", "The words", "Source"}, More: data.Facts.PageInfo.HasNextPage}
	for _, e := range data.Facts.Nodes {
		one := []evidence{e}
		a.Table.add(field{Text: prose.Spoken(e.Act)}, field{Text: labelOf(p.model, e.Fact.ID, e.Fact.Kind, e.Fact.Label).String()}, field{Text: e.SaidWhen.String()}, said(one), sourceOf(one))
	}
	return nil
}

func (t *table) add(fields ...field) { t.Rows = append(t.Rows, fields) }

// said is a field with the words of the first of some statements.
func said(list []evidence) field {
	if len(list) == 0 {
		return field{}
	}
	return field{Said: &list[0]}
}

// sourceOf is a field with the source of the first of some statements.
func sourceOf(list []evidence) field {
	if len(list) == 0 {
		return field{}
	}
	return field{Text: cmp.Or(list[0].Source.Title, list[0].Source.ID)}
}
