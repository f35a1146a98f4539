// Package questions holds the questions that Parley was made for, as users
// write them: GraphiQL has them in its tabs, the front page links to them, and
// tests hold the answers. Whom they ask for is whom the graph says most of.
package questions

import (
	_ "embed"
	"encoding/json"
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

// document has the questions one after another, an empty line between them, as they are
// asked of the shipped article. Of the comments over each the first is its title.
//
//go:embed questions.graphql
var document string

var form = regexp.MustCompile(`^# (.+)\n(?:# .+\n)*(query (\w+) )`)

// All returns the questions in their order, as they are asked of the shipped article.
func All() []Question {
	var all []Question
	for text := range strings.SplitSeq(strings.TrimSpace(document), "\n\n") {
		parts := form.FindStringSubmatch(text)
		all = append(all, Question{Name: parts[3], Title: parts[1], Query: text + "\n"})
	}
	return all
}

// For returns the questions as they are asked about a cast, in their order: without
// those that name what it lacks.
func For(c Cast) []Question {
	var all []Question
	for _, q := range All() {
		if asked, ok := q.about(c); ok {
			all = append(all, asked)
		}
	}
	return all
}

// about returns the question with a cast in place of the article's, if that has whom the
// question names. What the article answers is not told.
func (q Question) about(c Cast) (Question, bool) {
	named := parts[q.Name]
	var query, title []string
	for key, name := range named.names {
		if c[key] == "" {
			return Question{}, false
		}
		query = append(query, quoted(name), quoted(c[key]))
	}
	for key, name := range c {
		title = append(title, "{"+key+"}", name)
	}
	if named.title != "" {
		q.Title = strings.NewReplacer(title...).Replace(named.title)
	}
	at := form.FindStringSubmatchIndex(q.Query)
	q.Query = "# " + q.Title + "\n" + strings.NewReplacer(query...).Replace(q.Query[at[4]:])
	return q, true
}

// quoted writes a text as GraphQL does, whose strings are JSON's.
func quoted(s string) string {
	text, _ := json.Marshal(s) // a string always has its JSON
	return string(text)
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
