// Package graphtest is the contract of [graph.Store] as tests, which every
// store passes.
//
// # How to write a store
//
// Implement [graph.Store]: Snapshot, Apply, Update and Close, and a [graph.Reader] with
// Select, Search, Expand, LastLoad, Dependents and Changes. Take all that depends on
// kinds, edges and properties from the given model; the suite also uses one that has
// more than the standard model. Use what package graph has for all stores: Model.Check before a change is taken, EdgeID and EvidenceID for ids,
// Model.Resolved and Means for ids that were merged, Version for versions,
// Precedence for which evidence counts, Rule.Derive for what is derived of a node,
// Bounds.PossibleOn, CertainOn and BegunBy for a day, Fold, Tokens and HasWords
// for names and words, Line for labels, Compare and SortGroups for order, Dump
// for a graph as changes, Ended for a context.
//
// The store's whole test file is a constructor and one call:
//
//	func TestStore(t *testing.T) {
//		graphtest.Run(t, func(t *testing.T, m *graph.Model) graph.Store {
//			return memory.New(m)
//		})
//	}
//
// The constructor is called often. Each call returns an empty store, which the suite
// closes; anything else that must go when the test ends goes into t.Cleanup. For a
// store whose snapshots see what is committed meanwhile, add the option
// [ReadCommitted].
//
// # How to read a failure
//
// Each subtest is named by the sentence of the contract that it shows, and prints the
// plan in words with the answer. The graph that most of them ask is drawn above func
// sample. A random test prints how to replay it: PARLEY_TEST_SEED=… go test -run … .
//
// # How to add a case
//
// A question about the sample is one line of a table, such as linkRules: a sentence, a
// query, the answer as text. What changes the graph is a call of onEmpty or onSample:
// a sentence, and a function that applies changes and asks. [Random] makes changes for
// tests of a store's own insides.
package graphtest
