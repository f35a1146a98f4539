// Package casetest holds small stories, each a few sources, and what the graph
// must answer of them, on every store. A case is a folder of testdata. It is a
// source, or has a folder for each of its sources, which are loaded in the order of
// their names. Its answers.yaml lists questions, in GraphQL, each with its answer and
// the rule that decides. A mutation among them changes what is asked afterwards.
//
// All people, bodies and countries are invented. The rules are those of package
// weigh.
package casetest
