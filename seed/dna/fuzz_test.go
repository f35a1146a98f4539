package dna

import (
	"os"
	"testing"

	"parley/graph"
	"parley/seed"
)

// Whatever bytes a file has, reading it gives rows that the model takes, or
// problems, or an error.
func FuzzFile(f *testing.F) {
	m := standard(f)
	for _, more := range []string{"", toVersion2} {
		raw, err := os.ReadFile(makeFile(f, []string{"a\r\nb", "", harbour}, []coding{{3, "öffnet", "Anna", "Port", "x > 5", 1}}, more))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := Open(t.Context(), write(t, "harbour.dna", raw), Options{})
		if err != nil {
			return
		}
		defer file.Close()
		err = file.Rows(t.Context(), checkRow(t, m))
		if err != nil && graph.CodeOf(err) != graph.BadInput {
			t.Errorf("not a refusal: %v", err)
		}
	})
}

// Whatever the values are, so it is.
func FuzzValues(f *testing.F) {
	m := standard(f)
	f.Add(harbour, int64(0), int64(5), "Anna Berg", "", "A tax > 5%", int64(1), int64(1764633600))
	f.Add("a\r\nb", int64(-1), int64(1<<62), "\xff", "\x00", "\u0301 \u200b", int64(2), int64(-1<<63))
	f.Add("", int64(0), int64(0), "각", "각", "½ ﷺ", int64(0), int64(1<<41))
	f.Fuzz(func(t *testing.T, text string, start, stop int64, person, organization, concept string, agreement, date int64) {
		path := makeFile(t, nil, nil)
		fill(t, path, text, start, stop, person, organization, concept, agreement, date)
		if err := mustOpen(t, path).Rows(t.Context(), checkRow(t, m)); err != nil {
			t.Error(err)
		}
	})
}

// checkRow fails where a row is neither right nor has a problem.
func checkRow(t *testing.T, m *graph.Model) func(seed.Row) bool {
	return func(r seed.Row) bool {
		if (r.Problem == nil) == (len(r.Changes) == 0) || r.Problem != nil && r.Problem.Message == "" {
			t.Errorf("a row has changes or a problem: %+v", r)
		}
		for _, c := range r.Changes {
			if _, err := m.Check(c); err != nil {
				t.Error(err)
			}
		}
		return true
	}
}
