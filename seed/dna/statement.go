package dna

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"parley/graph"
)

// statement is a row of STATEMENTS with its values.
type statement struct {
	number, document                         int64
	kind, start, stop                        any
	person, organization, concept, agreement any
}

// statements is a cursor over all statements.
type statements struct {
	rows  *sql.Rows
	at    statement
	there bool // at is a statement, not the end
}

// queryStatements reads statements by document and by place in it. What stands
// in the place of a number counts as -1, the number of no document.
func queryStatements(ctx context.Context, conn *sql.Conn, l *layout) (*statements, error) {
	rows, err := conn.QueryContext(ctx, `
		SELECT CASE typeof(s.ID) WHEN 'integer' THEN s.ID ELSE -1 END,
			CASE typeof(s.DocumentId) WHEN 'integer' THEN s.DocumentId ELSE -1 END AS document,
			s.StatementTypeId, s.Start, s.Stop,
			`+value("DATASHORTTEXT", l.key, person)+`, `+value("DATASHORTTEXT", l.key, organization)+`,
			`+value("DATASHORTTEXT", l.key, concept)+`, `+value("DATABOOLEAN", "d.Value", agreement)+`
		FROM STATEMENTS s ORDER BY document, s.Start, s.Stop, s.ID`)
	return &statements{rows: rows}, err
}

// value selects the value of a variable in the statement s.
func value(table, column, variable string) string {
	return `(SELECT ` + column + ` FROM ` + table + ` d JOIN VARIABLES v ON v.ID = d.VariableId
		WHERE d.StatementId = s.ID AND v.StatementTypeId = s.StatementTypeId AND lower(v.Variable) = '` + variable + `')`
}

func (s *statements) next() error {
	if s.there = s.rows.Next(); !s.there {
		return s.rows.Err()
	}
	a := &s.at
	return s.rows.Scan(&a.number, &a.document, &a.kind, &a.start, &a.stop, &a.person, &a.organization, &a.concept, &a.agreement)
}

// statement returns what a statement says, a problem, or nothing.
func (r *reading) statement(s statement) {
	if r.open != nil && r.open.text == nil {
		r.skip("statements of documents with a problem")
		return
	}
	id, _ := s.kind.(int64)
	kind, there := r.types[id]
	switch {
	case r.open == nil:
		r.problem(fmt.Sprintf("statement %d is of a document that does not exist", s.number))
	case !there:
		r.problem(fmt.Sprintf("statement %d is of a type that does not exist", s.number))
	case kind.why != "":
		r.skip(fmt.Sprintf("statements of type %q: %s", kind.label, kind.why))
	default:
		changes, err := r.coded(s)
		switch {
		case err != nil:
			r.problem(fmt.Sprintf("document %d, statement %d: %v", r.open.number, s.number, err))
		case len(changes) > 0:
			r.give(changes)
		}
	}
}

// coded returns what a statement of a fitting type says.
func (r *reading) coded(s statement) ([]graph.Change, error) {
	who, err := r.find(s.person, person)
	if err != nil {
		return nil, err
	}
	body, err := r.find(s.organization, organization)
	if err != nil {
		return nil, err
	}
	what, err := r.find(s.concept, concept)
	if err != nil {
		return nil, err
	}
	switch {
	case what == nil:
		r.skip("statements without a concept")
		return nil, nil
	case who == nil && body == nil:
		r.skip("statements without a person or an organization")
		return nil, nil
	}
	stance, err := stanceOf(s.agreement)
	if err != nil {
		return nil, err
	}
	words, err := r.words(s)
	if err != nil {
		return nil, err
	}
	return r.changes(who, body, what, stance, words), nil
}

// stanceOf returns the stance that a boolean agreement is.
func stanceOf(v any) (string, error) {
	switch v {
	case nil:
		return "", fmt.Errorf("its agreement is missing")
	case int64(1):
		return "SUPPORTS", nil
	case int64(0):
		return "OPPOSES", nil
	}
	return "", fmt.Errorf("its agreement is %.20s, not 0 or 1", fmt.Sprint(v))
}

// words is the evidence that a statement marks in its document.
func (r *reading) words(s statement) (graph.Evidence, error) {
	start, ok := s.start.(int64)
	stop, ok2 := s.stop.(int64)
	if !ok || !ok2 {
		return graph.Evidence{}, fmt.Errorf("its place in the text is not a number")
	}
	quote, from, to, err := r.open.text.quote(start, stop)
	return graph.Evidence{
		Quote: quote, Start: from, End: to,
		SaidWhen: r.open.published, Act: "SAID", Basis: "STATED",
	}, err
}

// changes are what a person or an organization is coded to say.
func (r *reading) changes(who, body, what *entity, stance string, words graph.Evidence) []graph.Change {
	source := r.file.sourceID(strconv.FormatInt(r.open.number, 10))
	var changes []graph.Change
	for _, e := range []*entity{who, body, what} {
		if e != nil && !r.open.stated[e.id] {
			r.open.stated[e.id] = true
			changes = append(changes, graph.PutNode{Source: source, ID: e.id, Props: e.props})
		}
	}
	say := func(f graph.Fact, e graph.Evidence) {
		r.open.facts++
		e.Seq = r.open.facts
		changes = append(changes, graph.PutEvidence{Source: source, Fact: f, Evidence: e})
	}
	holder := who
	if who == nil {
		holder = body
	}
	words.SaidBy = holder.id
	say(graph.Fact{Node: what.id}, words)
	say(graph.Fact{Edge: "HOLDS", From: holder.id, To: what.id, Identity: map[string]graph.Value{"stance": stance}}, words)
	if who != nil && body != nil {
		words.SaidBy, words.Act, words.Basis = "", "REPORTED", "INFERRED"
		say(graph.Fact{Edge: "MEMBER_OF", From: who.id, To: body.id}, words)
	}
	return changes
}

// skip counts what is left out. A file can make up as many reasons as it has
// statement types.
func (r *reading) skip(why string) {
	const most = 100
	if _, had := r.file.skipped[why]; !had && len(r.file.skipped) >= most {
		why = "statements of other types"
	}
	r.file.skipped[why]++
}
