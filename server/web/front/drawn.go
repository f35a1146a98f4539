package front

// drawn is what drawn.graphql answers.
type drawn struct {
	Meetings struct {
		Nodes []struct {
			ID, Name, Status string
			When             *when
			Places           struct{ Nodes []struct{ Name string } }
			Participants     struct{ Edges []participant }
		}
	}
	Positions struct {
		Nodes []struct {
			Holders struct {
				Nodes []struct {
					who
					ConflictsWith struct {
						Edges []struct {
							Node struct{ ID string }
							Via  []via
						}
					}
				}
			}
		}
	}
}

// participant is an actor at a meeting, in one capacity.
type participant struct {
	Attendance string
	Node       struct {
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
	known := map[string]bool{}
	for _, p := range all {
		known[p.Node.ID] = known[p.Node.ID] || p.Attendance != ""
	}
	var kept []participant
	seen := map[string]bool{}
	for _, p := range all {
		if !seen[p.Node.ID] && known[p.Node.ID] == (p.Attendance != "") {
			seen[p.Node.ID] = true
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
