// Package exploretest holds package explore, over a store, against plain
// textbook searches.
//
// [Run] makes random graphs and asks [explore.Explorer] and a reference the
// same. The reference knows nothing but a list of all nodes and edges, which it
// walks in the plainest way that there is: what it finds is slow and right. A
// store's test is a constructor and one call, as in graphtest. A failure says
// how to replay it.
package exploretest
