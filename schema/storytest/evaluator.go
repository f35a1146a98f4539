package storytest

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// View says what is asked: what was known on a day, of what was so on a day.
type View struct {
	KnownOn, AsOf string // "" for all
	Certain       bool
}

// Graph is what is shown: facts by name of each meeting, claim and edge, by id.
// [Comparisons] lists the names.
type Graph map[string]map[string]string

// Evaluate tells what the graph must show of a story. Where the rules leave a case
// open, it decides as follows; testdata/open.txt has examples.
//
// Statements. saidFor names the principal of an assertion for the claim too, whoever
// speaks. Who speaks for a body on no known day does so while the post is current.
// A post belongs to the bodies that a counting statement affirms. That an assertion
// is denied is silent of the claim, without being a principal's silence. A claim's
// own words that lie within an assertion are no vote even where the assertion no
// longer counts. A source that has been withdrawn does not count, whatever the day,
// unless knownOn is before.
//
// Values. UNKNOWN tells nothing. ATTENDED, EXPECTED and CONFIRMED cannot be true together
// with ABSENT and DECLINED; all other plans are merely overtaken, CANCELLED too.
// Who is ABSENT or DECLINED has no mode, even where one is said.
//
// Votes. On a participation the statements of all capacities vote, each edge on its own
// value. Its first day is that of its meeting. Denials vote where either day is not
// known; CANCELLED then does not. A principal confirms with a statement that would
// be for; a claim by act or verdict, that it was asserted by act alone. Silent are
// principals without a vote. Publishers are those of all that counts, a vote or
// not. That a state is contested changes none of its support.
//
// States. Only affirming statements are of a series. Statements have the same time
// where their bounds are the same. A statement belongs to the period before it
// unless the latest end that is given to that is over, or a contrary statement of a
// day between stands there. Contrary statements of later days end what no interval
// ends; those of the same day end neither. Bounds are as the dates have them; what
// follows an interval begins after its start at least. UNCLEAR contests nothing,
// displaces nothing, and bounds no other start. Two values hold on one day if the first statement of
// the one is no later than the end of the other, unless that ended on the day on
// which FORMER began. What is timeless holds outside the possible days of contrary
// periods, and not where intervals of its own value say that it had ended or not
// begun; it is one period with those that it overlaps. Where whens leave both ends
// open, they have no hull. An edge that was only denied is there, and holds on no day.
//
// Days. An edge is not there without its ends. An assertion is there from the first of
// its statements on, each at its when, else its day said; a claim from its when on.
func Evaluate(s Story, v View) Graph {
	e := &evaluation{story: s, graph: Graph{}}
	e.read()
	e.count("")
	e.findPrincipals()
	e.count(v.KnownOn)
	for _, p := range e.said {
		e.show(p.subject, v)
	}
	for _, p := range e.said {
		if p.edge != "" && !(e.there(p.from) && e.there(p.to)) {
			delete(e.graph, p.subject)
		}
	}
	return e.graph
}

type evaluation struct {
	story Story
	said  []*said
	graph Graph
}

// said is a statement in its place.
type said struct {
	Statement
	edge, from, to     string // ids after merges; of a node, from is its id
	subject, series    string // a series is all of one edge type between two ends, or a node
	place              string
	source, seq        int
	day, known         string // the day said and the day known
	voice, principal   string
	asserter, claimant string // ASSERTS: the voice for the claim, and its principal
	publisher          string
	counts             bool
	correctedBy        *said
}

// read lists all statements.
func (e *evaluation) read() {
	for n, source := range e.story.Sources {
		for seq, x := range source.Statements {
			p := &said{Statement: x, place: source.Place(seq), source: n, seq: seq, known: readDate(source.Published).last()}
			p.edge, p.from, p.to = x.Parts()
			p.from, p.to, p.SaidBy, p.SaidFor = e.means(p.from), e.means(p.to), e.means(p.SaidBy), e.means(p.SaidFor)
			p.series = strings.TrimSpace(p.edge + " " + p.from + " " + p.to)
			p.subject = strings.TrimSpace(p.series + " " + p.Says[identity[p.edge]])
			p.day = cmp.Or(readDate(x.SaidOn).last(), p.known)
			if p.known != "" {
				p.day = min(p.day, p.known)
			}
			p.publisher = cmp.Or(strings.ToLower(strings.Join(strings.Fields(source.Publisher), " ")), source.ID)
			p.voice = cmp.Or(p.SaidBy, p.publisher)
			if p.edge == "ASSERTS" {
				p.asserter = p.from
			}
			p.principal, p.claimant = p.voice, p.asserter
			e.said = append(e.said, p)
		}
	}
}

