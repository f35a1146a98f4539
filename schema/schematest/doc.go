// Package schematest is what GraphQL promises of every store, as conversations:
// requests with their answers, one after the other on one store.
//
// A file of testdata is a conversation: requests and answers in turn, parted by
// lines of three dashes, the first of them with a heading in comments. To write
// one, write the requests and run this package's tests with -update; then read
// what was answered.
package schematest
