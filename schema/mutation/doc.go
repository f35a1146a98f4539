// Package mutation is what changes the graph over GraphQL.
//
// [Define] defines the root fields and what they take. [Mutations.Make] reads the
// input of one into a batch of steps, compiles these into changes from what the
// graph has of what they name (under the store's lock, so that nothing changes
// between reading and writing), and reads what is selected of what came of it.
package mutation
