package web_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/server/web/questions"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestQuestions holds the whole answer to each question against a golden file.
// A question without such a file is one that the schema cannot answer.
func TestQuestions(t *testing.T) {
	a := newAPI(t)
	answered := questions.Answered(a.schema, questions.All())
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			if !slices.Contains(answered, q) {
				if _, err := os.Stat(answerFile(q.Name)); err == nil {
					t.Error("the schema knows its fields no more")
				}
				return
			}
			golden(t, q.Name, a.data(t, q.Query, q.Name))
		})
	}
}

// wording returns the text of a question.
func wording(t testing.TB, name string) string {
	t.Helper()
	for _, q := range questions.All() {
		if q.Name == name {
			return q.Query
		}
	}
	t.Fatalf("there is no question %s", name)
	return ""
}

func answerFile(name string) string { return filepath.Join("testdata", "answers", name+".json") }

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := answerFile(name)
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
	got := into[struct{ Person struct{ Met, Planned nodes } }](t, newAPI(t), wording(t, "WhoMetWhom"), "WhoMetWhom").Person
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
	}](t, newAPI(t), wording(t, "WhoGoesToMoscow"), "WhoGoesToMoscow")
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
	}](t, newAPI(t), wording(t, "Compare"), "Compare").Compare
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
	}](t, newAPI(t), wording(t, "Contested"), "Contested")
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
