// Package ndjson writes and reads changes of a graph as lines of JSON, one change
// a line (newline-delimited JSON, https://github.com/ndjson/ndjson-spec). What a
// store tells of itself as changes is so its export, and moves to any other store.
//
// # The format
//
// The first line names the format and its version:
//
//	{"format":"parley changes","version":1}
//
// Each other line is an object with one key, the sort of change. A source, what
// it states and what it says:
//
//	{"putNode":{"source":"source:note","load":"1","id":"source:note","props":{"name":"A note","text":"Ann met Bo on Monday."}}}
//	{"putNode":{"source":"source:note","load":"1","id":"person:ann","props":{"aliases":["Annie"],"identifiers":[{"scheme":"wikidata","value":"Q0"}],"name":"Ann"}}}
//	{"putNode":{"source":"source:note","load":"1","id":"meeting:talk","props":{"name":"The talk"}}}
//	{"putEvidence":{"source":"source:note","load":"1","fact":{"node":"meeting:talk"},"says":{"status":"HELD","when":{"text":"Monday","edtf":"2025-12-01","basis":"INFERRED"}},"quote":"met Bo on Monday","start":4,"end":20,"seq":1,"act":"REPORTED","basis":"STATED"}}
//	{"putEvidence":{"source":"source:note","load":"1","fact":{"edge":"PARTICIPATED_IN","from":"person:ann","to":"meeting:talk"},"says":{"attendance":"ATTENDED"},"quote":"Ann met","end":7,"seq":2,"act":"REPORTED","basis":"STATED"}}
//	{"sweep":{"source":"source:note","load":"1"}}
//
// An id that means another node since a merge, or, without into, itself again:
//
//	{"merge":{"id":"person:annie","into":"person:ann"}}
//
// Those that take away, which an export has as far as it needs them:
//
//	{"unstate":{"source":"source:note","id":"person:ann"}}
//	{"retract":{"id":"PARTICIPATED_IN person:ann meeting:talk"}}
//	{"dropSource":{"source":"source:note"}}
//
// Which kinds, edges and properties there are, and which values they take, is
// the model's to say. props are editorial properties of a node; says and, within
// the fact of an edge, identity are what the evidence says. A text, an id and a
// value of an enum are strings; a number and a flag are JSON's own; a list of
// texts is a list; identifiers are objects of scheme and value. A date has text,
// the words, edtf, after, the ids that it came after, and basis: STATED, which
// it is if left out, or INFERRED; start and end of a quote are code points.
//
// Exports of earlier versions have the date of a state in the identity of its edge. It
// is read as what the evidence says.
//
// What is left out is not given. What the format does not have, a name that
// stands twice in an object, bad UTF-8 and NUL are refused, and null stands for
// nothing. A line has at most 97 MB: a source's text of 16 MB, each character of
// which is escaped.
package ndjson
