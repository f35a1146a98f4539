// Package neo4j keeps the graph in Neo4j and answers plans there.
//
// A plan, however deep, is one parameterised Cypher statement, which package
// [parley/graph/neo4j/cypher] compiles. Package [parley/graph/neo4j/layout] says what
// is stored how. This one is the store: it reaches the database and brings it to the
// layout of this version, runs statements in transactions, and makes changes.
//
// # Other data in the same database
//
// Parley writes nodes that are :Entity, :Evidence, :ParleyMeta, :ParleyMerged or
// :ParleyOnce and the relationships between them, and no others. What else is in
// the database stays as it is, and answers are as if it were not there: a node of
// ours is an :Entity with the label of its kind, or an :Evidence with a factKind.
// But a relationship of somebody else that ends at an entity of ours goes with
// it, and is counted among its edges if it is of a type of ours.
package neo4j
