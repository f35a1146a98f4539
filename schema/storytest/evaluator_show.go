package storytest

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// show puts what a node or an edge shows into the graph, if it is there.
func (e *evaluation) show(id string, v View) {
	all := filter(e.said, func(p *said) bool { return p.subject == id })
	affirming := e.affirming(func(p *said) bool { return p.subject == id })
	x, set := all[0], values(affirming)
	winner := set[leading[x.edge]]
	ballots := e.votes(id, x, told(winner))
	if strings.HasPrefix(id, "claim:") {
		ballots = e.claimVotes(id, v.AsOf)
	}
	verification, shown := tally(ballots)
	held := begun(x, affirming, set, v)
	if isState(x.edge) {
		series := e.affirming(func(p *said) bool { return p.series == x.series })
		if contested(periods(series), x.value()) {
			verification = "CONTESTED"
		}
		held = showPeriods(shown, affirming, series, x.value(), v)
	}
	shown["there"], shown["verification"] = "true", verification
	for name, value := range set {
		shown["value."+name] = value
	}
	showEvidence(shown, inOrder(all, winner))
	showReasons(shown, affirming, ballots)
	if held && len(e.counting(func(p *said) bool { return p.subject == id })) > 0 {
		e.graph[id] = shown
	}
}

// begun reports whether what happens on days has begun on the one that is asked.
func begun(x *said, affirming []*said, set map[string]string, v View) bool {
	by := func(s span) bool {
		return v.AsOf == "" || map[bool]string{false: s.first, true: s.last}[v.Certain] <= v.AsOf
	}
	switch {
	case x.edge == "ASSERTS" && len(affirming) > 0:
		return len(filter(affirming, func(p *said) bool { return by(p.time().start) })) > 0
	case occurred(set["status"]), strings.HasPrefix(x.subject, "claim:"):
		return by(readDate(set["when"]).start)
	}
	return true
}

func showEvidence(shown map[string]string, list []*said) {
	for _, p := range list {
		shown["counts."+p.place] = strconv.FormatBool(p.counts)
		shown["polarity."+p.place] = p.polarity()
		if p.edge == "ASSERTS" {
			shown["polarity."+p.place] = p.claimPolarity()
		}
		if p.correctedBy != nil {
			shown["correctedBy."+p.place] = p.correctedBy.place
		}
	}
	shown["evidence"] = strings.Join(places(list), ",")
}

// showReasons shows which statement set a value by which rule, the best statements of
// the values that lost, and who votes with which.
func showReasons(shown map[string]string, affirming []*said, ballots []ballot) {
	for name, best := range bests(affirming) {
		rule, lead := "ONLY_ONE", told(values(affirming)[leading[best[0].edge]])
		if name == leading[best[0].edge] {
			lead = ""
		}
		for i := 0; len(best) > 1 && rule == "ONLY_ONE"; i++ {
			if best[0].weight(name, lead)[i] != best[1].weight(name, lead)[i] {
				rule = rules[i]
			}
		}
		shown["reason."+name] = rule + " " + strings.Join(places(best), " over ")
	}
	top := map[string]ballot{}
	for _, b := range ballots {
		key := func(b ballot) string { return strconv.FormatBool(b.polarity != silent) + strings.Join(b.rank(), " ") }
		if best, voted := top[b.principal]; b.polarity != "" && (!voted || key(b) > key(best)) {
			top[b.principal] = b
		}
	}
	for principal, b := range top {
		shown["vote."+principal] = b.polarity + " " + b.place
	}
}

// places lists where statements stand.
func places(list []*said) (places []string) {
	for _, p := range list {
		places = append(places, p.place)
	}
	return places
}

// showPeriods shows those of a value, and reports whether it holds on the day asked.
func showPeriods(shown map[string]string, affirming, series []*said, value string, v View) bool {
	var texts, reasons []string
	held, current := v.AsOf == "", false
	for _, p := range periods(series) {
		if p.value == value {
			held = held || p.covers(v.AsOf, v.Certain)
			current = p.end.last == dusk
			texts = append(texts, bounds(p.start)+"/"+bounds(p.end))
			reasons = append(reasons, p.why(series))
		}
	}
	maps.Copy(shown, map[string]string{"periods": strings.Join(texts, ","), "current": strconv.FormatBool(current)})
	if len(reasons) > 0 {
		shown["reason.periods"] = strings.Join(reasons, ", ")
	}
	hull := span{dusk, dawn}
	for _, p := range affirming {
		if when := readDate(p.Says["when"]); when.key() != "" {
			hull = span{min(hull.first, when.start.first), max(hull.last, cmp.Or(when.end.last, dusk))}
		}
	}
	if text := bounds(hull); text != ".." {
		shown["hull"] = text
	}
	return held
}

// why tells the first statement of a period, and the contrary ones that ended it.
func (p *period) why(series []*said) string {
	list := filter(series, func(q *said) bool {
		end := q.time().key()
		if q.value() != "FORMER" {
			end = before(end)
		}
		return p.given.last == "" && q.time().key() != "" && p.endedBy(q) && !displaced(q, series) && end == p.end.last
	})
	slices.SortFunc(list, func(p, q *said) int { return compareRank(q, p) })
	first := slices.MinFunc(p.said, func(p, q *said) int { return cmp.Or(cmp.Compare(p.time().key(), q.time().key()), compareRank(q, p)) })
	return strings.Join(places(slices.Insert(list, 0, first)), " over ")
}

// bounds writes a span; what is open is left out.
func bounds(s span) string { return strings.ReplaceAll(s.first+".."+s.last, dusk, "") }
