package ftm

import (
	"strings"
	"testing"

	"parley/graph/memory"
	"parley/seed"
)

// Whatever stands in a file, its rows are right or have a problem with a place,
// and an empty store takes them, the second time without a change.
func FuzzRows(f *testing.F) {
	m := standard(f)
	f.Add(strings.Join(append(people,
		line("x", "Occupancy", "holder=a", "post=m", "startDate=2019-03", "endDate=2021"),
		line("y", "Family", "person=a", "relative=b", "relationship=son"),
		line("z", "Membership", "member=a", "organization=o", "role=x"),
		line("e", "Event", "name=Talks", "date=2025-12-02T10", "involved=a", "organizer=o", "location=Oslo", "location=OSLO")), "\n"))
	f.Add(line("각", "Person", "name=각", "name=½ ﷺ\u200b") + "\n" + line("\u0301", "Position", "name=\u0301", "country=su"))
	f.Add("{\"id\": \"a\", \"schema\": \"Person\", \"properties\": {\"name\": [null, \"\\ud800\"]}}\n\xff\n\x00")
	f.Fuzz(func(t *testing.T, text string) {
		file := ofText(text)
		store := memory.New(m)
		for round := range 2 {
			err := file.Rows(t.Context(), func(r seed.Row) bool {
				if r.Problem != nil && len(r.Changes) > 0 {
					t.Errorf("a row has changes and a problem: %+v", r)
				}
				if p := r.Problem; p != nil && (p.Message == "" || p.Line < 1 || p.Column < 1 || p.Line > strings.Count(text, "\n")+1) {
					t.Errorf("no such place: %v", p)
				}
				done, err := store.Apply(t.Context(), r.Changes)
				if err != nil || round > 0 && done.Changed() {
					t.Errorf("round %d: %+v %v", round, done, err)
				}
				return true
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}
