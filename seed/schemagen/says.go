package main

import (
	"fmt"
	"strings"

	"parley/graph"
	"parley/seed"
)

// statementPattern is a statement in quotation marks.
const statementPattern = `("[^"].*"|“.+”)`

// saysLine is who, a verb of the model, and what.
func (s schema) saysLine() object {
	var kinds graph.KindSet
	var who, verbs []string
	docs := []string{
		"Who VERB what, in the place of a fact: person:a SUPPORTS \"The pact is signed\". What is said is a statement in quotation marks, an id, " +
			"or an id and its statement. It stands for its fact, the edge to it and the edges to what it is about, with the same words.",
	}
	for _, v := range seed.VerbsOf(s.model) {
		kinds |= v.Edge.ToKinds()
		verbs = append(verbs, v.Names()...)
		for _, value := range v.Of.Enum.Values {
			docs = append(docs, fmt.Sprintf("%s (%s, %s): %s", value.Name, v.Edge.Name, kindList(s.model, v.Edge.ToKinds()), value.Doc))
		}
	}
	for _, k := range s.model.Kinds {
		if k.Actor {
			who = append(who, seed.KindWords([]*graph.Kind{k})...)
		}
	}
	id := idPattern(seed.KindWords(s.model.KindsOf(kinds)))
	return object{
		"type":        "string",
		"pattern":     `^` + idPattern(who) + `\s+(` + strings.Join(verbs, "|") + `)\s+(` + id + `(\s+` + statementPattern + `)?|` + statementPattern + `)$`,
		"description": strings.Join(docs, "\n"),
	}
}

// about is what that which is said is about.
func (s schema) about() object {
	var names []string
	for _, k := range s.model.KindsOf(s.model.SubjectMatter.ToKinds()) {
		names = append(names, k.Name)
	}
	id := s.id(names)
	return object{"description": "With says: what that is about, an id or several.", "anyOf": []any{id, array(id)}}
}
