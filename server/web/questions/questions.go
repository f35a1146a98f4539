// Package questions holds the questions that Parley was made for, as users
// write them: GraphiQL has them in its tabs, the front page links to them, and
// tests hold the answers.
package questions

import (
	_ "embed"
	"regexp"
	"strings"

	"parley/schema"
)

// Question is one of the questions.
type Question struct {
	Name  string `json:"name"`  // of its operation
	Title string `json:"title"` // the question in words
	Query string `json:"query"` // the operation, under its comments
}

// document has the questions one after another, an empty line between them. Of
// the comments over each the first is its title.
//
//go:embed questions.graphql
var document string

var form = regexp.MustCompile(`^# (.+)\n(?:# .+\n)*query (\w+) `)

// All returns the questions in their order.
func All() []Question {
	var all []Question
	for text := range strings.SplitSeq(strings.TrimSpace(document), "\n\n") {
		parts := form.FindStringSubmatch(text)
		all = append(all, Question{Name: parts[2], Title: parts[1], Query: text + "\n"})
	}
	return all
}

// Answered returns those of the questions that a schema can answer.
func Answered(s *schema.Schema) []Question {
	var answered []Question
	for _, q := range All() {
		if len(s.Check(q.Request())) == 0 {
			answered = append(answered, q)
		}
	}
	return answered
}

// Request asks the question.
func (q Question) Request() schema.Request {
	return schema.Request{Query: q.Query, OperationName: q.Name}
}
