// Package cypher compiles plans: each, however deep, to one parameterised statement.
// The compilation is a pure function. Names in a statement come from the model alone,
// values are always parameters, so that a question with other values is the same text
// and Neo4j plans it once.
//
// [Compile], [CompileSearch] and [CompileExpand] write statements, which answer with
// one record; [Rows] and [Neighbours] read what it holds.
package cypher
