package ftm

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/seed"
)

var _ seed.Data = (*File)(nil)

// people are what the links are between.
var people = []string{
	line("a", "Person", "name=Anna"),
	line("b", "Person", "name=Bo"),
	line("o", "PublicBody", "name=Port"),
	line("m", "Position", "name=Minister", "country=no"),
}

const minister = "POST_OF post:minister-m country:no (m, STATED)"

func TestLinksBecomeEdges(t *testing.T) {
	tests := []struct {
		name, line string
		want       []string
	}{
		{"an office held and left",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019-03", "endDate=2021-10-14", "status=ended"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=2019-03/2021-10-14 (x, STATED)"}},
		{"an office held",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019-03-01", "status=current", "declarationDate=2020"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=2019-03-01/.. said 2020 (x, STATED)"}},
		{"an office held since",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019", "status=unknown"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=2019/ (x, STATED)"}},
		{"an office held until",
			line("x", "Occupancy", "holder=a", "post=m", "endDate=2019"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=/2019 (x, STATED)"}},
		{"an office held nobody says when",
			line("x", "Occupancy", "holder=a", "post=m"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER (x, STATED)"}},
		{"an office left nobody says when",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019", "status=ended"),
			[]string{"HOLDS_POST person:anna-a post:minister-m FORMER (x, STATED)"}},
		{"the more precise date counts",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019", "startDate=2019-03-04", "startDate=2019-03", "endDate=2021"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=2019-03-04/2021 (x, STATED)"}},
		{"of dates that contradict each other, what they share counts",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2018-04", "startDate=2019", "endDate=2021-03-04", "endDate=2021-03-08"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=201X/2021-03 (x, STATED)"}},
		{"dates that share nothing are words",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=1999", "startDate=2020", "endDate=2021"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=/2021 (x, STATED)"}},
		{"a time of day is no part of a date",
			line("x", "Occupancy", "holder=a", "post=m", "startDate=2019-03-04T10:00:00", "endDate=2021"),
			[]string{"HOLDS_POST person:anna-a post:minister-m HOLDER when=2019-03-04/2021 (x, STATED)"}},
		{"a membership",
			line("x", "Membership", "member=a", "organization=o", "role=Chair", "startDate=2020"),
			[]string{"MEMBER_OF person:anna-a organization:port-o role=Chair when=2020/ (x, STATED)"}},
		{"members of several bodies",
			line("x", "Membership", "member=a", "member=b", "organization=o"),
			[]string{"MEMBER_OF person:anna-a organization:port-o (x, STATED)", "MEMBER_OF person:bo-b organization:port-o (x, STATED)"}},
		{"a membership that ended nobody says when",
			line("x", "Membership", "member=a", "organization=o", "status=Former"), nil},
		{"a body that is its own member", line("x", "Membership", "member=o", "member=a", "organization=o"),
			[]string{"MEMBER_OF person:anna-a organization:port-o (x, STATED)"}},
		{"kin of oneself", line("x", "Family", "person=a", "relative=a", "relationship=self"), nil},
		{"kin, seen from the person",
			line("x", "Family", "person=a", "relative=b", "relationship=father"),
			[]string{"RELATED_TO person:bo-b person:anna-a relationship=father (x, STATED)"}},
		{"an associate is no kin",
			line("x", "Associate", "person=a", "associate=b", "relationship=friend"), nil},
		{"an event",
			line("x", "Event", "name=Harbour talks", "date=2025-12-02", "involved=a", "involved=b", "organizer=o", "location=Oslo", "country=no"),
			[]string{
				"meeting:2025-12-02-harbour-talks-x status=UNKNOWN when=2025-12-02 (x, STATED)",
				"HELD_AT meeting:2025-12-02-harbour-talks-x place:oslo (x, STATED)",
				"PARTICIPATED_IN person:anna-a meeting:2025-12-02-harbour-talks-x attendance=UNKNOWN (x, STATED)",
				"PARTICIPATED_IN person:bo-b meeting:2025-12-02-harbour-talks-x attendance=UNKNOWN (x, STATED)",
				"PARTICIPATED_IN organization:port-o meeting:2025-12-02-harbour-talks-x attendance=UNKNOWN role=HOST (x, INFERRED)",
			}},
		{"an event of several days",
			line("x", "Event", "name=Talks", "startDate=2025-12-02", "endDate=2025-12-04", "involved=a"),
			[]string{
				"meeting:2025-12-02-talks-x status=UNKNOWN when=2025-12-02/2025-12-04 (x, STATED)",
				"PARTICIPATED_IN person:anna-a meeting:2025-12-02-talks-x attendance=UNKNOWN (x, STATED)",
			}},
		{"an event without a date",
			line("x", "Event", "name=Talks", "involved=a"),
			[]string{
				"meeting:talks-x status=UNKNOWN (x, STATED)",
				"PARTICIPATED_IN person:anna-a meeting:talks-x attendance=UNKNOWN (x, STATED)",
			}},
		{"an event that names nobody", line("x", "Event", "name=Earthquake", "date=2025"), nil},
		{"an office of a body", line("x", "Position", "name=Head", "organization=o", "country=no"),
			[]string{"POST_OF post:head-x organization:port-o (x, STATED)"}},
		{"an office of a town", line("x", "Position", "name=Mayor", "subnationalArea=Lyon", "country=fr"), nil},
		{"an office of the Union", line("x", "Position", "name=Commissioner", "country=eu"),
			[]string{"POST_OF post:commissioner-x organization:european-union (x, STATED)"}},
		{"an office of nowhere", line("x", "Position", "name=Envoy", "country=zz"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			last := said(t, of(append(slices.Clone(people), tt.line)...))
			first := said(t, of(append([]string{tt.line}, people...)...))
			want := append([]string{minister}, tt.want...)
			slices.Sort(last)
			slices.Sort(first)
			slices.Sort(want)
			if diff := cmp.Diff(want, last); diff != "" {
				t.Errorf("the link after the things: %s", diff)
			}
			if diff := cmp.Diff(want, first); diff != "" {
				t.Errorf("the link before the things: %s", diff)
			}
		})
	}
}

