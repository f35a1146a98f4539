// Package seed reads sources that people wrote down: the corpus format, its
// loader and its checks, and the article that Parley ships.
//
// # The format
//
// A folder is a source. Its text.txt is the source's text, exactly as it was
// published; a source that is a data set has none. Its facts.yaml says what the
// source is, what its facts are about, and, block by block, the facts with the
// words that say so:
//
//	source:
//	  id: source:harbour-note
//	  title: Two ministers meet in Oslo
//	  publisher: Example Gazette
//	  published: 2025-12-02
//
//	entities:
//	  - id: person:anna-berg
//	    name: Anna Berg
//	    aliases: [Berg]
//	    identifiers: [{scheme: wikidata, value: Q0}]
//	  - id: person:carl-dahl
//	    name: Carl Dahl
//	  - id: country:no
//	    name: Norway
//	    iso: NO
//	  - id: meeting:2025-12-01-oslo
//	    name: Oslo meeting
//	  - id: position:harbour-reopens
//	    name: Reopening of the harbour
//	    statement: The harbour reopens
//
//	facts:
//	  - fact: meeting:2025-12-01-oslo
//	    status: HELD
//	    when: {text: Monday, edtf: 2025-12-01, basis: INFERRED}
//	    quote: Anna Berg met Carl Dahl in Oslo on Monday
//	  - fact: person:anna-berg PARTICIPATED_IN meeting:2025-12-01-oslo
//	    attendance: ATTENDED
//	    onBehalfOf: country:no
//	    quote: Norway’s Anna Berg met Carl Dahl
//	  - fact: person:carl-dahl PARTICIPATED_IN meeting:2025-12-01-oslo
//	    attendance: ATTENDED
//	    quote: Anna Berg met Carl Dahl
//	  - fact: position:harbour-reopens
//	    quote: must reopen
//	    prefix: She said the harbour
//	    saidBy: person:anna-berg
//	    act: SAID
//	  - fact: person:anna-berg HOLDS position:harbour-reopens
//	    stance: SUPPORTS
//	    quote: She said the harbour must reopen
//	    saidBy: person:anna-berg
//	    saidAt: meeting:2025-12-01-oslo
//	    act: SAID
//
// with this text.txt:
//
//	Norway’s Anna Berg met Carl Dahl in Oslo on Monday. Both agree that trade must reopen.
//	She said the harbour must reopen as well.
//
// Which kinds, edges and properties there are, and which values they take, is
// the model's to say ([graph.Standard]); corpus.schema.json, which go generate
// makes from it, lets an editor complete them. Beyond the model:
//
//   - An id is a kind, a colon and a readable word: person:anna-berg. An entity
//     is declared once in a folder. Ids that an earlier source declared may be
//     used as they are.
//   - Editorial properties (name, aliases, iso, …) stand with the source or the
//     entity; all others in a fact. A source's name is its title where it has
//     no other.
//   - A fact is a node's id, or "from EDGE to". Beside its own properties it
//     takes a quote, or a locator where the source is a data set; saidBy,
//     saidFor, saidWhen and saidAt; corrects, the id of a source that is wrong about
//     it, or a list of these, which need not be loaded; act, which is REPORTED if
//     left out, and basis, which is STATED. Kinds that need evidence, such as
//     meetings and claims, need a fact of their own, though it may have no
//     properties.
//   - In the place of fact, says has what two sentences in three say: who is for or
//     against what, or claims, confirms or denies it. "says: person:anna-berg
//     SUPPORTS position:harbour-reopens" is a stance on what is declared already;
//     with a statement in quotation marks, 'says: person:anna-berg SUPPORTS "The
//     harbour reopens"', the block declares that too, by an id that the statement
//     makes or one that stands before it. The verbs are the values of stance, and
//     of whatever else leads from an actor to what has a statement. The block
//     stands for several facts with the same words: the edge, one to each id of
//     about, and, where what is said has no fact of its own in the folder, that
//     fact. Who says it is saidBy, and act is the verb where it is one of saying,
//     else SAID, unless the block has others; with act: REPORTED the source itself
//     tells it, and nobody is saidBy. What is denied or not confirmed is SAID to
//     be there and to be about its matter, and what it corrects is the edge alone.
//   - A quote stands in the text letter by letter. One that stands there more
//     than once is told apart by a prefix or suffix, the words directly before
//     or after it; the white space between does not count.
//   - A date is EDTF, such as 2025-12-01, 2025-11 or 2025-11-24/2025-11-30, or a
//     mapping of text (the words), edtf, after (ids that it came after) and
//     basis: INFERRED where the source does not print the date.
//   - YAML's anchors, aliases, merge keys, tags and further documents are not
//     part of the format. A value that is null or left empty is not given. A
//     block text (| or >) loses the line breaks at its end.
//
// Both files are UTF-8, of 16 MB at most. A byte order mark is dropped and
// "\r\n" read as "\n", so that a text gives the same offsets wherever it was
// saved.
//
// # Imports
//
// Data of other formats, which packages under this one read, comes in by an
// [Import]: it is read twice, held against the model, the file and the store
// first, and then loaded, so that a file comes in as a whole or not at all. An
// archive is not opened: what is packed is unpacked first.
package seed

//go:generate go run ./schemagen corpus.schema.json
