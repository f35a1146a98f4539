// Package explore answers questions about the graph as a whole: what lies
// around some nodes ([Explorer.Subgraph]), what one is tied to, page by page
// ([Explorer.Neighbours]), what ties some to each other ([Explorer.EdgesAmong]), how
// two are connected ([Explorer.Paths]), what happened in order ([Explorer.Timeline]),
// who is tied to whom and how strongly ([Explorer.Network]), what changed between two
// days of the world ([Explorer.Changes]) or of knowledge ([Explorer.Learned]), on what
// those who speak differ ([Explorer.Disagreements]), what a reader may mean by some
// letters ([Explorer.Suggest]), and whom a text names ([Explorer.Mentions]).
//
// All are written once, above [graph.Reader], so that every store answers them
// alike. Package exploretest holds stores against plain textbook searches.
package explore