// identity names the property in the id of an edge.
var identity = map[string]string{"HOLDS": "stance", "HOLDS_POST": "occupancy", "ASSERTS": "verdict", "PARTICIPATED_IN": "capacity"}

// means returns the id that one means after all merges.
func (e *evaluation) means(id string) string {
	for _, m := range e.story.Merges {
		if m.ID == id {
			return e.means(m.Into)
		}
	}
	return id
}

// count finds which statements count. Those of the last source can be corrected by
// none, so they are looked at first.
func (e *evaluation) count(knownOn string) {
	byPlace := slices.Clone(e.said)
	slices.SortFunc(byPlace, func(a, b *said) int {
		return cmp.Or(cmp.Compare(e.ranked(b), e.ranked(a)), cmp.Compare(b.source, a.source), cmp.Compare(b.seq, a.seq))
	})
	for i, p := range byPlace {
		source := e.story.Sources[p.source]
		p.correctedBy = nil
		for _, c := range byPlace[:i] { // the last one first
			if c.counts && c.source != p.source && c.series == p.series && slices.Contains(c.Corrects, source.ID) {
				p.correctedBy = c
				break
			}
		}
		withdrawn := source.Withdrawn != "" && (knownOn == "" || readDate(source.Withdrawn).last() <= knownOn)
		p.counts = p.correctedBy == nil && !withdrawn && (knownOn == "" || p.known <= knownOn)
	}
}

// ranked returns the day by which a statement's source stands among the others: where
// it has none, the latest of those loaded before.
func (e *evaluation) ranked(p *said) string {
	day := p.known
	for n := 0; p.known == "" && n < p.source; n++ {
		day = max(day, readDate(e.story.Sources[n].Published).last())
	}
	return day
}

// findPrincipals finds for whom each voice speaks. Till then each speaks for itself.
func (e *evaluation) findPrincipals() {
	speaks := map[*said][2]string{}
	for _, p := range e.said {
		speaks[p] = [2]string{cmp.Or(p.SaidFor, e.speaksFor(p.voice, p.day)), cmp.Or(p.SaidFor, e.speaksFor(p.asserter, p.day))}
	}
	for p, of := range speaks {
		p.principal, p.claimant = of[0], of[1]
	}
}

// speaksFor returns the one body of the posts of spokespersons that a voice holds on
// a day, or itself.
func (e *evaluation) speaksFor(voice, day string) string {
	bodies := map[string]bool{}
	for _, post := range e.story.Spokespersons {
		for _, p := range periods(e.affirming(func(p *said) bool { return p.series == "HOLDS_POST "+voice+" "+post })) {
			if p.value == "FORMER" || day != "" && !p.covers(day, false) || day == "" && p.end.last != dusk {
				continue
			}
			for _, of := range e.affirming(func(p *said) bool { return p.edge == "POST_OF" && p.from == post }) {
				bodies[of.to] = true
			}
		}
	}
	if len(bodies) == 1 {
		return slices.Collect(maps.Keys(bodies))[0]
	}
	return voice
}

// The polarities of statements.
const affirms, denies, silent = "AFFIRMS", "DENIES", "SILENT"

// polarity returns how a statement bears on its own subject.
func (p *said) polarity() string {
	if p.edge == "ASSERTS" && !p.deniesAssertion() {
		return affirms
	}
	return bearing(p.Act)
}

// claimPolarity returns how an assertion bears on its claim.
func (p *said) claimPolarity() string {
	if p.deniesAssertion() {
		return silent
	}
	return bearing(p.Says["verdict"])
}

func (p *said) deniesAssertion() bool {
	return p.edge == "ASSERTS" && p.SaidBy != "" && p.SaidBy != p.from && p.Act == "DENIED" && bearing(p.Says["verdict"]) == affirms
}

// bearing returns the polarity of an act or a verdict.
func bearing(word string) string {
	switch word {
	case "DENIED":
		return denies
	case "NOT_CONFIRMED", "DECLINED":
		return silent
	}
	return affirms
}

func (e *evaluation) counting(of func(*said) bool) []*said {
	return filter(e.said, func(p *said) bool { return p.counts && of(p) })
}

func (e *evaluation) affirming(of func(*said) bool) []*said {
	return e.counting(func(p *said) bool { return of(p) && p.polarity() == affirms })
}

// there reports whether a node is there: those that need no evidence always are.
func (e *evaluation) there(id string) bool {
	needs := strings.HasPrefix(id, "meeting:") || strings.HasPrefix(id, "claim:")
	return !needs || e.graph[id] != nil
}
