package storytest

import (
	"cmp"
	"maps"
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
		series := periods(e.affirming(func(p *said) bool { return p.series == x.series }))
		if contested(series, x.value()) {
			verification = "CONTESTED"
		}
		held = showPeriods(shown, affirming, series, x.value(), v)
	}
	shown["there"], shown["verification"] = "true", verification
	for name, value := range set {
		shown["value."+name] = value
	}
	showEvidence(shown, inOrder(all, winner))
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
	var places []string
	for _, p := range list {
		places = append(places, p.place)
		shown["counts."+p.place] = strconv.FormatBool(p.counts)
		shown["polarity."+p.place] = p.polarity()
		if p.edge == "ASSERTS" {
			shown["polarity."+p.place] = p.claimPolarity()
		}
		if p.correctedBy != nil {
			shown["correctedBy."+p.place] = p.correctedBy.place
		}
	}
	shown["evidence"] = strings.Join(places, ",")
}

// showPeriods shows those of a value, and reports whether it holds on the day asked.
func showPeriods(shown map[string]string, affirming []*said, series []*period, value string, v View) bool {
	var texts []string
	held, current := v.AsOf == "", false
	for _, p := range series {
		if p.value == value {
			held = held || p.covers(v.AsOf, v.Certain)
			current = p.end.last == dusk
			texts = append(texts, bounds(p.start)+"/"+bounds(p.end))
		}
	}
	maps.Copy(shown, map[string]string{"periods": strings.Join(texts, ","), "current": strconv.FormatBool(current)})
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

// bounds writes a span; what is open is left out.
func bounds(s span) string { return strings.ReplaceAll(s.first+".."+s.last, dusk, "") }
