package dossier_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema"
	"parley/schema/dossier"
	"parley/schema/dossiertest"
	"parley/schema/storytest"
)

// story is one in which people speak for others, correct, deny and change their minds.
const story = `spokesperson post:o1
source:s0 published=2025-12-01 publisher=Post
  meeting:m1 status=SCHEDULED when=2025-12-03 act=REPORTED basis=STATED words=0-20
  PARTICIPATED_IN person:a meeting:m1 attendance=EXPECTED act=REPORTED basis=STATED words=20-40
  HOLDS person:a position:p1 stance=SUPPORTS when=2025-11-20 act=SAID basis=STATED saidBy=person:a words=40-60
  HOLDS_POST person:b post:o1 occupancy=HOLDER act=REPORTED basis=STATED words=60-80
  POST_OF post:o1 country:x act=REPORTED basis=STATED words=80-100
source:s1 published=2025-12-04 publisher=Tribune
  meeting:m1 status=HELD when=2025-12-03 mode=IN_PERSON act=REPORTED basis=STATED words=0-20
  PARTICIPATED_IN person:a meeting:m1 attendance=ATTENDED act=CONFIRMED basis=STATED saidBy=person:b saidOn=2025-12-04 words=20-40
  HOLDS person:a position:p1 stance=OPPOSES when=2025-12-03/.. act=SAID basis=STATED saidBy=person:a words=40-60
  ASSERTS person:c claim:c1 verdict=CLAIMED act=CLAIMED basis=STATED saidBy=person:c words=60-90
  claim:c1 act=CLAIMED basis=STATED saidBy=person:c words=65-80
source:s2 published=2025-12-05 publisher=Mail
  PARTICIPATED_IN person:a meeting:m1 attendance=ABSENT act=DENIED basis=STATED saidBy=person:c words=0-20
  ASSERTS person:b claim:c1 verdict=DENIED act=DENIED basis=STATED saidBy=person:b words=20-40
  HOLDS person:a position:p1 stance=SUPPORTS when=2025-11-20 act=DENIED basis=STATED corrects=source:s0 words=40-60
  PARTICIPATED_IN person:c meeting:m1 attendance=ATTENDED act=REPORTED basis=STATED words=60-80
`

// asked is a question about all of the story.
const asked = `query Told($known: Date) {
  meetings(knownOn: $known) { edges { node { name status mode verification participants { edges { attendance verification node { name } evidence { quote act counts polarity saidBy { name } } } } } } }
  positions(knownOn: $known) { nodes { name holders { edges { stance current periods { start { earliest } end { latest } } node { name } } } } }
  claims(knownOn: $known) { nodes { name verification support { affirmed denied } assertions { edges { verdict evidence { quote polarity } } } } }
  people { nodes { name met(verification: [CONTESTED]) { edges { count verification node { name } } } } }
}`

