// Package web is Parley over HTTP: POST /graphql, with the limits and headers
// that a stranger's request needs.
package web
