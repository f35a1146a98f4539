// Package questions holds the questions that Parley was made for, as users
// write them: GraphiQL has them in its tabs, the front page links to them, and
// tests hold the answers. Whom they ask for is whom the graph says most of.
package questions

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
	"text/template"

	"parley/schema"
)

// Question is one of the questions.
type Question struct {
	Name  string `json:"name"`  // of its operation
	Title string `json:"title"` // the question in words
	Query string `json:"query"` // the operation, under its comments
}

// document has the questions one after another, an empty line between them: each is
// a template that a [Cast] fills in. Of the comments over each the first is its title.
//
//go:embed questions.graphql
var document string

var form = regexp.MustCompile(`^# (.+)\n(?:# .+\n)*query (\w+) `)

// All returns the questions in their order, as they are asked of the shipped article.
func All() []Question { return For(Shipped()) }

// For returns the questions that name only what a cast has, in their order.
func For(c Cast) []Question {
	var all []Question
	for text := range strings.SplitSeq(strings.TrimSpace(document), "\n\n") {
		question, err := filled(text, c)
		if err != nil {
			continue // the cast lacks whom it asks for
		}
		parts := form.FindStringSubmatch(question)
		all = append(all, Question{Name: parts[2], Title: parts[1], Query: question + "\n"})
	}
	return all
}

func filled(text string, c Cast) (string, error) {
	t, err := template.New("").Funcs(template.FuncMap{"text": quoted}).Option("missingkey=error").Parse(text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.Execute(&out, c)
	return out.String(), err
}

// quoted writes a text as GraphQL does, whose strings are JSON's.
func quoted(s string) (string, error) {
	text, err := json.Marshal(s)
	return string(text), err
}

// Answered returns those of some questions that a schema can answer.
func Answered(s *schema.Schema, all []Question) []Question {
	var answered []Question
	for _, q := range all {
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
