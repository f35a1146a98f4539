// Package neo4jtest gives tests a real Neo4j, with nothing to set up.
//
// [Start] answers with a server that all tests of a test process share;
// [StartPrivate] with one of the test's own, which it may kill and restart.
// Where the server comes from, the first that is possible:
//
//   - NEO4J_URI with NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE: a server
//     that is there already (shared only). One test process at a time uses it.
//   - Java, and Maven for the first time: a server from Maven Central, kept in
//     the user's cache folder under parley/neo4j. Each test process starts its
//     own in a temporary folder, which takes three to five seconds on an idle
//     machine.
//   - Docker: a container of the neo4j image.
//
// PARLEY_NEO4J_VERSION chooses another release than [Version]. Where no server
// is possible the test is skipped and says what to install; with CI=true it
// fails. -short skips it.
//
// No test process leaves a server behind, whether it ends, panics or is killed:
// a shell script keeps the server, and takes it away when a pipe from the test
// process closes.
//
// Community edition has one database, so tests of one process take turns and
// begin with [Server.Clear] or [Server.Wipe]. These refuse a database that Start
// has not marked as its own, and Start refuses to mark one that holds data:
// NEO4J_URI may well name a database that somebody needs.
package neo4jtest
