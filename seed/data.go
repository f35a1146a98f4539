package seed

import (
	"context"
	"fmt"

	"parley/graph"
)

// Data is a file of data that says things row by row: a table with a mapping,
// a Discourse Network Analyzer file, FollowTheMoney entities, changes as lines
// of JSON.
type Data interface {
	// Rows reads the data from its beginning, in the same order each time, and
	// gives row after row until yield wants no more. A row that is wrong is
	// given with its problem, and those after it are read on; the error is for
	// data that cannot be read at all, and for a context that has ended. What was
	// given is the receiver's: it stays as it is.
	Rows(ctx context.Context, yield func(Row) bool) error
}

// Row is what one row of data says.
type Row struct {
	// Changes are PutNode and PutEvidence, a source before what it says and a
	// node before what is said of it. Their Load is left empty: it is the
	// import's to fill. Of changes that are imported as they are, both are
	// otherwise.
	Changes []graph.Change

	// At is where the row stands, for what is found to be wrong with its changes.
	At Position

	// Problem is what is wrong with the row. Where there is one, there are no
	// changes.
	Problem *Problem

	// Aside says that the row is none of the file's own: it says what the source
	// is, or more of what a row before it is about. It does not count as a row.
	Aside bool
}

// Position is a place in a file of data.
type Position struct {
	File   string
	Line   int // from 1; 0 where the file has no lines
	Column int // from 1, in code points
}

// Problem is what is wrong there.
func (p Position) Problem(message string) *Problem {
	return &Problem{p.File, p.Line, p.Column, message}
}

// String returns the place without the column, which is that of a row.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}
