package front

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/schema"
)

// drawing is the graph that the page shows: its dots and ties stand in the
// order in which they are drawn.
type drawing struct {
	Class         string
	Width, Height float64
	Dots          []*dot
	Ties          []*tie

	MoreMeetings, MoreConflicts int    // that are not drawn
	Lacking                     string // why no conflicts are drawn
	Explorer                    bool   // there is GraphiQL

	Tall *drawing // the same for a narrow screen
}

// Meetings returns the dots that are meetings.
func (d *drawing) Meetings() []*dot {
	var meetings []*dot
	for _, dot := range d.Dots {
		if dot.Meeting() {
			meetings = append(meetings, dot)
		}
	}
	return meetings
}

// Conflicts returns the ties that are conflicts.
func (d *drawing) Conflicts() []*tie {
	var conflicts []*tie
	for _, t := range d.Ties {
		if t.ID != "" {
			conflicts = append(conflicts, t)
		}
	}
	return conflicts
}

// dot is an actor or a meeting.
type dot struct {
	who
	X, Y float64

	forceX, forceY float64 // that move it to its place

	Body                 bool   // it can be represented: a country or an organization
	Status, When, Places string // of a meeting
	Verification         string // of a meeting
	Held                 bool   // a meeting has begun
	Presences            []*presence
	Others               bool // more took part in a meeting than Presences has
	Conflicts            []*tie
	Lines                []string // its name as it stands in the drawing
}

// Meeting reports whether the dot is a meeting.
func (d *dot) Meeting() bool { return d.Status != "" }

// Label is what a screen reader says of the dot: all that is written beside it,
// its whole name where that was too long, whether somebody denies it, and its kind.
func (d *dot) Label() string {
	label := strings.Join(d.Lines, " ")
	if label != d.Name {
		label += ", " + d.Name
	}
	if denied := disputed(d.Verification); denied != "" {
		label += ", " + denied
	}
	return label + ", " + kindOf(d.Kind)
}

// presence is an actor at a meeting.
type presence struct {
	Actor, Meeting    *dot
	Attendance, Quote string
	Verification      string
}

// tie is a line: who came, who is to come, who stands for whom, who collides.
type tie struct {
	From, To *dot
	Class    string
	Disputed bool   // somebody denies it
	ID       string // of the card that it leads to; empty for a plain line
	Via      []via
}

func (p *page) drawing(ctx context.Context) (*drawing, error) {
	query, err := embedded.ReadFile("drawn.graphql")
	if err != nil {
		return nil, err
	}
	var data drawn
	ask := func(operation string, variables map[string]any) error {
		return p.ask(ctx, schema.Request{Query: string(query), OperationName: operation, Variables: variables}, &data)
	}
	if err := ask("Meetings", map[string]any{"first": maxMeetings}); err != nil {
		return nil, err
	}
	lacking := ""
	switch err := ask("Network", map[string]any{"first": maxConflicts}); {
	case graph.CodeOf(err) == graph.TooLarge:
		lacking = err.Error()
	case err != nil:
		return nil, err
	default:
		ids := data.colliders()
		if err := ask("Conflicts", map[string]any{"ids": ids, "first": max(len(ids), 1)}); err != nil {
			return nil, err
		}
	}
	d := draw(p.schema.Model(), &data)
	d.Lacking = lacking
	return d, nil
}

// drawer gathers a drawing.
type drawer struct {
	drawing
	model *graph.Model
	dots  map[string]*dot
}

func draw(m *graph.Model, data *drawn) *drawing {
	d := drawOn(wide, m, data)
	d.Tall = drawOn(tall, m, data)
	return d
}

func drawOn(c canvas, m *graph.Model, data *drawn) *drawing {
	d := &drawer{model: m, dots: map[string]*dot{}}
	d.conflicts(data)
	d.meetings(data)
	d.representatives(data)
	slices.SortStableFunc(d.Ties, func(a, b *tie) int { return cmp.Compare(a.Class, b.Class) })
	d.arrange(c)
	return &d.drawing
}

