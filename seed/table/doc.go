// Package table reads data that people keep in spreadsheets: CSV files, with a
// mapping that says what their rows mean. New data needs a new mapping and no
// code.
//
// # The mapping
//
// A mapping is a YAML file beside its CSV files. It says what the source is and,
// table by table, which nodes and which facts each row makes:
//
//	source:
//	  id: source:harbour-calls
//	  title: Calls at the harbour office
//	  publisher: Harbour Office
//
//	tables:
//	  - file: calls.csv
//	    delimiter: ;
//	    locator: calls.csv no. {no}
//	    where: {state: {not: cancelled}}
//	    let:
//	      day: {from: '{date}', date: D.M.YYYY}
//	      land: {from: '{from}', lookup: lands.csv, key: land, delimiter: ','}
//	      kind: {from: '{how}', values: {sat: TALKS, came by: VISIT}}
//	      call: meeting:{day}-harbour-{no}
//	    entities:
//	      - {id: '{call}', name: 'Call no. {no}'}
//	      - {id: 'country:{land.code|lower}', name: '{from}', iso: '{land.code}'}
//	    facts:
//	      - {fact: '{call}', status: HELD, format: '{kind}', when: '{day}'}
//	    each:
//	      - part: who
//	        from: '{guests}'
//	        split: [', ', ' and ']
//	        let:
//	          named: {from: '{who}', match: '^(?:Minister|Consul) (?P<name>.+)'}
//	          person: person:{named.name|slug}
//	        entities:
//	          - {id: '{person}', name: '{named.name}', description: 'Guest from {from}'}
//	        facts:
//	          - fact: '{person} PARTICIPATED_IN {call}'
//	            attendance: ATTENDED
//	            onBehalfOf: country:{land.code|lower}
//
// with this calls.csv:
//
//	no;date;from;guests;how;state
//	7;1.12.2025;Norway;Minister Anna Berg and two sailors;sat;held
//	8;2.12.2025;Norway;Consul Carl Dahl;came by;cancelled
//
// and this lands.csv:
//
//	land,code
//	Norway,NO
//
// Row 7 becomes a meeting and one participant: the sailors have no name, so
// {named} is empty, and what its id is empty of is not made.
//
// # Templates
//
// A text may have names in braces: {no} is a column or a variable, {land.code} a
// column of a row that was looked up, or a named group of what a pattern found.
// {name|slug} makes a word for ids of it; |lower and |upper change its letters.
// A text in which a name is empty is empty, unless the name has a question mark,
// {name?}. An empty property is left out; an entity or a fact with an empty id
// is not made; rows that make nothing at all are counted ([Mapping.Skipped]). A
// brace itself is written {{ or }}. In YAML, a text that begins with a brace stands
// in single quotes.
//
// # Variables
//
// let names texts, each of which may use those above it. Beside a template, a
// variable is one of these, and is empty unless its conditions (where) hold:
//
//	{text: '{start}', where: {end: '{start}'}}         a template with conditions
//	{first: ['{a}', '{b}']}                            the first that is not empty
//	{from: '{a}', values: {x: X, y: Y}}                a table of values
//	{from: '{a}', lookup: file.csv, key: column}       the row of a second file
//	{from: '{a}', match: 'pattern'}                    what a pattern finds
//	{from: '{a}', replace: 'pattern', with: ''}        the text with what a pattern finds replaced
//	{from: '{a}', date: [D.M.YYYY, MMMM YYYY]}         a date of such a form, as EDTF
//
// A value that no table, file or form has is a problem of its row, unless else
// says what stands for it. Patterns are Go's regular expressions; one that is
// written as a block (|) may go over several lines, whose ends do not count.
//
// # Conditions
//
// where says for which rows, parts, variables, entities and facts something
// counts. All of its conditions must hold: {role: president}, {role: [a, b]},
// {role: {not: a}}, {remarks: {matches: 'pattern'}}, {remarks: {lacks: 'pattern'}},
// {ended: {given: true}}.
//
// # Entities and facts
//
// An entity has an id and its editorial properties, a fact is "{from} EDGE {to}"
// or a node's id, with the other properties, all named as the corpus has them
// (package seed). A date is EDTF, or a mapping of edtf, text, after and basis. A
// fact's evidence is where it stands: its own locator, or the table's, or the
// file and line. act is REPORTED and basis STATED where they are not said. What
// holds for no row alone, such as an office, stands in entities and facts beside
// source. An entity that several rows make stands as the first of them has it.
//
// each makes a block once for each part of a text: split says what is between
// the parts, find is a pattern of what they are. It may have variables,
// conditions, entities, facts and further parts of its own.
//
// # Files
//
// A CSV file is UTF-8, its first line names the columns, and white space around
// a cell does not count. Tables are read row by row; look-up files are held in
// memory, 16 MB together at most. A row has at most 1 MB, and makes at most 16 MB
// of text, in which a part counts as 1 KB, and 20,000 changes. All files are in the
// mapping's folder. YAML's anchors, aliases, merge keys and tags are not part of
// the format.
package table
