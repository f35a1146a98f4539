package storytest

import "strconv"

// ballot is what a statement means to a subject: for it (AFFIRMS), against it
// (DENIES), nothing (SILENT), or that it has no vote ("").
type ballot struct {
	principal, polarity string
	confirms            bool
	*said
}

// tally returns the verification, and the support, that come of ballots.
func tally(ballots []ballot) (verification string, support map[string]string) {
	top := map[string]ballot{}
	silence, publishers, count := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, b := range ballots {
		publishers[b.publisher] = true
		switch best, voted := top[b.principal]; {
		case b.polarity == silent:
			silence[b.principal] = true
		case b.polarity != "" && (!voted || compareRank(b.said, best.said) > 0):
			top[b.principal] = b
		}
	}
	for principal, b := range top {
		delete(silence, principal)
		count[b.polarity]++
	}
	switch verification = "UNVERIFIED"; {
	case count[affirms] > 0 && count[denies] > 0:
		verification = "CONTESTED"
	case count[denies] > 0:
		verification = "DENIED"
	case confirmed(ballots, top):
		verification = "CONFIRMED"
	}
	return verification, map[string]string{
		"support.affirmed": strconv.Itoa(count[affirms]), "support.denied": strconv.Itoa(count[denies]),
		"support.silent": strconv.Itoa(len(silence)), "support.publishers": strconv.Itoa(len(publishers)),
	}
}

// confirmed reports whether one principal confirms what another says too.
func confirmed(ballots []ballot, top map[string]ballot) bool {
	affirm := func(b ballot) bool { return b.polarity == affirms && top[b.principal].polarity == affirms }
	for _, a := range ballots {
		for _, b := range ballots {
			if affirm(a) && affirm(b) && a.confirms && !b.confirms && a.principal != b.principal {
				return true
			}
		}
	}
	return false
}

// vote returns how a statement votes on a subject with the winning value, "" for none,
// and the first day on which that occurred.
func vote(p *said, winner, first string) string {
	lead := p.lead()
	undone := lead == "CANCELLED" && occurred(winner) && first != "" && p.day > first
	switch polarity := p.polarity(); {
	case polarity == denies && occurred(winner) && p.day != "" && p.day < first:
		return ""
	case polarity != affirms, winner == "", lead == winner:
		return polarity
	case lead == "", occurred(winner) && !occurred(lead) && !undone:
		return ""
	case exclude(lead, winner), undone:
		return denies
	}
	return affirms
}

// votes lists the ballots on a node or an edge.
func (e *evaluation) votes(id string, x *said, winner string) (list []ballot) {
	meeting, counting := x.from, e.counting(func(p *said) bool { return p.subject == id })
	if x.edge == "PARTICIPATED_IN" {
		meeting, counting = x.to, e.counting(func(p *said) bool { return p.series == x.series })
	}
	first := readDate(values(e.affirming(func(p *said) bool { return p.subject == meeting }))["when"]).start.first
	for _, p := range counting {
		list = append(list, ballot{p.principal, vote(p, winner, first), p.Act == "CONFIRMED", p})
	}
	return list
}

// claimVotes lists the ballots on a claim of what was said by a day.
func (e *evaluation) claimVotes(claim, asOf string) (list []ballot) {
	for _, p := range e.counting(func(p *said) bool { return asOf == "" || p.day <= asOf }) {
		switch confirms := p.Act == "CONFIRMED" || p.Says["verdict"] == "CONFIRMED"; {
		case p.edge == "ASSERTS" && p.to == claim && p.deniesAssertion(), p.subject == claim && e.liesWithinAssertion(p):
			list = append(list, ballot{p.principal, "", confirms, p})
		case p.edge == "ASSERTS" && p.to == claim:
			list = append(list, ballot{p.claimant, p.claimPolarity(), confirms, p})
		case p.subject == claim:
			list = append(list, ballot{p.principal, p.polarity(), confirms, p})
		}
	}
	return list
}

func (e *evaluation) liesWithinAssertion(p *said) bool {
	return p.Words != Words{} && len(filter(e.said, func(a *said) bool {
		return a.edge == "ASSERTS" && a.to == p.subject && a.source == p.source && a.Words.Start <= p.Words.Start && p.Words.End <= a.Words.End
	})) > 0
}
