// Package guide is the manual at /guide: pages in Markdown, which are made into
// HTML once, when a server starts.
//
// A page is a file of this folder, written so that it reads well where a
// repository is looked at, too. Its links to other pages are links to their
// files. A block of GraphQL is an example: it opens in GraphiQL and answers by a
// plain link, and the block of JSON that follows it is its answer, which a test
// asks of what the pages say is loaded:
//
//	```graphql              the shipped article
//	```graphql demo         what -demo serves
//	```graphql NAME         what the page shows how to make (NAME is the test's)
//
// In an answer "…" at the end of a list stands for the rest of that list. Nothing
// else is left out. go test ./server/web/guide -update writes the answers anew and
// leaves lists as short as they were.
//
// A block that begins with a comment that names a file is that file, which tests
// write and use.
package guide
