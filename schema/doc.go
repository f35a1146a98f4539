// Package schema is Parley's GraphQL.
//
// [Schema.Do] is the only way in, and a request goes straight through the packages
// below this one:
//
//	gate      its text and its selections are held against limits; gqlparser
//	          parses and validates them; variables are coerced; the document is
//	          kept for the next request
//	planning  each root field becomes one [graph.Plan], and its selection a shape,
//	          which are kept too; one call to the store a root field; the shape
//	          reads the records and is appended as JSON
//	api       what can be asked: the model becomes the schema, each field with its
//	          type and with how it is planned; SDL and introspection
//	mutation  what can be changed: input becomes changes
//
// Each may import those above it alone. graphql-go answers introspection alone; its
// executor is the second opinion of the tests.
package schema
