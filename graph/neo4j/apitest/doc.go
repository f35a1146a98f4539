// Package apitest holds a store on a real Neo4j against the others by what they
// answer over GraphQL and what imports leave in them. It has tests alone.
package apitest
