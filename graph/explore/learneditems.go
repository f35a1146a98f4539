package explore

import (
	"slices"

	"parley/graph"
)

// of returns what became known of a subject.
func (l *learning) of(s *subject) []Learned {
	var list []Learned
	add := func(what What, property string, before, after graph.Value, by []*said) {
		list = append(list, Learned{
			LearnedKey: LearnedKey{Day: l.dayOf(by), ID: s.ID, What: what, Property: property},
			Subject:    s.Subject, Before: before, After: after,
			Evidence: unique(texts(by, func(of *said) string { return of.id })),
		})
	}
	switch was, is := s.then[first], s.then[last]; {
	case was == nil && is != nil:
		add(Appeared, "", nil, nil, firstOf(keep(s.own, l.fresh), l.bearing(s)))
	case was != nil && is != nil:
		for i, p := range s.props {
			if before, after := was[i], is[i]; before != after && p.Verifies() {
				add(Verified, p.Name, before, after, l.swaying(s))
			} else if before != after {
				add(Differs, p.Name, before, after, l.setting(s, p, after))
			}
		}
	}
	for what, by := range map[What][]*said{Denied: l.denials(s), Corrected: l.corrections(s), Withdrawn: l.withdrawals(s)} {
		if len(by) > 0 {
			add(what, "", nil, nil, by)
		}
	}
	return list
}

// keep returns those of some evidence of which all of some things are so.
func keep(list []*said, are ...func(*said) bool) (kept []*said) {
	for _, s := range list {
		if !slices.ContainsFunc(are, func(is func(*said) bool) bool { return !is(s) }) {
			kept = append(kept, s)
		}
	}
	return kept
}

// firstOf returns the first list that is not empty.
func firstOf(lists ...[]*said) []*said {
	for _, list := range lists {
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

func (l *learning) between(d graph.Day) bool { return d.Known() && l.q.From < d && d <= l.q.To }

// fresh reports whether evidence became known between the days, and counts.
func (l *learning) fresh(s *said) bool { return l.between(s.known) && s.counts[last] }

// gone reports whether evidence stopped counting, since its source was withdrawn.
func (l *learning) gone(s *said) bool { return s.stopped() && l.between(s.withdrawn) }

func (l *learning) stirs(s *said) bool { return l.fresh(s) || l.gone(s) }

// stopped reports whether evidence counted on the first day, and does not on the last.
func (s *said) stopped() bool { return s.counts[first] && !s.counts[last] }

// bearing returns the evidence that became known, or was withdrawn, and bears on a
// subject: what is said of it, of other edges between its ends, and, of a claim, by
// those who speak to it; where there is none, of when that was to which it leads.
func (l *learning) bearing(s *subject) []*said {
	if s.edge == nil {
		return keep(append(slices.Clip(s.own), l.spoken(s)...), l.stirs)
	}
	var all []*said
	for _, parallel := range l.pairs[pairOf(s.edge, s.from, s.to)] {
		all = append(all, keep(parallel.own, l.stirs)...)
	}
	hub := l.subjects[s.to]
	if len(all) > 0 || hub == nil || s.edge.Leading() == nil {
		return all
	}
	return firstOf(keep(hub.own, l.stirs, says(hub.node.When())), keep(hub.own, l.stirs))
}

// spoken returns the evidence for edges that say something of a node, a claim.
func (l *learning) spoken(s *subject) (all []*said) {
	for _, edge := range l.speech[s.ID] {
		all = append(all, edge.own...)
	}
	return all
}

// says returns what reports whether evidence says something of a property.
func says(p *graph.Property) func(*said) bool {
	return func(s *said) bool {
		return p != nil && slices.ContainsFunc(s.says, func(x graph.Said) bool { return x.Property == p.Name })
	}
}

// setting returns the evidence that has a property of a subject have a value: what
// says that value, or something of the property, or bears on the subject.
func (l *learning) setting(s *subject, p *graph.Property, after graph.Value) []*said {
	so := func(is *said) bool {
		return slices.ContainsFunc(is.says, func(x graph.Said) bool { return x.Property == p.Name && printed(x.Value) == after })
	}
	return firstOf(keep(s.own, l.fresh, so), keep(s.own, l.stirs, says(p)), l.bearing(s))
}

// swaying returns the evidence for which votes on a subject changed.
func (l *learning) swaying(s *subject) []*said {
	all := l.bearing(s)
	leading := firstLeading(s.props)
	votes := func(is *said) bool { return is.polarity == graph.Denies.String() || says(leading)(is) }
	return firstOf(keep(all, votes), all)
}

func firstLeading(props []*graph.Property) *graph.Property {
	if i := slices.IndexFunc(props, func(p *graph.Property) bool { return p.Leads }); i >= 0 {
		return props[i]
	}
	return nil
}

// denials returns the evidence that became known and denies a subject. What is said
// of a claim bears on that.
func (l *learning) denials(s *subject) []*said {
	polarity := graph.Denies
	all := s.own
	switch {
	case s.edge == nil:
		all = append(slices.Clip(all), l.spoken(s)...)
	case s.edge.Speech() != nil && !l.affirms(s):
		return nil
	case s.edge.Speech() != nil: // that this was said is denied, which says nothing of the claim
		polarity = graph.Silent
	}
	return keep(all, l.fresh, func(is *said) bool { return is.polarity == polarity.String() })
}

// affirms reports whether what an edge says of a claim affirms it.
func (l *learning) affirms(s *subject) bool {
	i, is := slices.Index(s.props, s.edge.Speech()), s.then[last]
	return i >= 0 && is != nil && s.edge.Speech().Enum.Of(is[i]).Polarity == graph.Affirms
}

// corrections returns the evidence by which what was said of a subject was corrected.
func (l *learning) corrections(s *subject) (by []*said) {
	for _, was := range s.own {
		if c := l.said[was.correctedBy]; c != nil && was.stopped() && !slices.Contains(by, c) {
			by = append(by, c)
		}
	}
	return by
}

// withdrawals returns what was said of a subject by sources that were withdrawn.
func (l *learning) withdrawals(s *subject) []*said { return keep(s.own, l.gone) }

// dayOf returns the first day on which some of the evidence became known, or was
// withdrawn.
func (l *learning) dayOf(by []*said) graph.Day {
	day := l.q.To
	for _, s := range by {
		switch {
		case l.gone(s):
			day = min(day, s.withdrawn)
		case l.between(s.known):
			day = min(day, s.known)
		}
	}
	return day
}
