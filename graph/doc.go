// Package graph says what Parley's graph is and what can be asked of it.
//
// The model ([Standard], one declared table) names the kinds, edges and
// properties. A [Plan] is one question: a [List] of rows with typed slots and
// whatever lists hang below them. A [Store] answers plans and takes changes.
// The package imports nothing else of Parley; every other package imports it.
package graph
