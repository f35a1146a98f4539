package web_test

import (
	_ "embed"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write golden files anew")

// questions are the questions that Parley was made for, as users write them.
//
//go:embed testdata/questions.graphql
var questions string

// named finds the names of the questions.
var named = regexp.MustCompile(`(?m)^query (\w+)`)

// TestQuestions holds the whole answer to each question against a golden file.
func TestQuestions(t *testing.T) {
	a := newAPI(t)
	for _, match := range named.FindAllStringSubmatch(questions, -1) {
		t.Run(match[1], func(t *testing.T) {
			golden(t, match[1]+".json", a.data(t, questions, match[1]))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "answers", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// nodes is a connection of what has a name.
type nodes struct {
	Edges []struct {
		Count    int
		SameSide bool
		Node     struct {
			ID   string
			Name string
		}
		Meetings []struct{ Name string }
	}
}

func (n nodes) ids() []string {
	ids := []string{}
	for _, e := range n.Edges {
		ids = append(ids, e.Node.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestWhoMetWhom(t *testing.T) {
	got := into[struct{ Person struct{ Met, Planned nodes } }](t, newAPI(t), questions, "WhoMetWhom").Person
	want := []string{
		"organization:ukrainian-officials-in-florida", "person:jared-kushner", "person:keir-starmer",
		"person:rustem-umerov", "person:volodymyr-zelensky",
	}
	if diff := cmp.Diff(want, got.Met.ids()); diff != "" {
		t.Errorf("met (-want +got):\n%s", diff)
	}
	for _, e := range got.Met.Edges {
		if e.SameSide != (e.Node.Name == "Jared Kushner") {
			t.Errorf("%s: sameSide is %v", e.Node.Name, e.SameSide)
		}
	}
	planned := []string{}
	for _, e := range got.Planned.Edges {
		planned = append(planned, e.Node.Name)
	}
	slices.Sort(planned)
	if diff := cmp.Diff([]string{"Jared Kushner", "Vladimir Putin"}, planned); diff != "" {
		t.Errorf("planned (-want +got):\n%s", diff)
	}
}

func TestWhoGoesToMoscow(t *testing.T) {
	got := into[struct {
		Meetings struct {
			Edges []struct {
				Node struct {
					ID           string
					Participants struct {
						Edges []struct {
							Attendance string
							Node       struct{ Name string }
							Evidence   []struct {
								Act    string
								SaidBy *struct{ Name string }
							}
						}
					}
				}
			}
		}
	}](t, newAPI(t), questions, "WhoGoesToMoscow")
	if len(got.Meetings.Edges) != 1 {
		t.Fatalf("%d meetings in Moscow", len(got.Meetings.Edges))
	}
	attendance, confirmedBy := map[string]string{}, map[string]string{}
	for _, e := range got.Meetings.Edges[0].Node.Participants.Edges {
		attendance[e.Node.Name] = e.Attendance
		for _, evidence := range e.Evidence {
			if evidence.Act == "CONFIRMED" && evidence.SaidBy != nil {
				confirmedBy[e.Node.Name] = evidence.SaidBy.Name
			}
		}
	}
	wantAttendance := map[string]string{"Vladimir Putin": "CONFIRMED", "Steve Witkoff": "CONFIRMED", "Jared Kushner": "EXPECTED"}
	if diff := cmp.Diff(wantAttendance, attendance); diff != "" {
		t.Errorf("attendance (-want +got):\n%s", diff)
	}
	wantBy := map[string]string{"Vladimir Putin": "Dmitry Peskov", "Steve Witkoff": "Dmitry Peskov"}
	if diff := cmp.Diff(wantBy, confirmedBy); diff != "" {
		t.Errorf("confirmed by (-want +got):\n%s", diff)
	}
}

func TestCompare(t *testing.T) {
	type side []struct {
		Actor  struct{ Name string }
		Stance string
	}
	got := into[struct {
		Compare struct {
			Conflicts, Agreements []struct {
				Position struct{ Statement string }
				A, B     side
			}
		}
	}](t, newAPI(t), questions, "Compare").Compare
	if len(got.Conflicts) != 1 || len(got.Agreements) != 0 {
		t.Fatalf("%d conflicts, %d agreements", len(got.Conflicts), len(got.Agreements))
	}
	c := got.Conflicts[0]
	if c.Position.Statement != "Kyiv surrenders the eastern territories it still controls" {
		t.Errorf("they collide over %q", c.Position.Statement)
	}
	if len(c.A) != 1 || c.A[0].Actor.Name != "Russia" || c.A[0].Stance != "SUPPORTS" {
		t.Errorf("a: %+v", c.A)
	}
	if len(c.B) != 1 || c.B[0].Actor.Name != "Ukraine" || c.B[0].Stance != "OPPOSES" {
		t.Errorf("b: %+v", c.B)
	}
}

func TestContested(t *testing.T) {
	got := into[struct {
		Claims struct {
			Edges []struct {
				Node struct {
					Statement  string
					Assertions struct {
						Edges []struct {
							Verdict  string
							Evidence []struct{ Basis string }
						}
					}
				}
			}
		}
	}](t, newAPI(t), questions, "Contested")
	statements := []string{}
	for _, e := range got.Claims.Edges {
		statements = append(statements, e.Node.Statement)
		basis := map[string]string{}
		for _, a := range e.Node.Assertions.Edges {
			basis[a.Verdict] = a.Evidence[0].Basis
		}
		want := map[string]string{"CLAIMED": "STATED", "NOT_CONFIRMED": "STATED", "DENIED": "INFERRED"}
		if diff := cmp.Diff(want, basis); diff != "" {
			t.Errorf("%s (-want +got):\n%s", e.Node.Statement, diff)
		}
	}
	if diff := cmp.Diff([]string{"Russia has captured Pokrovsk", "Russia has captured Vovchansk"}, statements); diff != "" {
		t.Errorf("contested (-want +got):\n%s", diff)
	}
}
