// Package api is what can be asked: the model becomes a GraphQL schema.
//
// Each field is defined once, with its type and with how it is planned. [Define]
// gathers the definitions, and [Definer.Load] makes the schema of them that
// requests are held against, that [SDL] prints and of which graphql-go answers
// introspection.
package api
