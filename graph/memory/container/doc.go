// Package container has the data structures that a graph in memory is made of.
// They know nothing of graphs.
//
// [Pages] and [Postings] are persistent: a copy shares what neither it nor the
// original has changed. Whoever writes gives the stamp of its transaction, and
// may write in place to what bears that stamp.
package container
