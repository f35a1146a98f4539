// Package graph says what Parley's graph is and what can be asked of it.
//
// The model ([Standard], one declared table) names the kinds, edges and
// properties. A [Plan] is one question: a [List] of rows with typed slots and
// whatever lists hang below them. A [Store] answers plans and takes changes.
// The package imports nothing else of Parley; every other package imports it.
//
// # Glossary
//
//	actor        a person, a country or an organization: who meets, holds stances, speaks
//	apply        a transaction: all of its changes are made, or none (Store.Apply)
//	as of        the graph as it was on a day of the world ([AsOf])
//	derived      a relation that is worked out and not stored ([Derived])
//	choice       which ties of a derived relation a question asks for ([Choice])
//	editorial    what a source states without a quote: names, aliases, descriptions
//	evidence     the words that say so: a quote or a locator, who said it, for whom, where, when ([Evidence])
//	fact         what a piece of evidence is for: a node or an edge ([Fact])
//	hub          the node in which the two edges of a derived pair end: the meeting of two who met
//	identity     the properties of an edge that are part of its id; ids of before, with more, name it still ([Model.CurrentID])
//	kind, edge   a type of node, and a type of relationship between nodes ([Kind], [Edge])
//	load         one reading of a source; the next one replaces all that it said (Sweep)
//	link         a way from an object to many others ([Link])
//	merge        two ids that mean one node, until that is taken back ([Merge])
//	period       when a state held, as its statements bound it ([Period])
//	plan         one question, compiled: typed slots, filters, orders, pages ([Plan])
//	precedence   which of several pieces of evidence for one value counts ([Precedence])
//	polarity     whether a statement affirms what it is about, denies it, or is silent ([Polarity])
//	principal    for whom a voice speaks: each has one vote on what is said (package weigh)
//	role         what an entry of the model is to Parley, whatever its name ([Role])
//	source       a text or a data set that says things; a unit of loading
//	state        what is said of a node by a source, editorially ([PutNode])
//	statement    a piece of evidence, as it is weighed against others for one subject (package weigh)
//	strength     how well something is verified, to be compared ([Strength])
//	version      a digest that changes when the values, or the evidence, do ([Version])
//	via          what a derived pair rests on: the hub with both edges
package graph