func TestANodeComesBeforeWhatIsSaidOfIt(t *testing.T) {
	f := of(
		line("x", "Occupancy", "holder=a", "post=m"),
		line("e", "Event", "name=Talks", "involved=a", "location=Oslo"),
		line("a", "Person", "name=Anna"),
		line("m", "Position", "name=Minister", "country=no"),
	)
	m := standard(t)
	s := loaded(t, m, f)
	changes, _ := read(t, f)
	if done, err := s.Apply(t.Context(), changes); err != nil || done.Changed() {
		t.Errorf("the second time it changes %+v, %v", done, err)
	}
}

func TestWhatHasNoPlaceIsCounted(t *testing.T) {
	f := of(
		line("a", "Person", "name=Anna"),
		line("s", "Sanction", "entity=a"), line("d", "Address", "full=Oslo"), line("d2", "Address", "full=Bergen"),
		line("v", "Vessel", "name=Fram"), line("e", "Event", "name=Launch", "involved=v", "involved=a"),
		line("e2", "Event", "name=Flood"), line("n", "NewSchema"),
		line("m", "Position", "name=Envoy", "country=zz"),
		line("o", "Organization", "name=Port"), line("x", "Membership", "member=o", "organization=o"),
	)
	want := map[string]int{
		"Sanction": 1, "Address": 2, "Vessel": 1, "NewSchema": 1, "Event that names nobody": 1,
		"Membership of one with itself": 1, "links to entities that are left out": 1, "countries of offices that are no countries": 1,
	}
	for range 2 {
		said(t, f)
		if diff := cmp.Diff(want, f.Skipped()); diff != "" {
			t.Error(diff)
		}
	}
}
