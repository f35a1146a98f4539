package front

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestTies draws a line for who came and for who is to come, and none that says
// more than is known.
func TestTies(t *testing.T) {
	cases := []struct{ attendance, class string }{
		{"ATTENDED", "attended"}, {"EXPECTED", "planned"}, {"CONFIRMED", "planned"},
		{"DECLINED", ""}, {"ABSENT", ""}, {"UNKNOWN", ""}, {"", ""},
	}
	for _, c := range cases {
		t.Run(c.attendance, func(t *testing.T) {
			d := drawn1(t, fmt.Sprintf(`{"node": {"id": "person:a"}, "attendance": %q}, {"node": {"id": "person:b"}, "attendance": "ATTENDED"}`, c.attendance))
			got := ""
			for _, tie := range d.Ties {
				if tie.From.ID == "person:a" {
					got += tie.Class
				}
			}
			if got != c.class || len(d.Meetings()[0].Presences) != 2 {
				t.Errorf("%q is drawn as %q", c.attendance, got)
			}
		})
	}
}

// TestOnce draws who takes part in two capacities once.
func TestOnce(t *testing.T) {
	d := drawn1(t, `{"node": {"id": "person:a"}}, {"node": {"id": "person:a"}, "attendance": "ATTENDED"}, {"node": {"id": "person:b"}}`)
	if len(d.Ties) != 1 || d.Ties[0].Class != "attended" || len(d.Dots) != 3 {
		t.Errorf("%d ties, %d dots", len(d.Ties), len(d.Dots))
	}
}

// TestOthers says on a meeting's card that more took part than it lists.
func TestOthers(t *testing.T) {
	for _, more := range []bool{false, true} {
		d := drawn1(t, `{"node": {"id": "person:a"}}], "pageInfo": {"hasNextPage": `+fmt.Sprint(more)+`}, "more": [`)
		if got := d.Meetings()[0].Others; got != more {
			t.Errorf("more %v: others %v", more, got)
		}
	}
}

// drawn1 draws one meeting with the participants that some JSON says.
func drawn1(t *testing.T, participants string) *drawing {
	t.Helper()
	var data drawn
	text := `{"dated": {"nodes": [{"__typename": "Meeting", "id": "meeting:m", "status": "HELD", "participants": {"edges": [` + participants + `]}}]}}`
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return draw(standard(t), &data)
}
