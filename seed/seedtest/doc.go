// Package seedtest shows of any store that data comes into it and out of it
// whole: that an import which is broken off and made again ends as one that was
// not, that sources which a file no longer names go, and that a graph moves from
// store to store by its export.
//
// A test of a store calls these functions with how an empty one is made. Only one
// store is open at a time.
package seedtest
