// Package web is Parley over HTTP: POST /graphql, with the limits and headers
// that a stranger's request needs, and the pages that people look at: / and
// /graphiql.
package web
