package weigh

import (
	"slices"

	"parley/graph"
)

// Outcome is what follows from the statements about a subject.
type Outcome struct {
	Presence
	Vals   []graph.Value // by the subject's properties, those that are weighed too
	Judged []Judged      // by statement
}

// Presence tells whether something is there.
type Presence struct {
	There bool // a statement counts

	// Before Since nothing that is said of it was known; what was known on Settled and
	// after is what is known now. NoDay is the least of days.
	Since, Settled graph.Day
}

// presence returns the presence of what some statements are about.
func presence(statements []Statement, count bool) Presence {
	p := Presence{There: count, Since: graph.NoDay, Settled: settled(statements)}
	for i, s := range statements {
		if i == 0 || s.Published < p.Since {
			p.Since = s.Published
		}
	}
	return p
}

// settled returns the last day on which it changes what is known of statements.
func settled(statements []Statement) graph.Day {
	last := graph.NoDay
	for _, s := range statements {
		last = max(last, s.Published, s.Withdrawn)
	}
	return last
}

// Node returns what follows from the statements about a node. Spoken is what edges
// say of it, a claim, each of them with all that stand between the same ends: these
// vote too.
func Node(k *graph.Kind, statements []Statement, spoken [][]Statement, knownOn graph.Day) Outcome {
	standings := Counting(statements, knownOn)
	own := counting(statements, standings)
	o := Outcome{Presence: presence(statements, len(own) > 0), Vals: Values(k.Props(), own)}
	q := Question{Leading: k.Leading(), First: graph.NoDay}
	if q.Leading != nil {
		q.Won = o.Vals[k.Index(q.Leading)]
		q.First = Start(o.Vals[k.Index(k.When())])
	}
	o.Judged = judged(statements, standings, q.Leading, q.Won)
	if !k.Verified {
		return o
	}
	voices := slices.Clip(own)
	for _, s := range spoken {
		voices = append(voices, counting(s, Counting(s, knownOn))...)
		o.Settled = max(o.Settled, settled(s))
	}
	for i, p := range k.Props() {
		if p.Type == graph.Course && p.Weighed {
			o.Vals[i] = q.Steps(voices)
		}
	}
	setTally(k.Props(), o.Vals, q.Count(voices))
	return o
}

// Start returns the first day, at the earliest, of a date; NoDay where that is open
// or there is none.
func Start(when graph.Value) graph.Day {
	if w, ok := when.(*graph.When); ok && w != nil {
		return w.StartEarliest
	}
	return graph.NoDay
}

// counting returns those of the statements that count.
func counting(statements []Statement, standings []Standing) []Statement {
	var count []Statement
	for i, s := range statements {
		if standings[i].Counts {
			count = append(count, s)
		}
	}
	return count
}

// setTally sets the properties that say what the votes come to.
func setTally(props []*graph.Property, vals []graph.Value, t Tally) {
	for i, p := range props {
		switch {
		case !p.Weighed:
		case p.Enum != nil:
			vals[i] = boxed(t.Verification)
		case p.Type == graph.Tally:
			vals[i] = supportOf(t.Support)
		}
	}
}

// boxed returns a verification as a value that takes no memory of its own.
func boxed(verification string) graph.Value {
	switch verification {
	case graph.Denied:
		return graph.Denied
	case graph.Contested:
		return graph.Contested
	case graph.Confirmed:
		return graph.Confirmed
	}
	return graph.Unverified
}

// few is how many of each a support has that is made once for all.
const few = 4

// supports are those of few principals and publishers.
var supports = func() (made [few * few * few * few]graph.Support) {
	for i := range made {
		made[i] = graph.Support{
			Affirmed: int64(i) / (few * few * few), Denied: int64(i) / (few * few) % few,
			Silent: int64(i) / few % few, Publishers: int64(i) % few,
		}
	}
	return made
}()

// supportOf returns a support, of few the one that all share.
func supportOf(s graph.Support) *graph.Support {
	if max(s.Affirmed, s.Denied, s.Silent, s.Publishers) >= few {
		return &s
	}
	return &supports[((s.Affirmed*few+s.Denied)*few+s.Silent)*few+s.Publishers]
}

// Series is all that is said of edges of one type between the same two ends.
type Series struct {
	Type       *graph.Edge
	Edges      [][]graph.Value // by edge: the values of its identity
	Statements []Statement
	Of         []int     // by statement: which edge it is for
	First      graph.Day // the first day, at the earliest, of what the edges lead to; NoDay if unknown
	Settled    graph.Day // when that was settled
}

// Weigh returns what follows for each of the edges. The statements of an edge stand
// together; the corrections of [Judged] are by their places among all.
func (s *Series) Weigh(knownOn graph.Day) []Outcome {
	standings := Counting(s.Statements, knownOn)
	all := counting(s.Statements, standings)
	own := make([][]Statement, len(s.Edges))
	outcomes := make([]Outcome, len(s.Edges))
	from := 0
	for i, identity := range s.Edges {
		to := from
		for to < len(s.Of) && s.Of[to] == i {
			to++
		}
		about := s.Statements[from:to]
		own[i] = counting(about, standings[from:to])
		o := s.edge(identity, own[i], all)
		o.Presence = presence(about, len(own[i]) > 0)
		o.Settled = max(s.Settled, settled(s.Statements))
		o.Judged = s.judged(about, standings[from:to], o.Vals)
		outcomes[i], from = o, to
	}
	switch {
	case s.Type.Time == graph.State:
		s.hold(outcomes, own)
	case s.Type.Speech() != nil:
		for i := range outcomes {
			s.utter(&outcomes[i], own[i])
		}
	}
	return outcomes
}

