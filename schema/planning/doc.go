// Package planning makes plans of documents, and JSON of the records that stores
// answer with.
//
// A [Planner] collects the fields of an operation. How a field is planned is a
// [FieldPlan] or a [RootPlan] that stands beside its definition; the functions of
// this package return these: [Scalar], [Connection], [Search] and the others. Each
// root field becomes one [graph.Plan], and its selection a shape; [Plans] keeps
// both for the next request. A [Responder] asks a store, one call a root field, and
// its [Writer] lets the shapes read the records and appends them as JSON, in the
// order that was asked for.
package planning
