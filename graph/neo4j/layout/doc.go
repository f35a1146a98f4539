// Package layout is what is stored in Neo4j, and how: names, the values of properties
// as the database has them, and the statements that create what Parley keeps. It
// works nothing out and asks nothing.
//
// # What is stored how
//
// A node has its kind as a label beside :Entity, and its properties by their
// names, and version, the digest of these. It also has folds, its folded name and
// aliases, name first, and statementFold, the folded statement, for look-ups and
// searches, and words, all of these as one text.
//
// An edge is a relationship of its type, with its id, its properties by their
// names, version, and quote, the words that count most for it. Before layout 4, the id
// of a state had its date as well, and there was an edge for each. What it refers to, such
// as capacity, is an id.
//
// A date is several properties: under its own name a word for it, and behind
// that name, in camelCase, Text, Edtf, Basis, After (ids), StartEarliest,
// StartLatest, EndEarliest and EndLatest (dates; absent where open).
// Identifiers are texts, "scheme:value".
//
// What follows from all statements about a node or an edge is stored with it: its
// verification; a support as numbers, supportAffirmed, supportDenied, supportSilent
// and supportPublishers; whether a state is current. Periods are lists side by side,
// periodsStartEarliest, periodsStartLatest, periodsEndEarliest, periodsEndLatest and
// periodsStatements, the places of their statements as a text; so is the course of
// a claim, courseFrom, courseVerification, courseAffirmed and so on. In these lists
// a day that is open is -9999-01-01 or 9999-12-31.
//
// What no statement that counts supports is absent: true. Such a node has another label
// in place of that of its kind, Meeting_WAS. Such an edge, and each that ends at such a
// node, is a relationship of another type, HOLDS_WAS in place of HOLDS. A question that
// does not know of these does not meet them.
//
// An edge, and a node of which evidence tells, has knownFrom, the day from which on it was
// known as it is now: -9999-01-01 if always, 9999-12-31 if it is absent. What it was
// known as on earlier days, where that is otherwise, are relationships of a third type,
// HOLDS_THEN, with the edge's id and its properties then, or nodes :Then to which a
// relationship THEN leads, with the node's id and those of its properties that evidence
// can set or that follow from it. They are known from the day knownFrom on, until the
// one before knownTo; past, of the edge or node itself, is a digest of all of them. Almost
// nothing has any, and only a question of what was known on a day meets them. Evidence
// has knownFrom too, before which it does not count; where more was known of it, lists
// side by side say from which day on what was: judgedFrom, judgedCounts, judgedPlace and
// judgedBy, of ids or "".
//
// A piece of evidence is a node :Evidence with its properties by their names; source,
// saidBy, saidFor and saidAt are ids, corrects a list of ids. subject is the id of what it is for, factKind its
// kind or type, factFrom and factTo an edge's ends; says is a JSON text;
// words is its folded quote; load and seq are its load and its place there. It has
// what becomes of it among all evidence for its subject: place, in their order, and
// correctedBy, the id of the last that corrects it; principal, for whom it votes on
// its subject, and claimant, for whom it votes on the claim that it speaks to. An
// id that it has for a property such as capacity is also its saysCapacity. Where
// it was put with ids that mean others since, written has these, as JSON.
//
// What a source states of a node is a relationship (:Source)-[:STATES]->(node)
// with load and props, a JSON text, and with as, the id that it is stated under,
// where that means the node; kept words of a source that is gone are kept, a JSON
// text of the node itself. A source has loaded, its place in the order of
// loading, and swept, the load that was ended last.
//
// One node :ParleyMeta, by the name of parley, is what a transaction that writes
// locks first, so that there is one at a time, whichever process it is of. Its
// sources counts the sources that were ever loaded, merges the ids that mean
// others, revision the Applies that wrote; born is a name of the database. Its
// layout and folds are the versions of what is stored how and of the text
// folding; while a migration to these is under way, fromLayout, fromFolds, step,
// after, skip, done and of are how far it has come. Another :ParleyMeta, by the
// name of settled, has the last revision all of which is known to be visible.
//
// An id that means another is a node :ParleyMerged with id and into. A node
// :ParleyOnce has the key of an Apply that is made once, and what it made.
package layout
