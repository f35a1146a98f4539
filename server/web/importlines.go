package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"parley/graph"
	"parley/seed"
)

// importLine is a line of the answer: one of its parts.
type importLine struct {
	Progress *progressLine `json:"progress,omitempty"`
	Summary  *summaryLine  `json:"summary,omitempty"`
	Error    *errorLine    `json:"error,omitempty"`
}

type progressLine struct {
	Read           int   `json:"read"`
	Applied        int   `json:"applied"`
	Edges          int   `json:"edges"`
	EdgesPerSecond int64 `json:"edgesPerSecond"`
}

type summaryLine struct {
	Rows     int           `json:"rows"`
	LeftOut  int           `json:"leftOut"`
	Loaded   bool          `json:"alreadyLoaded"`
	Nodes    int           `json:"nodes"`
	Edges    int           `json:"edges"`
	Evidence int           `json:"evidence"`
	Gone     goneLine      `json:"gone,omitzero"`
	Problems []problemLine `json:"problems,omitempty"`
}

// goneLine is how much of what changed is no longer said.
type goneLine struct {
	Nodes    int `json:"nodes"`
	Edges    int `json:"edges"`
	Evidence int `json:"evidence"`
}

type errorLine struct {
	Code     graph.Code    `json:"code"`
	Message  string        `json:"message"`
	Problems []problemLine `json:"problems,omitempty"`
	More     int           `json:"moreProblems,omitempty"`
}

type problemLine struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

func problemLines(list []seed.Problem) []problemLine {
	var out []problemLine
	for _, p := range list {
		out = append(out, problemLine(p))
	}
	return out
}

func success(s seed.Summary) importLine {
	return importLine{Summary: &summaryLine{s.Rows, s.LeftOut, s.Loaded, s.Applied.Nodes, s.Applied.Edges, s.Applied.Evidence, goneLine(s.Gone), problemLines(s.Problems)}}
}

func failure(err error) importLine {
	e := &errorLine{Code: graph.CodeOf(err), Message: told(err)}
	var refusal *seed.Refusal
	if errors.As(err, &refusal) {
		e.Message = fmt.Sprintf("%d rows are wrong, and nothing of the file was imported", refusal.Count())
		e.Problems, e.More = problemLines(refusal.Problems), refusal.More
	}
	return importLine{Error: e}
}

// told is what a client sees of an error: what was written for clients.
func told(err error) string {
	var known *graph.Error
	if errors.As(err, &known) && known.Code != graph.Internal {
		return known.Message
	}
	return "something went wrong inside Parley; its log says what"
}

// teller writes lines as they come.
type teller struct {
	to   http.ResponseWriter
	last time.Time
}

func newTeller(w http.ResponseWriter) *teller {
	return &teller{to: w}
}

func (t *teller) progress(p seed.Progress) {
	if time.Since(t.last) < tellEvery {
		return
	}
	t.last = time.Now()
	t.tell(importLine{Progress: &progressLine{p.Read, p.Applied, p.Edges, int64(p.EdgesPerSecond())}})
}

// tell writes a line. Where the client has gone, the request's context ends the
// import; there is nobody left to tell.
func (t *teller) tell(l importLine) {
	setWrite(t.to, time.Now().Add(stallTime))
	encoder := json.NewEncoder(t.to)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(l)
	_ = http.NewResponseController(t.to).Flush()
}
