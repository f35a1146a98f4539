package dossier

import (
	"encoding/json"

	"parley/graph"
)

// Format is the version of what a dossier looks like, its page included.
const Format = 1

// Dossier is an answer with all that it takes to check it.
type Dossier struct {
	Format   int             `json:"format"`
	Rules    int             `json:"rules"` // the version of the rules by which statements are weighed
	Question Question        `json:"question"`
	Answer   json.RawMessage `json:"answer"` // the data

	Shows      map[string]Shown `json:"shows"` // by the path in the answer
	Subjects   []Subject        `json:"subjects"`
	Nodes      []Node           `json:"nodes"`
	Statements []Statement      `json:"statements"`
	Sources    []Source         `json:"sources"`
}

// Question is what was asked.
type Question struct {
	Document  string          `json:"document"`
	Operation string          `json:"operation"` // its name; "" where it has none
	Variables json.RawMessage `json:"variables"`
}

// Shown is what an object in the answer shows.
type Shown struct {
	Type     string     `json:"type,omitempty"`     // in GraphQL, where the document leaves that open
	ID       string     `json:"id,omitempty"`       // of a node, an edge or a statement
	Snapshot string     `json:"snapshot,omitempty"` // the days that it is read on: "asOf=2025-12-01,knownOn=2025-12-02"
	Rests    [][]string `json:"rests,omitempty"`    // ids of what it follows from, where it is stored nowhere: one list for each thing that suffices
}

// Subject is a node or an edge with what follows from the statements about it.
type Subject struct {
	ID       string                     `json:"id"`
	Snapshot string                     `json:"snapshot,omitempty"`
	Label    string                     `json:"label"`
	Speaks   string                     `json:"speaks,omitempty"` // of what is said of a claim: the claim's id, on which its statements bear
	There    bool                       `json:"there"`            // a statement that counts says so, or it needs none
	Values   map[string]json.RawMessage `json:"values"`           // by property, those that follow from statements
	Ballots  []Ballot                   `json:"ballots"`
	Reasons  []Reason                   `json:"reasons"`
}

// Ballot is what a statement is among all that are weighed with a subject.
type Ballot struct {
	Statement   string `json:"statement"`
	Counts      bool   `json:"counts"`
	Polarity    string `json:"polarity"` // of what is said of a claim: on that
	Principal   string `json:"principal,omitempty"`
	CorrectedBy string `json:"correctedBy,omitempty"`
}

// Reason is why a property has its value.
type Reason struct {
	Property  string      `json:"property"`
	Value     string      `json:"value"`
	DecidedBy string      `json:"decidedBy,omitempty"`
	Statement string      `json:"statement,omitempty"`
	Over      []Overruled `json:"over,omitempty"`
	Votes     []Vote      `json:"votes,omitempty"`
}

// Overruled is a value that lost.
type Overruled struct {
	Value     string `json:"value"`
	Statement string `json:"statement"`
}

// Vote is that of a principal.
type Vote struct {
	Principal string `json:"principal"`
	Side      string `json:"side"`
	Statement string `json:"statement"`
}

// Node is an entity that is named, with what editors state of it.
type Node struct {
	ID     string                     `json:"id"`
	Values map[string]json.RawMessage `json:"values"`
}

// Statement is one piece of evidence.
type Statement struct {
	ID       string                     `json:"id"`
	About    string                     `json:"about"` // the id of a node or an edge
	Source   string                     `json:"source"`
	Seq      int64                      `json:"seq"` // its place in its source
	Said     string                     `json:"said,omitempty"`
	Known    string                     `json:"known,omitempty"`
	Renamed  bool                       `json:"renamed,omitempty"` // it was put with ids that mean others since, and so its own is not that of what it says
	Says     map[string]json.RawMessage `json:"says"`
	Evidence map[string]json.RawMessage `json:"evidence"` // by property: quote, start, act, saidBy, …
}

// Source is a source with as much of its text as its statements need.
type Source struct {
	ID       string                     `json:"id"`
	Loaded   int                        `json:"loaded"`             // its place among those here, in the order of loading
	Inherits string                     `json:"inherits,omitempty"` // of one without a date: the latest day of those loaded before it
	Values   map[string]json.RawMessage `json:"values"`
	Text     Text                       `json:"text"`
}

// Text is a source's text, whole or in passages.
type Text struct {
	SHA256   string    `json:"sha256,omitempty"` // of the whole text in UTF-8
	Length   int       `json:"length"`           // of the whole text, in code points
	Passages []Passage `json:"passages"`
}

// Passage is a run of a text.
type Passage struct {
	Start int    `json:"start"` // in code points
	Text  string `json:"text"`
}

// Limits bound a dossier.
type Limits struct {
	Subjects   int // nodes and edges
	Statements int
	Text       int // code points of a text, up to which it is given whole
	Texts      int // of all texts that are given whole
	Answer     int // bytes of the answer, with what tells what it shows
}

// DefaultLimits are far above what people read.
func DefaultLimits() Limits {
	return Limits{Subjects: 1000, Statements: 5000, Text: 50_000, Texts: 500_000, Answer: 8 << 20}
}

// checkAll refuses a dossier of more than is taken.
func (l Limits) checkAll(subjects, statements int) error {
	if err := l.check("subjects", subjects, l.Subjects); err != nil {
		return err
	}
	return l.check("statements", statements, l.Statements)
}

// check refuses more than a limit.
func (l Limits) check(what string, n, most int) error {
	if n <= most {
		return nil
	}
	return graph.Errorf(graph.TooLarge, "dossier", "the answer rests on %d %s or more; a dossier takes %d: ask for less, or for smaller pages with first", n, what, most)
}
