// Package schema is Parley's GraphQL.
//
// The model becomes an SDL document, and that the schema. Each field is declared
// once, with its type and with how it is planned. [Schema.Do] is the only way in,
// and a request goes straight through:
//
//	gate      its text and its selections are held against [Limits]; gqlparser
//	          parses and validates them; variables are coerced (gate.go,
//	          measure.go, variables.go)
//	plan      each root field becomes one [graph.Plan], and its selection a shape
//	          (planner.go, shape.go); document and plans are kept for the next
//	          request (plancache.go, cache.go)
//	store     one call a root field
//	write     the shape reads the records and is appended as JSON, in the order
//	          that was asked for (writer.go, response.go)
//
// graphql-go answers introspection alone; its executor is the second opinion of
// the tests.
package schema
