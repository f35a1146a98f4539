package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/explore"
)

// sidesOf returns a disagreement as a line.
func sidesOf(d explore.Disagreement) string {
	var sides []string
	for _, s := range d.Sides {
		var by []string
		for _, id := range s.Evidence {
			source, _ := graph.SourceOf(id)
			by = append(by, source)
		}
		sides = append(sides, fmt.Sprintf("%s %v in %v by %v", s.Value, s.Principals, s.Publishers, by))
	}
	return d.ID + " " + d.Property + ": " + strings.Join(sides, "; ")
}

func TestDisagreements(t *testing.T) {
	said := func(publisher string, says ...string) told {
		return told{published: "2031-05-10", publisher: publisher, says: says}
	}
	for _, test := range []struct {
		name    string
		sources []told
		query   explore.DisagreementsQuery
		asOf    string
		want    []string
	}{
		{"all agree", []told{said("Herald", "meeting:m status=HELD"), said("Mail", "meeting:m status=HELD")}, explore.DisagreementsQuery{}, "", nil},
		{"votes", []told{
			said("Herald", "meeting:m status=HELD", "PARTICIPATED_IN person:a meeting:m attendance=ATTENDED"),
			said("Mail", "PARTICIPATED_IN person:a meeting:m act=DENIED by=person:a"),
		}, explore.DisagreementsQuery{}, "", []string{
			"PARTICIPATED_IN person:a meeting:m verification: AFFIRMS [herald] in [Herald] by [source:1]; DENIES [person:a] in [Mail] by [source:2]",
		}},
		{"who came, and who did not", []told{
			said("Herald", "meeting:m status=HELD", "PARTICIPATED_IN person:a meeting:m attendance=ATTENDED"),
			said("Mail", "PARTICIPATED_IN person:a meeting:m attendance=ABSENT"),
		}, explore.DisagreementsQuery{}, "", []string{
			"PARTICIPATED_IN person:a meeting:m attendance: ABSENT [mail] in [Mail] by [source:2]; ATTENDED [herald] in [Herald] by [source:1]",
			"PARTICIPATED_IN person:a meeting:m verification: AFFIRMS [mail] in [Mail] by [source:2]; DENIES [herald] in [Herald] by [source:1]",
		}},
		{"what is planned, and what occurred", []told{said("Herald", "meeting:m status=SCHEDULED"), said("Mail", "meeting:m status=HELD")}, explore.DisagreementsQuery{}, "", nil},
		{"two plans", []told{said("Herald", "meeting:m status=SCHEDULED"), said("Mail", "meeting:m status=EXPECTED")}, explore.DisagreementsQuery{}, "", []string{
			"meeting:m status: EXPECTED [mail] in [Mail] by [source:2]; SCHEDULED [herald] in [Herald] by [source:1]",
		}},
		{"what one does not know", []told{said("Herald", "meeting:m status=HELD mode=UNKNOWN"), said("Mail", "meeting:m status=HELD mode=PHONE")}, explore.DisagreementsQuery{}, "", nil},
		{"dates that can overlap", []told{said("Herald", "meeting:m status=HELD when=2031-05"), said("Mail", "meeting:m status=HELD when=2031-05-08")}, explore.DisagreementsQuery{}, "", nil},
		{"dates that cannot", []told{said("Herald", "meeting:m status=HELD when=2031-05-07"), said("Mail", "meeting:m status=HELD when=2031-05-08")}, explore.DisagreementsQuery{}, "", []string{
			"meeting:m when: 2031-05-07 [herald] in [Herald] by [source:1]; 2031-05-08 [mail] in [Mail] by [source:2]",
		}},
		{"one publisher is one voice", []told{said("Herald", "meeting:m status=HELD mode=PHONE"), said("HERALD", "meeting:m status=HELD mode=VIRTUAL")}, explore.DisagreementsQuery{}, "", nil},
		{"states that exclude each other", []told{
			said("Herald", "position:p", "HOLDS person:a position:p stance=SUPPORTS when=2031-05-01"),
			said("Mail", "HOLDS person:a position:p stance=OPPOSES when=2031-05-01"),
		}, explore.DisagreementsQuery{}, "", []string{
			"HOLDS person:a position:p OPPOSES stance: OPPOSES [mail] in [Mail] by [source:2]; SUPPORTS [herald] in [Herald] by [source:1]",
		}},
		{"a claim, on a day on which only one had spoken", []told{
			{published: "2031-05-01", says: []string{"claim:c", "ASSERTS person:a claim:c verdict=CLAIMED by=person:a"}},
			{published: "2031-05-10", says: []string{"ASSERTS person:b claim:c verdict=DENIED by=person:b"}},
		}, explore.DisagreementsQuery{}, "2031-05-05", nil},
		{"of an actor", []told{
			said("Herald", "meeting:m status=HELD mode=PHONE", "meeting:n status=HELD mode=PHONE", "PARTICIPATED_IN person:a meeting:n attendance=ATTENDED"),
			said("Mail", "meeting:m status=HELD mode=VIRTUAL", "meeting:n status=HELD mode=VIRTUAL"),
		}, explore.DisagreementsQuery{Actor: "person:a"}, "", []string{
			"meeting:n mode: PHONE [herald] in [Herald] by [source:1]; VIRTUAL [mail] in [Mail] by [source:2]",
		}},
		{"of a topic", []told{
			said("Herald", "meeting:m status=HELD mode=PHONE", "meeting:n status=HELD mode=PHONE", "ABOUT meeting:n topic:t"),
			said("Mail", "meeting:m status=HELD mode=VIRTUAL", "meeting:n status=HELD mode=VIRTUAL"),
		}, explore.DisagreementsQuery{Topic: "topic:t"}, "", []string{
			"meeting:n mode: PHONE [herald] in [Herald] by [source:1]; VIRTUAL [mail] in [Mail] by [source:2]",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := telling(t, test.sources...)
			if test.asOf != "" {
				x.AsOf = graph.AsOf{Set: true, Day: day(t, test.asOf)}
			}
			page, err := x.Disagreements(t.Context(), test.query, explore.Cut[explore.DisagreementKey]{Limit: 100})
			if err != nil {
				t.Fatal(err)
			}
			sameItems(t, test.want, page, sidesOf)
		})
	}
}
