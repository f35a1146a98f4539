package storytest

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// generator makes stories of a few names and days, so that rules collide often.
type generator struct {
	*rand.Rand
	features Features
	story    Story
}

// Generate makes the story of a seed, of what a model can hold.
func Generate(seed uint64, f Features) Story {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 3)), features: f}
	g.story.Spokespersons = []string{"post:o1"}
	if g.chance(50) {
		g.story.Spokespersons = append(g.story.Spokespersons, "post:o2")
	}
	for n := range 3 + g.IntN(6) {
		g.addSource(n)
	}
	for _, id := range g.story.Bare() {
		s := &g.story.Sources[g.IntN(len(g.story.Sources))]
		s.Statements = append(s.Statements, Statement{Subject: id, Says: g.says(id), Act: "REPORTED", Basis: "STATED"})
	}
	if g.chance(30) {
		g.story.Merges = append(g.story.Merges, Merge{"person:a", "person:b"})
	}
	if g.chance(10) {
		g.story.Merges = append(g.story.Merges, Merge{"person:b", "person:c"})
	}
	return g.story
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

// maybe returns one of a list, or "".
func (g *generator) maybe(percent int, list ...string) string {
	if g.chance(percent) {
		return g.pick(list...)
	}
	return ""
}

// day returns a day of a fortnight.
func (g *generator) day() string { return fmt.Sprintf("2025-12-%02d", 1+g.IntN(14)) }

// date returns a date, often only a day.
func (g *generator) date() string {
	if g.chance(75) {
		return g.day()
	}
	return g.pick("2025", "2025-11", "2025-12", "2026-01")
}

// when returns a date or an interval.
func (g *generator) when() string {
	from, to := g.date(), g.date()
	switch g.IntN(8) {
	case 0:
		return from + "/.."
	case 1:
		return "../" + to
	case 2:
		if readDate(from).start.first <= readDate(to).end.last {
			return from + "/" + to
		}
	}
	return from
}

func (g *generator) person() string { return g.pick("person:a", "person:b", "person:c") }
func (g *generator) body() string   { return g.pick("country:x", "organization:y") }

func (g *generator) actor() string {
	if g.chance(75) {
		return g.person()
	}
	return g.body()
}

func (g *generator) addSource(n int) {
	s := Source{ID: fmt.Sprint("source:s", n)}
	if g.chance(80) {
		s.Published = g.date()
	}
	s.Publisher = g.maybe(75, "Mail", "MAIL ", "Post", "Tribune")
	if g.features.Withdrawn && g.chance(10) {
		s.Withdrawn = g.date()
	}
	for range 1 + g.IntN(7) {
		s.Statements = append(s.Statements, g.statement(n, s.Statements))
	}
	g.story.Sources = append(g.story.Sources, s)
}

// statement makes one of the n-th source, which has made others before.
func (g *generator) statement(n int, made []Statement) Statement {
	x := Statement{Act: "REPORTED", Basis: "STATED", Subject: g.subject()}
	if n > 0 && g.chance(45) { // it speaks of what an earlier source spoke of
		earlier := g.story.Sources[g.IntN(n)]
		x.Subject = earlier.Statements[g.IntN(len(earlier.Statements))].Subject
		if g.features.Corrects && g.chance(30) {
			x.Corrects = []string{earlier.ID}
		}
	}
	x.Says = g.says(x.Subject)
	if g.chance(45) {
		x.Act = g.pick("DENIED", "DENIED", "CONFIRMED", "CONFIRMED", "DECLINED", "NOT_CONFIRMED", "SAID", "CLAIMED")
	}
	if g.chance(20) {
		x.Basis = "INFERRED"
	}
	if g.chance(45) {
		x.SaidBy = g.actor()
	}
	if g.features.SaidFor && g.chance(15) {
		x.SaidFor = g.actor()
	}
	if g.chance(35) {
		x.SaidOn = g.pick(g.date(), g.date(), g.date(), "one day")
	}
	if g.features.Corrects && n > 0 && x.Corrects == nil && g.chance(10) {
		x.Corrects = []string{g.story.Sources[g.IntN(n)].ID}
	}
	x.Words = g.words(x.Subject, made)
	return x
}

func (g *generator) subject() string {
	meeting, post := g.pick("meeting:m1", "meeting:m1", "meeting:m2"), g.pick("post:o1", "post:o2")
	switch n := g.IntN(17); {
	case n < 2:
		return meeting
	case n < 4:
		return "claim:c1"
	case n < 7:
		return "PARTICIPATED_IN " + g.actor() + " " + meeting
	case n < 10:
		return "HOLDS " + g.actor() + " position:p1"
	case n < 12:
		return "HOLDS_POST " + g.person() + " " + post
	case n < 13:
		return "MEMBER_OF " + g.person() + " organization:y"
	case n < 16:
		return "ASSERTS " + g.actor() + " claim:c1"
	default:
		return "POST_OF " + post + " " + g.body()
	}
}

// says makes the values that a statement on a subject has.
func (g *generator) says(subject string) map[string]string {
	says := map[string]string{}
	x := Statement{Subject: subject}
	set := func(name, value string) {
		if value != "" {
			says[name] = value
		}
	}
	modes := []string{"IN_PERSON", "VIRTUAL", "UNKNOWN"}
	switch edge, from, _ := x.Parts(); edge {
	case "":
		if from == "claim:c1" {
			set("when", g.maybe(25, g.date()))
			break
		}
		set("status", g.maybe(75, "HELD", "HELD", "SCHEDULED", "EXPECTED", "POSTPONED", "CANCELLED", "ONGOING", "UNKNOWN"))
		set("mode", g.maybe(30, modes...))
		set("when", g.maybe(60, g.when()))
	case "PARTICIPATED_IN":
		set("attendance", g.maybe(85, "ATTENDED", "ATTENDED", "ABSENT", "EXPECTED", "CONFIRMED", "DECLINED", "UNKNOWN"))
		set("mode", g.maybe(40, modes...))
		set("capacity", g.maybe(20, "post:o1"))
	case "HOLDS":
		set("stance", g.pick("SUPPORTS", "SUPPORTS", "OPPOSES", "OPPOSES", "NEUTRAL", "UNCLEAR"))
		set("when", g.maybe(65, g.when()))
	case "HOLDS_POST":
		set("occupancy", g.pick("HOLDER", "HOLDER", "FORMER", "FORMER", "ACTING"))
		set("when", g.maybe(60, g.when()))
	case "MEMBER_OF":
		set("role", g.maybe(40, "chair", "guest"))
		set("when", g.maybe(60, g.when()))
	case "ASSERTS":
		set("verdict", g.pick("CLAIMED", "CLAIMED", "CONFIRMED", "DENIED", "NOT_CONFIRMED"))
		set("when", g.maybe(30, g.date()))
	}
	return says
}

// words places the quote of an assertion, and of a claim within one or on its own.
// Those of a source all differ.
func (g *generator) words(subject string, made []Statement) Words {
	at := 20 * len(made)
	x := Statement{Subject: subject}
	switch edge, _, _ := x.Parts(); {
	case edge == "ASSERTS":
		return Words{at, at + 20}
	case subject != "claim:c1" || g.chance(30):
		return Words{}
	}
	i := slices.IndexFunc(made, func(x Statement) bool { edge, _, _ := x.Parts(); return edge == "ASSERTS" })
	if i < 0 || g.chance(40) {
		return Words{at, at + 10}
	}
	return Words{made[i].Words.Start + len(made), made[i].Words.End}
}
