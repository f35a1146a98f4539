// Package editor looks over data as an editor does: at what the model allows and
// is still likely a slip of whoever coded it. What it finds are warnings, which
// keep nothing from being loaded.
//
// It warns of
//
//   - a quote for an edge that names neither end. A word of a name, an alias or a
//     statement names what has it: "Holt" is Arne Holt;
//   - a quote of one or two words for a fact that says something. What only joins
//     two things, such as a topic to what is about it, needs no more than a name;
//   - a quote on more than three nodes and edges. What one block of facts.yaml
//     says counts once, and so do several facts for one edge;
//   - a negation, or a word of what is planned, in the quote for what occurred;
//   - a denial, or a silence, that gives values, which it does not set;
//   - what occurred and was called off further down, without a date;
//   - an undated state that another statement of the source contradicts;
//   - what a spokesperson of several bodies, or of none that is named, says without
//     saidFor;
//   - an entity that another source states with other editorial values: the
//     first ones stay.
//
// Which values say that something occurred, was called off or is denied, and what
// is a state, the model declares. Words are those of English.
package editor
