package schema

import (
	"encoding/json"
	"time"

	"parley/graph"
	"parley/schema/planning"
)

// stages are when the stages of a request ended, and how long they took.
type stages struct {
	began, admitted, planned time.Time
	planning.Took
}

// extensions are what a client asked to be told beside the answer, and that the
// answer may be of several states of the graph.
type extensions struct {
	Mixed   bool           `json:"mixed,omitempty"`
	Cost    *costReport    `json:"cost,omitempty"`
	Explain *explainReport `json:"explain,omitempty"`
}

// costReport says what a request has cost, and what it might have.
type costReport struct {
	Cost    int `json:"cost"`    // objects that it could have given
	Limit   int `json:"limit"`   // of Cost
	Objects int `json:"objects"` // that it gave
	Bytes   int `json:"bytes"`   // of the data

	Work int64 `json:"work"` // rows that were looked at and pairs that were made
	Held int64 `json:"held"` // bytes that were held at once, at most
}

// explainReport says how a request was answered.
type explainReport struct {
	Plans      []planning.Report `json:"plans"`
	Statements []statementReport `json:"statements"` // none where the store has no language
	Stages     stagesReport      `json:"stages"`
}

type statementReport struct {
	Statement string `json:"statement"`
	Took      int64  `json:"microseconds"`
}

// stagesReport is the time of each stage, in microseconds.
type stagesReport struct {
	Gate  int64 `json:"gate"` // parsing, validation and variables, or finding them kept
	Plan  int64 `json:"plan"`
	Store int64 `json:"store"`
	Write int64 `json:"write"`
}

// extensions returns what is told beside an answer, as JSON; nil for nothing.
func (s *Schema) extensions(r Request, of *Response, plans *planning.Prepared, w *planning.Writer, trace *graph.Trace, at stages) []byte {
	out := extensions{Mixed: w.Mixed()}
	if r.Cost {
		out.Cost = &costReport{
			Cost: plans.Cost, Limit: s.gate.Limits.Cost, Objects: w.Objects(), Bytes: w.DataBytes(), Work: of.Work, Held: of.Held,
		}
	}
	if r.Explain {
		out.Explain = &explainReport{Plans: plans.Reports(s.model), Statements: []statementReport{}, Stages: at.report()}
		for _, one := range trace.Statements() {
			out.Explain.Statements = append(out.Explain.Statements, statementReport{one.Text, one.Took.Microseconds()})
		}
	}
	if out == (extensions{}) {
		return nil
	}
	text, err := json.Marshal(out)
	if err != nil { // it is texts and numbers
		return nil
	}
	return text
}

func (at stages) report() stagesReport {
	return stagesReport{
		Gate:  at.admitted.Sub(at.began).Microseconds(),
		Plan:  at.planned.Sub(at.admitted).Microseconds(),
		Store: at.Store.Microseconds(),
		Write: at.Write.Microseconds(),
	}
}
