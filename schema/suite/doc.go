// Package suite asks what a graph of statements must answer, of any tool: small
// stories whose sources correct, deny and outlive each other, and the shipped
// article. README.md beside it says how another tool joins.
//
//   - testdata/questions.yaml has the questions in plain words, with their answers.
//   - testdata/parley.yaml is Parley's way to answer them, in GraphQL.
//   - testdata/plain is that of a plain graph in Neo4j, in Cypher.
//   - testdata/table.txt says who answers what.
//
// The sources are those of package casetest and of package seed.
package suite
