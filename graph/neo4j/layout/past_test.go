package layout

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestPast shows from which day on a thing is known as it is now, and which versions
// of it are stored beside it.
func TestPast(t *testing.T) {
	first, second := graph.MakeDay(2025, 1, 10), graph.MakeDay(2025, 2, 10)
	version := func(from, until graph.Day, status string) Version {
		return Version{from, until, map[string]any{"status": status}}
	}
	tests := []struct {
		name     string
		versions []Version
		want     string
	}{
		{"never there", nil, "9999-12-31 []"},
		{"always as it is", []Version{version(graph.NoDay, graph.NoDay, "HELD")}, "-9999-01-01 []"},
		{"not there before", []Version{version(first, graph.NoDay, "HELD")}, "2025-01-10 []"},
		{"otherwise before", []Version{version(first, second, "SCHEDULED"), version(second, graph.NoDay, "HELD")},
			"2025-02-10 [map[knownFrom:2025-01-10 knownTo:2025-02-10 status:SCHEDULED]]"},
		{"not there any more", []Version{version(graph.NoDay, second, "HELD")},
			"9999-12-31 [map[knownFrom:-9999-01-01 knownTo:2025-02-10 status:HELD]]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			past := NewPast(tt.versions)
			if diff := cmp.Diff(tt.want, fmt.Sprint(past.KnownFrom, " ", past.Versions)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (past.Digest != nil) != (len(past.Versions) > 0) {
				t.Errorf("the digest is %v", past.Digest)
			}
		})
	}
}

// TestJudgedPast shows what is stored of what was known of a piece of evidence.
func TestJudgedPast(t *testing.T) {
	day := graph.MakeDay(2025, 1, 10)
	tests := []struct {
		name  string
		steps []JudgedStep
		want  string
	}{
		{"always the same", []JudgedStep{{From: graph.NoDay, Counts: true}}, "map[]"},
		{"the same again", []JudgedStep{{From: graph.NoDay, Counts: true}, {From: day, Counts: true}}, "map[]"},
		{"not known before", []JudgedStep{{From: graph.NoDay, Place: 1}, {From: day, Counts: true, Place: 1}}, "map[knownFrom:2025-01-10]"},
		{"then in another place", []JudgedStep{{From: graph.NoDay, Place: 1}, {From: day, Counts: true}},
			"map[judgedBy:[ ] judgedCounts:[false true] judgedFrom:[-9999-01-01 2025-01-10] judgedPlace:[1 0]]"},
		{"corrected later", []JudgedStep{{From: graph.NoDay, Counts: true}, {From: day, CorrectedBy: "x"}},
			"map[judgedBy:[ x] judgedCounts:[true false] judgedFrom:[-9999-01-01 2025-01-10] judgedPlace:[0 0]]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stored := map[string]any{}
			StoreJudged(tt.steps, stored)
			for name, v := range stored {
				if v == nil {
					delete(stored, name)
				}
			}
			if diff := cmp.Diff(tt.want, fmt.Sprint(stored)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
