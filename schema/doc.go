// Package schema is Parley's GraphQL.
//
// The model becomes an SDL document, and that the schema which gqlparser guards
// (parsing, validation, variables) and graphql-go executes. Each field is
// declared once, with its type and with how it is planned: a request becomes one
// [graph.Plan] a root field, and the records that come back are zipped with the
// response's shape.
//
// [Schema.Do] is the only way in.
package schema
