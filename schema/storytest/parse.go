package storytest

import (
	"fmt"
	"strings"
)

// Parse reads a story. A line begins with what it is of: a source, whose statements
// follow, indented; the post of a spokesperson; a merge. After that stand
// name=value pairs, a publisher's with underscores for spaces; what a statement has besides
// values are act, basis, saidBy, saidFor, saidOn, corrects and words.
func Parse(text string) (Story, error) {
	var s Story
	for line := range strings.Lines(text) {
		head, values := split(line)
		switch {
		case len(head) == 0:
		case head[0] == "spokesperson" && len(head) == 2:
			s.Spokespersons = append(s.Spokespersons, head[1])
		case head[0] == "merge" && len(head) == 3:
			s.Merges = append(s.Merges, Merge{head[1], head[2]})
		case !strings.HasPrefix(line, " ") && len(head) == 1:
			s.Sources = append(s.Sources, Source{ID: head[0], Published: values["published"], Publisher: values["publisher"], Withdrawn: values["withdrawn"]})
		case strings.HasPrefix(line, " ") && len(s.Sources) > 0:
			x, err := statement(strings.Join(head, " "), values)
			if err != nil {
				return s, err
			}
			last := &s.Sources[len(s.Sources)-1]
			last.Statements = append(last.Statements, x)
		default:
			return s, fmt.Errorf("cannot read the line %q", line)
		}
	}
	return s, nil
}

// split returns the words of a line, and its pairs.
func split(line string) (head []string, values map[string]string) {
	values = map[string]string{}
	for _, word := range strings.Fields(line) {
		if name, value, pair := strings.Cut(word, "="); pair {
			if name == "publisher" {
				value = strings.ReplaceAll(value, "_", " ")
			}
			values[name] = value
		} else {
			head = append(head, word)
		}
	}
	return head, values
}

func statement(subject string, values map[string]string) (Statement, error) {
	x := Statement{Subject: subject, Act: "REPORTED", Basis: "STATED", Says: values}
	for name, to := range map[string]*string{"act": &x.Act, "basis": &x.Basis, "saidBy": &x.SaidBy, "saidFor": &x.SaidFor, "saidOn": &x.SaidOn} {
		if v, ok := values[name]; ok {
			*to = v
			delete(values, name)
		}
	}
	if v, ok := values["corrects"]; ok {
		x.Corrects = strings.Split(v, ",")
		delete(values, "corrects")
	}
	if v, ok := values["words"]; ok {
		delete(values, "words")
		if _, err := fmt.Sscanf(v, "%d-%d", &x.Words.Start, &x.Words.End); err != nil {
			return x, fmt.Errorf("%s: words=%s: %v", subject, v, err)
		}
	}
	return x, nil
}
