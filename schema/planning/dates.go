package planning

import (
	"parley/graph"
)

// DatePart is one part of a date as GraphQL shows it.
type DatePart struct {
	Name string
	Part graph.Part
	Type string
	Doc  string
}

// DateParts returns the parts of a date that can be read, filtered and ordered by.
func DateParts() []DatePart {
	return []DatePart{
		{"text", graph.WhenText, "String", "The words of the source: \"Tuesday afternoon\"."},
		{"edtf", graph.WhenEDTF, "String", "The date in EDTF (ISO 8601-2), as far as it is known."},
		{"basis", graph.WhenBasis, "Basis", "INFERRED where the source does not print the date."},
		{"startEarliest", graph.StartEarliest, "Date", "The first day on which it may have begun; null is open."},
		{"startLatest", graph.StartLatest, "Date", "The last day on which it may have begun; null is open."},
		{"endEarliest", graph.EndEarliest, "Date", "The first day on which it may have ended; null is open."},
		{"endLatest", graph.EndLatest, "Date", "The last day on which it may have ended; null is open."},
	}
}
