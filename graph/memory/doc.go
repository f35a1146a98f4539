// Package memory answers plans from memory.
//
// A snapshot is immutable: readers take the newest and keep it, and never wait
// for a writer. A writer works on a copy that shares all pages and tree nodes
// it does not touch, and publishes it when it is done.
//
// Whoever keeps a store elsewhere keeps its [Image]s. Those of earlier versions, in
// which dates told edges apart that are one now, are brought here by
// [UpgradeEdges]; nothing else needs to know what stands in them.
package memory
