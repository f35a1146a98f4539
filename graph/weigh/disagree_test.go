package weigh_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/weigh"
)

// TestDisagreements tells on what principals differ, of what they say of a meeting.
func TestDisagreements(t *testing.T) {
	props := model(t).Kind("Meeting").Props()
	type said struct {
		principal string
		values    map[string]graph.Value
		polarity  graph.Polarity
	}
	value := func(property string, v graph.Value) map[string]graph.Value {
		return map[string]graph.Value{property: v}
	}
	for _, test := range []struct {
		name       string
		statements []said
		want       []string
	}{
		{"nobody says anything", nil, nil},
		{"one changes its mind", []said{{"a", value("status", "SCHEDULED"), graph.Affirms}, {"a", value("status", "EXPECTED"), graph.Affirms}}, nil},
		{"two plans", []said{{"a", value("status", "SCHEDULED"), graph.Affirms}, {"b", value("status", "CANCELLED"), graph.Affirms}},
			[]string{"status: CANCELLED [b] [1]; SCHEDULED [a] [0]"}},
		{"a plan and what occurred", []said{{"a", value("status", "SCHEDULED"), graph.Affirms}, {"b", value("status", "HELD"), graph.Affirms}}, nil},
		{"two that occurred, beside a plan", []said{{"a", value("status", "ONGOING"), graph.Affirms}, {"b", value("status", "HELD"), graph.Affirms}, {"c", value("status", "SCHEDULED"), graph.Affirms}},
			[]string{"status: HELD [b] [1]; ONGOING [a] [0]"}},
		{"one does not know", []said{{"a", value("status", "UNKNOWN"), graph.Affirms}, {"b", value("status", "HELD"), graph.Affirms}}, nil},
		{"who denies gives no value", []said{{"a", value("mode", "PHONE"), graph.Denies}, {"b", value("mode", "VIRTUAL"), graph.Affirms}}, nil},
		{"two against one", []said{{"a", value("mode", "PHONE"), graph.Affirms}, {"b", value("mode", "VIRTUAL"), graph.Affirms}, {"c", value("mode", "PHONE"), graph.Affirms}},
			[]string{"mode: PHONE [a c] [0 2]; VIRTUAL [b] [1]"}},
		{"dates that may be one", []said{{"a", value("when", date("2031-05")), graph.Affirms}, {"b", value("when", date("2031-05-08")), graph.Affirms}}, nil},
		{"dates of which two cannot", []said{{"a", value("when", date("2031-05")), graph.Affirms}, {"b", value("when", date("2031-05-08")), graph.Affirms}, {"c", value("when", date("2031-05-09")), graph.Affirms}},
			[]string{"when: 2031-05-08 [b] [1]; 2031-05-09 [c] [2]"}},
		{"what is no vote is nobody's word", []said{{"", value("mode", "PHONE"), graph.Affirms}, {"b", value("mode", "VIRTUAL"), graph.Affirms}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var statements []weigh.Statement
			for n, s := range test.statements {
				st := weigh.Statement{Principal: s.principal, Polarity: s.polarity, Precedence: graph.Precedence{Seq: n}}
				for property, v := range s.values {
					st.Says = append(st.Says, graph.Said{Property: property, Value: v})
				}
				statements = append(statements, st)
			}
			var got []string
			for _, d := range weigh.Disagreements(props, statements) {
				line := d.Property + ":"
				for i, s := range d.Sides {
					if i > 0 {
						line += ";"
					}
					line += fmt.Sprint(" ", graph.Print(s.Value), " ", s.Principals, " ", s.Statements)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
