package front

import "slices"

// drawn is what the questions of drawn.graphql answer.
type drawn struct {
	Dated, Undated meetings
	Network        struct {
		Edges        []struct{ Source, Target string }
		MissingEdges int
	}
	Nodes []collider
}

// meetings are some of the meetings that there are.
type meetings struct {
	TotalCount int
	Nodes      []meeting
}

type meeting struct {
	who
	Status       string
	Verification string
	When         *when
	Places       struct{ Nodes []struct{ Name string } }
	Participants struct {
		Edges    []participant
		PageInfo struct{ HasNextPage bool }
	}
}

// collider is who collides with others.
type collider struct {
	who
	ConflictsWith struct {
		Edges []struct {
			Node struct{ ID string }
			Via  []via
		}
	}
}

// How many meetings and conflicts are drawn at most.
const (
	maxMeetings  = 14
	maxConflicts = 24
)

// latest returns the meetings to draw, the earliest of them first, then those
// without a date for which there is room.
func (d *drawn) latest() []meeting {
	dated := slices.Clone(d.Dated.Nodes)
	slices.Reverse(dated)
	return append(dated, d.Undated.Nodes[:min(len(d.Undated.Nodes), maxMeetings-len(dated))]...)
}

// colliders returns the ids of those who collide, each once, as a variable has them.
func (d *drawn) colliders() []any {
	ids := []any{}
	for _, e := range d.Network.Edges {
		for _, id := range []any{e.Source, e.Target} {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// participant is an actor at a meeting, in one capacity.
type participant struct {
	Attendance   string
	Verification string
	Node         struct {
		who
		Represents struct{ Nodes []struct{ ID string } }
	}
	Evidence []quote
}

type who struct {
	Kind                  string `json:"__typename"`
	ID, Name, Description string
}

type when struct{ Text, Edtf string }

// String returns the words of the source with the date, as far as there are any.
func (w *when) String() string {
	switch {
	case w == nil:
		return ""
	case w.Text != "" && w.Edtf != "":
		return w.Text + " (" + w.Edtf + ")"
	default:
		return w.Text + w.Edtf
	}
}

type quote struct{ Quote string }

// via is a position on which two collide.
type via struct {
	Node struct{ Statement string }
	A, B struct {
		Stance   string
		Evidence []quote
	}
}

// once leaves those out who take part in several capacities, but for one of which
// it is known whether they came.
func once(all []participant) []participant {
	return onceBy(all, func(p participant) string { return p.Node.ID }, func(p participant) string { return p.Attendance })
}

func onceBy[T any](all []T, id, attendance func(T) string) []T {
	known := map[string]bool{}
	for _, p := range all {
		known[id(p)] = known[id(p)] || attendance(p) != ""
	}
	var kept []T
	seen := map[string]bool{}
	for _, p := range all {
		if !seen[id(p)] && known[id(p)] == (attendance(p) != "") {
			seen[id(p)] = true
			kept = append(kept, p)
		}
	}
	return kept
}

func firstQuote(evidence []quote) string {
	if len(evidence) == 0 {
		return ""
	}
	return evidence[0].Quote
}