// TestForged forges one thing after another in a dossier whose digests are made anew.
func TestForged(t *testing.T) {
	b := dossiertest.New(t)
	store := memory.New(b.Model())
	s, err := storytest.Parse(story)
	if err != nil {
		t.Fatal(err)
	}
	b.Tell(t, store, s)
	file := b.Written(t, store, schema.Request{Query: asked})
	holds(t, b, file)
	statement := func(d *dossier.Dossier, about, source string) *dossier.Statement {
		i := slices.IndexFunc(d.Statements, func(s dossier.Statement) bool { return s.About == about && s.Source == source })
		return &d.Statements[i]
	}
	subject := func(d *dossier.Dossier, id string) *dossier.Subject {
		return &d.Subjects[slices.IndexFunc(d.Subjects, func(s dossier.Subject) bool { return s.ID == id })]
	}
	source := func(d *dossier.Dossier, id string) *dossier.Source {
		return &d.Sources[slices.IndexFunc(d.Sources, func(s dossier.Source) bool { return s.ID == id })]
	}
	const attended, opposes = "PARTICIPATED_IN person:a meeting:m1", "HOLDS person:a position:p1 OPPOSES"
	cases := []struct {
		name  string
		forge func(*dossier.Dossier)
		of    string // that the problem names
	}{
		{"a quote", func(d *dossier.Dossier) { statement(d, attended, "source:s1").Evidence["quote"] = raw("never") }, "evidence:s1"},
		{"a quote and its text", func(d *dossier.Dossier) {
			source(d, "source:s1").Text.Passages[0].Text = strings.Repeat("nevermore ", 40)
		}, "source:s1"},
		{"an offset", func(d *dossier.Dossier) { statement(d, attended, "source:s1").Evidence["start"] = raw(21) }, "evidence:s1"},
		{"when it was said", func(d *dossier.Dossier) { delete(statement(d, attended, "source:s1").Evidence, "saidWhen") }, "evidence:s1"},
		{"when it was published", func(d *dossier.Dossier) {
			source(d, "source:s2").Values["published"] = raw(map[string]string{"edtf": "2025-12-02", "basis": "STATED"})
		}, "evidence:s2"},
		{"that a source was withdrawn", func(d *dossier.Dossier) {
			source(d, "source:s2").Values["withdrawn"] = raw(map[string]string{"edtf": "2025-12-06", "basis": "STATED"})
		}, attended},
		{"whose word it is", func(d *dossier.Dossier) { source(d, "source:s2").Values["publisher"] = raw("Post") }, "meeting:m1"},
		{"a verb", func(d *dossier.Dossier) { statement(d, attended, "source:s2").Evidence["act"] = raw("REPORTED") }, attended},
		{"what it says", func(d *dossier.Dossier) { statement(d, "meeting:m1", "source:s1").Says["status"] = raw("CANCELLED") }, "meeting:m1"},
		{"who says it", func(d *dossier.Dossier) { statement(d, attended, "source:s2").Evidence["saidBy"] = raw("person:a") }, "evidence:s2"},
		{"a correction", func(d *dossier.Dossier) {
			delete(statement(d, "HOLDS person:a position:p1 SUPPORTS", "source:s2").Evidence, "corrects")
		}, "HOLDS person:a position:p1 SUPPORTS"},
		{"the order of loading", func(d *dossier.Dossier) { source(d, "source:s0").Loaded = 0 }, "source:s0"},
		{"a polarity", func(d *dossier.Dossier) { subject(d, attended).Ballots[0].Polarity = "SILENT" }, attended},
		{"for whom one speaks", func(d *dossier.Dossier) { subject(d, "claim:c1").Ballots[0].Principal = "country:y" }, "claim:c1"},
		{"that it counts", func(d *dossier.Dossier) {
			subject(d, opposes).Ballots[0].Counts = !subject(d, opposes).Ballots[0].Counts
		}, opposes},
		{"a verification", func(d *dossier.Dossier) { subject(d, attended).Values["verification"] = raw("CONFIRMED") }, attended},
		{"a period", func(d *dossier.Dossier) { subject(d, opposes).Values["periods"] = raw([]any{}) }, opposes},
		{"a value", func(d *dossier.Dossier) { subject(d, "meeting:m1").Values["mode"] = raw("PHONE") }, "meeting:m1"},
		{"a reason", func(d *dossier.Dossier) { subject(d, "meeting:m1").Reasons[0].DecidedBy = "STATED" }, "meeting:m1"},
		{"a vote", func(d *dossier.Dossier) {
			last(subject(d, attended).Reasons).Votes = last(subject(d, attended).Reasons).Votes[1:]
		}, attended},
		{"no such subject", func(d *dossier.Dossier) { d.Subjects = d.Subjects[1:] }, "ASSERTS"},
		{"a subject's statement", func(d *dossier.Dossier) { d.Statements = d.Statements[1:] }, "meeting:m1"},
		{"the answer's status", answering(`"status":"HELD"`, `"status":"SCHEDULED"`), "meetings.edges.0.node.status"},
		{"the answer's quote", answering(`"quote":"uvwx`, `"quote":"uvwy`), "evidence.0.quote"},
		{"the answer's polarity", answering(`"polarity":"DENIES"`, `"polarity":"AFFIRMS"`), "polarity"},
		{"the answer's votes", answering(`"denied":1`, `"denied":0`), "claims.nodes.0.support.denied"},
		{"the answer's period", answering(`"earliest":"2025-12-03"`, `"earliest":"2025-12-02"`), "periods.0.start.earliest"},
		{"a tie's verification", answering(`"count":1,"node":{"name":"person:c"},"verification":"CONTESTED"`, `"count":1,"node":{"name":"person:c"},"verification":"CONFIRMED"`), "met.edges.0.verification"},
		{"a name", answering(`"name":"person:b"`, `"name":"person:x"`), "person:x"},
		{"what was not asked", answering(`"status":"HELD"`, `"status":"HELD","mood":"good"`), "mood"},
		{"the question's days", func(d *dossier.Dossier) { d.Question.Variables = raw(map[string]string{"known": "2025-12-02"}) }, "was asked for"},
		{"that nothing is shown", func(d *dossier.Dossier) { delete(d.Shows, "meetings.edges.0.node") }, "meetings.edges.0.node: \"\" is neither"},
		{"what is none", func(d *dossier.Dossier) { d.Shows["meetings.edges.0.node"] = dossier.Shown{ID: "no such thing"} }, "meetings.edges.0.node"},
		{"another kind", func(d *dossier.Dossier) { d.Shows["meetings.edges.0.node"] = dossier.Shown{ID: "position:p1"} }, "it is of the type Meeting"},
		{"no such statement", func(d *dossier.Dossier) {
			d.Shows["meetings.edges.0.node.participants.edges.0.evidence.0"] = dossier.Shown{ID: "evidence:s9 00000000 123456789abc"}
		}, "evidence.0: it is no statement"},
		{"a tie that rests on nothing", func(d *dossier.Dossier) {
			for path, shown := range d.Shows {
				if strings.Contains(path, ".met.edges.") && shown.ID == "" {
					delete(d.Shows, path)
				}
			}
		}, "nothing tells what it rests on"},
		{"what is shown", func(d *dossier.Dossier) { d.Shows["meetings.edges.0.node"] = d.Shows["claims.nodes.0"] }, "meetings.edges.0.node"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			report := holds(t, b, file)
			c.forge(report.Dossier)
			var forged bytes.Buffer
			if err := report.Dossier.Write(&forged); err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(forged.Bytes(), file) {
				t.Fatal("nothing was changed")
			}
			report, err := b.Verify(t.Context(), forged.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(report.Problems, func(p dossier.Problem) bool { return p.Of != "file" && strings.Contains(p.String(), c.of) }) {
				t.Errorf("it is not found: %v", report.Problems)
			}
		})
	}
}

