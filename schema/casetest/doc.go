// Package casetest holds small stories, each a few sources, and what the graph
// must answer of them, on every store. A case is a folder of testdata: one folder
// a source, loaded in the order of their names, and answers.yaml with questions,
// their answers, and the rule that decides. All people, bodies and countries are
// invented. The rules are those of package weigh.
package casetest
