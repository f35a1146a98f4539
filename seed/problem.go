package seed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// maxProblems is how many problems of a folder are reported.
const maxProblems = 50

// Problem is one thing in a folder that keeps its source from being loaded.
type Problem struct {
	File    string
	Line    int // from 1; 0 where the file as a whole is meant
	Column  int // from 1, in code points
	Message string
}

// String returns the problem as editors and terminals follow it:
// file:line:column: message.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Refusal is the error for a folder that cannot be loaded. It wraps a
// [graph.Error] with BAD_INPUT and the same message.
type Refusal struct {
	Problems []Problem // by file and line, 50 at most
	More     int       // how many there are beyond these
}

// Error lists the problems, one a line.
func (r *Refusal) Error() string {
	lines := make([]string, len(r.Problems))
	for i, p := range r.Problems {
		lines[i] = p.String()
	}
	if r.More > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", r.More))
	}
	return strings.Join(lines, "\n")
}

// Count returns how many problems there are.
func (r *Refusal) Count() int { return len(r.Problems) + r.More }

// Unwrap returns the refusal as Parley's typed error.
func (r *Refusal) Unwrap() error {
	return &graph.Error{Code: graph.BadInput, Message: r.Error()}
}

// refusal makes an error of problems, and nil of none.
func refusal(list []Problem) error {
	if len(list) == 0 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	list = slices.Compact(list)
	shown := min(len(list), maxProblems)
	return &Refusal{Problems: list[:shown], More: len(list) - shown}
}