// TestSwapped has a statement stand under what another one is about, which says the same
// of itself.
func TestSwapped(t *testing.T) {
	b := dossiertest.New(t)
	store := memory.New(b.Model())
	s, err := storytest.Parse(story)
	if err != nil {
		t.Fatal(err)
	}
	b.Tell(t, store, s)
	file := b.Written(t, store, schema.Request{Query: "{ meetings { nodes { evidence(where: {act: {eq: REPORTED}}) { act } participants { edges { evidence(where: {act: {eq: REPORTED}}) { act } } } } } }"})
	d := holds(t, b, file).Dossier
	const of, other = "meetings.nodes.0.evidence.0", "meetings.nodes.0.participants.edges.0.evidence.0"
	d.Shows[of], d.Shows[other] = d.Shows[other], d.Shows[of]
	var forged bytes.Buffer
	if err := d.Write(&forged); err != nil {
		t.Fatal(err)
	}
	report, err := b.Verify(t.Context(), forged.Bytes())
	if err != nil || len(report.Problems) != 2 {
		t.Errorf("%v, %v", err, report)
	}
}

// holds fails where a dossier does not hold.
func holds(t *testing.T, b *dossiertest.Bench, file []byte) *dossier.Report {
	t.Helper()
	report, err := b.Verify(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Fatal(p)
	}
	return report
}

