// Package storetest makes stores on a real Neo4j for tests, and holds such a
// store against the contract of stores. What asks it over GraphQL is in
// package apitest.
//
// The tests of Neo4j are in several packages, so that each has its end within
// the ten minutes that go test gives a package, and two run at a time.
package storetest
