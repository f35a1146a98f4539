package explore_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/explore"
)

// TestTimelinePages cuts pages out of a timeline. Graphs are written as for
// TestPlacement; a key that is asked for is that of an entry of the graph.
func TestTimelinePages(t *testing.T) {
	const meetings = "a 2025-01-01, b, c 2025-01-03, d 2025-01-03, e, b < a" // in this order; e is UNPLACED
	tests := []struct {
		sentence, after, before string
		limit                   int
		backward                bool
		want                    string
		more                    bool
	}{
		{"the first", "", "", 2, false, "a b", true},
		{"the last", "", "", 2, true, "d e", true},
		{"all, forwards", "", "", 5, false, "a b c d e", false},
		{"all, backwards", "", "", 5, true, "a b c d e", false},
		{"none, forwards", "", "", 0, false, "", true},
		{"none, backwards", "", "", 0, true, "", true},
		{"behind an entry", "b", "", 2, false, "c d", true},
		{"behind the last", "e", "", 2, false, "", false},
		{"before an entry", "", "d", 2, true, "b c", true},
		{"before the first", "", "a", 2, true, "", false},
		{"the first before an entry", "", "d", 2, false, "a b", true},
		{"the last behind an entry", "b", "", 2, true, "d e", true},
		{"between two", "a", "d", 5, false, "b c", false},
		{"between two in the wrong order", "d", "a", 5, true, "", false},
	}
	x, q := written(t, meetings), explore.TimelineQuery{Entities: []string{"person:ann"}, Kinds: []string{"Meeting"}}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			cut := explore.Cut[explore.TimelineKey]{After: keyIn(t, x, q, tt.after), Before: keyIn(t, x, q, tt.before), Limit: tt.limit, Backward: tt.backward}
			p, err := x.TimelinePage(context.Background(), q, cut)
			if err != nil {
				t.Fatal(err)
			}
			if got := meetingsOf(p.Items); got != tt.want || p.More != tt.more || p.Total != 5 {
				t.Errorf("%q of %d, more %v; want %q, more %v", got, p.Total, p.More, tt.want, tt.more)
			}
		})
	}
}

// TestTimelinePagesStay goes on from an entry that is no longer there.
func TestTimelinePagesStay(t *testing.T) {
	q := explore.TimelineQuery{Entities: []string{"person:ann"}, Kinds: []string{"Meeting"}}
	key := keyIn(t, written(t, "a 2025-01-01, b 2025-01-02, c 2025-01-03"), q, "b")
	x := written(t, "0 2025-01-02, a 2025-01-01, bb 2025-01-02, c 2025-01-03")
	for want, cut := range map[string]explore.Cut[explore.TimelineKey]{
		"bb c": {After: key, Limit: 10}, "a 0": {Before: key, Limit: 10, Backward: true},
	} {
		p, err := x.TimelinePage(context.Background(), q, cut)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, meetingsOf(p.Items)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// keyIn returns the key of a meeting in a timeline; nil of "".
func keyIn(t *testing.T, x *explore.Explorer, q explore.TimelineQuery, name string) *explore.TimelineKey {
	t.Helper()
	if name == "" {
		return nil
	}
	entries, err := x.Timeline(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(entries, func(e explore.Entry) bool { return e.ID == "meeting:"+name })
	if i < 0 {
		t.Fatalf("%s is no entry", name)
	}
	return &entries[i].Key
}

func meetingsOf(entries []explore.Entry) string {
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimPrefix(e.ID, "meeting:"))
	}
	return strings.Join(names, " ")
}
