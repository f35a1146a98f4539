// Package dossier writes an answer with all that it takes to check it without the
// graph that it came from, and checks what was written.
//
// A [Dossier] has a question and its answer, every subject (a node or an edge) that the
// answer shows or rests on, all statements about these, also those that speak against
// them or no longer count, the words of the sources, and why all is as it is. It is
// made in steps:
//
//	trace    the question is asked with ids beside all that it selects
//	read     the statements about these, and about what is weighed with them, are read
//	         through the store's ordinary Reader
//	weigh    from the statements alone follows what holds of each subject, by the
//	         rules that stores use: [graph/ledger] on the dossier as the graph
//	write    one page of HTML, readable without a script, with the same as JSON inside
//
// [Verify] goes the other way. It finds the quotes in the texts, weighs the statements
// again and compares what comes of it with what the dossier says of each subject, and
// that with the answer: the properties of nodes, edges and statements, verification,
// support, periods and reasons, and how well verified ties are. What a graph alone can
// tell, it cannot: that nothing is missing from the answer or from what is said, how much
// there is of something, and that the sources' texts and the editorial names of things are
// those of the graph.
package dossier
