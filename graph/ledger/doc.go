// Package ledger has the rules of a change: what becomes of a graph when the
// changes of one Apply are made. They are the same for every store and look
// at nothing but what the store shows them.
//
// A store takes part as a [Graph], which finds, adds and takes away nodes,
// edges and pieces of evidence, however it holds them. The [Ledger] takes an
// Apply through these steps; between them a store that reads from afar reads
// what the next one looks at:
//
//   - [Check] holds each change against the model alone;
//   - [Ledger.Resolve] puts the ids that are meant in place of those that were
//     merged into others;
//   - [Ledger.Take] makes the changes, one after the other;
//   - [Ledger.ClearBared] takes away nodes left without the evidence that their
//     kind needs;
//   - [Ledger.Redate] has what rests on a source weighed again where its date
//     changed;
//   - [Ledger.FinishEdges] and [Ledger.FinishNodes] set the values of what was
//     touched from what supports them, take away what nothing holds, and count
//     what changed.
package ledger