func (d *drawer) dot(w who) *dot {
	if known := d.dots[w.ID]; known != nil {
		return known
	}
	n := &dot{who: w, Body: slices.Contains(d.model.Represents.To, w.Kind), Lines: wrap(w.Name)}
	d.dots[w.ID] = n
	d.Dots = append(d.Dots, n)
	return n
}

// conflicts draws each conflict once, from the side with the smaller id.
func (d *drawer) conflicts(data *drawn) {
	d.MoreConflicts = data.Network.MissingEdges
	of := map[string]collider{}
	for _, c := range data.Nodes {
		of[c.ID] = c
	}
	for _, pair := range data.Network.Edges {
		source, target := of[pair.Source], of[pair.Target]
		for _, e := range source.ConflictsWith.Edges {
			if e.Node.ID != target.ID {
				continue
			}
			from, to := d.dot(source.who), d.dot(target.who)
			t := &tie{From: from, To: to, Class: "conflict", ID: fmt.Sprintf("conflict:%s:%s", from.ID, to.ID), Via: e.Via}
			from.Conflicts, to.Conflicts = append(from.Conflicts, t), append(to.Conflicts, t)
			d.Ties = append(d.Ties, t)
		}
	}
}

// meetings draws the latest meetings of which it is known who takes part.
func (d *drawer) meetings(data *drawn) {
	latest := data.latest()
	d.MoreMeetings = data.Dated.TotalCount + data.Undated.TotalCount - len(latest)
	for _, m := range latest {
		at := d.dot(m.who)
		at.Status, at.When, at.Others = m.Status, m.When.String(), m.Participants.PageInfo.HasNextPage
		at.Verification = m.Verification
		at.Held = d.begun(m)
		var places []string
		for _, place := range m.Places.Nodes {
			places = append(places, place.Name)
		}
		at.Places = strings.Join(places, ", ")
		for _, e := range once(m.Participants.Edges) {
			p := &presence{Actor: d.dot(e.Node.who), Meeting: at, Attendance: e.Attendance, Verification: e.Verification, Quote: firstQuote(e.Evidence)}
			at.Presences, p.Actor.Presences = append(at.Presences, p), append(p.Actor.Presences, p)
			if class := classes[e.Attendance]; class != "" {
				d.Ties = append(d.Ties, &tie{From: p.Actor, To: at, Class: class, Disputed: disputed(e.Verification) != ""})
			}
		}
	}
}

// begun reports whether a meeting has begun.
func (d *drawer) begun(m meeting) bool {
	begun := d.model.Kind(m.Kind).Begun
	return begun != nil && slices.Contains(begun.Values, m.Status)
}

// representatives ties those who take part to those who collide and for whom
// they stand.
func (d *drawer) representatives(data *drawn) {
	drawn := map[[2]*dot]bool{}
	for _, m := range data.latest() {
		for _, e := range m.Participants.Edges {
			for _, body := range e.Node.Represents.Nodes {
				from, to := d.dots[e.Node.ID], d.dots[body.ID]
				if from == nil || to == nil || drawn[[2]*dot{from, to}] {
					continue
				}
				drawn[[2]*dot{from, to}] = true
				d.Ties = append(d.Ties, &tie{From: from, To: to, Class: "stands-for"})
			}
		}
	}
}

// classes are the lines for who came and who is to come. For who declined, stayed
// away or may have come there is none, but the card says it.
var classes = map[string]string{"ATTENDED": "attended", "EXPECTED": "planned", "CONFIRMED": "planned"}

// kindOf returns a kind's name in lower case.
func kindOf(name string) string { return strings.ToLower(name) }

// lineLength is how many letters of a name stand in one line, and maxLines how
// many lines it has at most.
const (
	lineLength = 17
	maxLines   = 3
)

// wrap breaks a name into short lines.
func wrap(name string) []string {
	lines := []string{""}
	for _, word := range strings.Fields(name) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case len([]rune(*last))+1+len([]rune(word)) <= lineLength:
			*last += " " + word
		case len(lines) == maxLines:
			*last += " …"
			return lines
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