func last(reasons []dossier.Reason) *dossier.Reason { return &reasons[len(reasons)-1] }

func raw(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

// answering puts something in another's place in the answer, once.
func answering(was, is string) func(*dossier.Dossier) {
	return func(d *dossier.Dossier) { d.Answer = bytes.Replace(d.Answer, []byte(was), []byte(is), 1) }
}

// TestLimits refuses what rests on too much.
func TestLimits(t *testing.T) {
	b := dossiertest.New(t)
	store := memory.New(b.Model())
	s, err := storytest.Parse(story)
	if err != nil {
		t.Fatal(err)
	}
	b.Tell(t, store, s)
	for _, c := range []struct {
		limit func(*dossier.Limits)
		says  string
	}{
		{func(l *dossier.Limits) { l.Subjects = 3 }, "subjects or more; a dossier takes 3"},
		{func(l *dossier.Limits) { l.Statements = 4 }, "statements or more; a dossier takes 4"},
		{func(l *dossier.Limits) { l.Answer = 100 }, "what it shows; a dossier takes 100"},
	} {
		b.Limits = dossier.DefaultLimits()
		c.limit(&b.Limits)
		_, err := b.Make(t.Context(), store, schema.Request{Query: asked})
		if graph.CodeOf(err) != graph.TooLarge || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v", err)
		}
	}
	b.Limits = dossier.DefaultLimits()
	b.Limits.Text = 10
	report := holds(t, b, b.Written(t, store, schema.Request{Query: asked}))
	if report.Passages == 0 || report.Quotes == 0 {
		t.Errorf("%d passages, %d quotes", report.Passages, report.Quotes)
	}
}

// TestNoDossier refuses what is none.
func TestNoDossier(t *testing.T) {
	b := dossiertest.New(t)
	for _, file := range []string{"", "<!DOCTYPE html>\n", `<!DOCTYPE html><script type="application/json" id="dossier">{}</script>`, `<script type="application/json" id="dossier">{"dossier":{},"sha256":""}</script>`} {
		if _, err := b.Verify(t.Context(), []byte(file)); graph.CodeOf(err) != graph.BadInput {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// TestHostile writes what would end a script, or begin one, as text.
func TestHostile(t *testing.T) {
	b := dossiertest.New(t)
	store := memory.New(b.Model())
	const words = "</script><script id=\"dossier\">alert(1)</script>\u2028<!--\t&amp;𝒳"
	evidence := graph.Evidence{Quote: words, End: len([]rune(words)), Act: "REPORTED", Basis: "STATED", Says: map[string]graph.Value{"status": "HELD"}}
	_, err := store.Apply(t.Context(), []graph.Change{
		graph.PutNode{Source: "source:s", ID: "source:s", Props: map[string]graph.Value{"name": words, "text": words + words}},
		graph.PutNode{Source: "source:s", ID: "meeting:m", Props: map[string]graph.Value{"name": words}},
		graph.PutEvidence{Source: "source:s", Fact: graph.Fact{Node: "meeting:m"}, Evidence: evidence},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := b.Written(t, store, schema.Request{Query: "# </pre><script>\n{ meetings { nodes { name status evidence { quote } } } }"})
	holds(t, b, file)
	for part, n := range map[string]int{"<script": 1, "</script": 1, "<!--": 0} {
		if got := bytes.Count(file, []byte(part)); got != n {
			t.Errorf("%s stands there %d times", part, got)
		}
	}
}
