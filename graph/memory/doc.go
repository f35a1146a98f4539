// Package memory answers plans from memory.
//
// A snapshot is immutable: readers take the newest and keep it, and never wait
// for a writer. A writer works on a copy that shares all pages and tree nodes
// it does not touch, and publishes it when it is done.
package memory
