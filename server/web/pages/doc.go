// Package pages is what people read of the graph without a script: a page for each
// entity and source, search, comparison, stances, and questions to fill in.
//
// The pages are clients of the GraphQL schema like any other, in one process with
// it. Kinds, edges and their words come from the model: a kind that is added to it
// has pages.
package pages