func (s *Series) judged(about []Statement, standings []Standing, vals []graph.Value) []Judged {
	leading := s.Type.Leading()
	if leading == nil {
		return judged(about, standings, nil, nil)
	}
	return judged(about, standings, leading, vals[leading.Ordinal()])
}

// edge weighs what is said of an edge, by which its values are set; on who attended
// all vote who speak of that actor and meeting.
func (s *Series) edge(identity []graph.Value, own, all []Statement) Outcome {
	props := s.Type.Props()
	o := Outcome{Vals: Values(props, own)}
	for i, v := range identity {
		if v != nil && props[i].Identity {
			o.Vals[i] = v
		}
	}
	q, voters := Question{First: graph.NoDay}, own
	if p := s.Type.Leading(); p != nil {
		q, voters = Question{Leading: p, Won: o.Vals[p.Ordinal()], First: s.First}, all
	}
	setTally(props, o.Vals, q.Count(voters))
	return o
}

// utter sets since when it has been said.
func (s *Series) utter(o *Outcome, own []Statement) {
	since := span{dusk, dusk}
	for i := range own {
		if own[i].Polarity == graph.Affirms {
			h := heldOf(&own[i], nil, nil)
			t := timeOf(&h, i)
			since = span{min(since.first, t.bounds.StartEarliest), min(since.last, t.bounds.StartLatest)}
		}
	}
	for i, p := range s.Type.Props() {
		if p.Type == graph.Spans && since.first != dusk {
			o.Vals[i] = []graph.Period{{Bounds: graph.Bounds{StartEarliest: since.first, StartLatest: since.last, EndEarliest: graph.NoDay, EndLatest: graph.NoDay}}}
		}
	}
}

// hold sets when each of the edges of a series of states held.
func (s *Series) hold(outcomes []Outcome, own [][]Statement) {
	state := s.Type.StateProp()
	var series States
	var at []int // by statement of the series: its place among those of its edge that affirm
	for i, statements := range own {
		n := 0
		for _, st := range statements {
			if st.Polarity == graph.Affirms {
				series = append(series, heldOf(&st, state, s.Edges[i]))
				at = append(at, n)
				n++
			}
		}
	}
	spells := series.Periods()
	for i := range outcomes {
		s.setPeriods(&outcomes[i], own[i], spellOf(spells, state, s.Edges[i]), at)
	}
}

func heldOf(st *Statement, state *graph.Property, identity []graph.Value) Held {
	h := Held{Precedence: st.Precedence, Principal: st.Principal}
	if state != nil {
		h.Value = state.Enum.Of(valueAt(identity, state))
	}
	h.When, _ = st.Of("when").(*graph.When)
	return h
}

// valueAt returns the value of a property of an edge, or null.
func valueAt(vals []graph.Value, p *graph.Property) graph.Value {
	if p.Ordinal() >= len(vals) {
		return nil
	}
	return vals[p.Ordinal()]
}

func spellOf(spells []Spell, state *graph.Property, identity []graph.Value) *Spell {
	name := ""
	if state != nil {
		name, _ = valueAt(identity, state).(string)
	}
	i := slices.IndexFunc(spells, func(s Spell) bool { return s.Value == name })
	if i < 0 {
		return nil
	}
	return &spells[i]
}

// setPeriods sets when a state held, and its date: from the first to the last that
// its statements give.
func (s *Series) setPeriods(o *Outcome, own []Statement, spell *Spell, at []int) {
	var periods []graph.Period
	if spell != nil {
		periods = spell.Periods
	}
	for i := range periods {
		of := make([]int, len(periods[i].Statements))
		for j, n := range periods[i].Statements {
			of[j] = at[n]
		}
		slices.Sort(of)
		periods[i].Statements = of
	}
	for i, p := range s.Type.Props() {
		switch {
		case p.Type == graph.Spans && p.Weighed:
			o.Vals[i] = periods
		case p.Type == graph.Flag && p.Weighed:
			o.Vals[i] = len(periods) > 0 && periods[len(periods)-1].Open()
		case p.Enum != nil && p.Weighed && spell != nil && spell.Contested:
			o.Vals[i] = graph.Contested
		case p == s.Type.When() && !p.Identity:
			o.Vals[i] = hullOf(own)
		}
	}
}

// hullOf returns the date from the first to the last that statements give.
func hullOf(own []Statement) graph.Value {
	var dates []*graph.When
	for i := range own {
		if w, ok := own[i].Of("when").(*graph.When); ok && own[i].Polarity == graph.Affirms {
			dates = append(dates, w)
		}
	}
	if w := Hull(dates); w != nil {
		return w
	}
	return nil
}
