// Package dna reads the files of Discourse Network Analyzer 2 and 3
// (https://github.com/leifeld/dna, dna/src/main/java/sql/Sql.java): SQLite databases
// of documents and of the statements that coders marked in them.
//
// # What becomes what
//
// A document becomes a Source with its text, its title, its date as published
// and its source as publisher. Author, section and type stand in the
// description; notes are the coders' own and stay out. The id of the source is
// the file's name and the document's number there, which is an identifier of the
// source too: source:hearings-3. So a document that the file no longer has is
// known to be of it ([File.Family]).
//
// A statement of a person, an organization, a concept and an agreement becomes:
//
//   - a Person, an Organization and a Position, whose name and statement are the
//     concept's words. DNA names all three by their words alone, so the same
//     words are the same entity, in every file: person:joel-bluestein.
//     The attribute Alias becomes an alias and Type the description.
//   - the stance: person HOLDS position, SUPPORTS where there is agreement and
//     OPPOSES where there is not. Agreement and disagreement of two persons are
//     what Parley derives agreesWith and conflictsWith from.
//   - person MEMBER_OF organization. The coder knows the speaker's organization,
//     the words seldom name it: the basis is INFERRED.
//
// All rest on the marked words as their quote. The holder of a stance is whom
// the coder names as speaking: the person, and the organization only where there
// is no person. That an organization holds what its people say is DNA's reading
// when it draws a network of organizations; in Parley the question makes that
// choice (compare with includeRepresentatives), not the data.
//
// The speaker is saidBy, the document's date saidWhen, the act SAID and the
// basis STATED. A stance has no period of its own: DNA says when it was voiced,
// not since when it is held.
//
// # Which statements
//
// Statements of each type that has the short texts concept and person or
// organization and a boolean agreement, as DNA's own type "DNA Statement" has;
// case does not matter. Statements of other types, such as a narrative's or an
// annotation, an agreement on a scale, and statements that lack a concept or an
// actor have no place in Parley: they are left out and counted ([File.Skipped]).
//
// # Places in the text
//
// DNA counts as Java does, in UTF-16 units of the text as its window shows it,
// in which each line ends with "\n". So "\r\n" and "\r" are read as "\n", and the
// units turned into code points.
//
// # Versions
//
// DNA 3 gives actors and concepts numbers (ENTITIES) and counts dates in seconds;
// DNA 2 tells them by their words (ATTRIBUTES) and counts in milliseconds. Files of
// another version are refused, as are those of DNA 1, which are XML.
//
// # Bounds
//
// Held in memory are the entities and one document at a time, of 16 MB at most.
// The file is opened for reading only and nothing is written beside it. A view,
// a virtual table or a computed column in the place of DNA's own is refused.
package dna
