package planning

import (
	"parley/graph"
)

// ValuePart is one part of a value that GraphQL shows as an object.
type ValuePart struct {
	Name string
	Part graph.Part
	Type string
	Doc  string
}

// PartsOf returns the parts of values of a type that can be read, filtered and
// ordered by; none where they are scalars.
func PartsOf(t graph.Type) []ValuePart {
	switch t {
	case graph.Date:
		return DateParts()
	case graph.Tally:
		return SupportParts()
	}
	return nil
}

// DateParts returns the parts of a date.
func DateParts() []ValuePart {
	return []ValuePart{
		{"text", graph.WhenText, "String", "The words of the source: \"Tuesday afternoon\"."},
		{"edtf", graph.WhenEDTF, "String", "The date in EDTF (ISO 8601-2), as far as it is known."},
		{"basis", graph.WhenBasis, "Basis", "INFERRED where the source does not print the date."},
		{"startEarliest", graph.StartEarliest, "Date", "The first day on which it may have begun; null is open."},
		{"startLatest", graph.StartLatest, "Date", "The last day on which it may have begun; null is open."},
		{"endEarliest", graph.EndEarliest, "Date", "The first day on which it may have ended; null is open."},
		{"endLatest", graph.EndLatest, "Date", "The last day on which it may have ended; null is open."},
	}
}

// SupportParts returns the parts of a support.
func SupportParts() []ValuePart {
	return []ValuePart{
		{"affirmed", graph.Affirming, "Int!", "How many principals affirm it."},
		{"denied", graph.Denying, "Int!", "How many principals deny it."},
		{"silent", graph.Staying, "Int!", "How many principals would not say."},
		{"publishers", graph.Publishing, "Int!", "How many publishers have what is said of it."},
	}
}
