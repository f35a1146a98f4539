package seed

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"parley/graph"
)

// What a piece of evidence is where its block does not say.
const (
	usualAct   = "REPORTED"
	usualBasis = "STATED"
)

func named(props []*graph.Property, name string) *graph.Property {
	for _, p := range props {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// readFact reads one block of facts.
func (r *reading) readFact(n *yaml.Node) {
	before := len(r.problems)
	b, ok := r.block(n, "a fact")
	if !ok {
		return
	}
	if b.values[SaysKey] != nil {
		r.readSays(b)
		return
	}
	s, ok := r.subject(b)
	if !ok {
		return
	}
	c := r.evidence(b, s, usualAct)
	r.required(b, s)
	if len(r.problems) == before && r.source != "" {
		r.accept(b.at, c)
	}
}

// evidence reads a block's evidence for its subject.
func (r *reading) evidence(b block, s subject, act string) graph.PutEvidence {
	c := graph.PutEvidence{Source: r.source, Load: r.load, Fact: s.fact}
	c.Act, c.Basis = act, usualBasis
	c.Says = map[string]graph.Value{}
	r.readKeys(b, s, &c)
	r.locate(b, &c.Evidence)
	return c
}

// required refuses a fact without the property that is its point.
func (r *reading) required(b block, s subject) {
	for _, p := range s.props {
		given := slices.ContainsFunc(b.keys, func(key *yaml.Node) bool { return key.Value == p.Name })
		if p.Required && !given {
			r.problem(b.at, "%s needs %s: one of %s", s.fact.Edge, p.Name, p.Enum.Names())
		}
	}
}

// readKeys reads what a block says beside its subject.
func (r *reading) readKeys(b block, s subject, c *graph.PutEvidence) {
	set := c.Evidence.Setters()
	for _, key := range b.keys {
		name := key.Value
		own, words := named(s.props, name), r.model.EvidenceProp(name)
		switch {
		case name == PrefixKey, name == SuffixKey, slices.Contains(s.keys, name):
		case words != nil && set[name] != nil:
			if v := r.valueOf(b, words); v != nil {
				set[name](v)
			}
		case own == nil:
			r.known(key, "a fact for "+s.owner, r.factKeys(s))
		case own.Weighed:
			r.problem(at(key), "%s.%s follows from what sources say: it is not written down", s.owner, name)
		case own.Editorial:
			r.problem(at(key), "%s.%s is editorial: it stands with the %s under entities, not in a fact", s.owner, name, s.owner)
		default:
			r.say(c, own, r.valueOf(b, own))
		}
	}
}

func (r *reading) valueOf(b block, p *graph.Property) graph.Value {
	if b.values[p.Name] == nil {
		return nil
	}
	return r.value(p, b.values[p.Name])
}

// say puts a value where it belongs: into the fact's id, or to what is said of it.
func (r *reading) say(c *graph.PutEvidence, p *graph.Property, v graph.Value) {
	switch {
	case v == nil:
	case p.Identity:
		if c.Fact.Identity == nil {
			c.Fact.Identity = map[string]graph.Value{}
		}
		c.Fact.Identity[p.Name] = v
	default:
		c.Says[p.Name] = v
	}
}

// factKeys lists what a fact's block may have beside its subject.
func (r *reading) factKeys(s subject) []string {
	keys := slices.Concat(namesOf(StatedProps(s.props)), namesOf(EvidenceProps(r.model)), []string{PrefixKey, SuffixKey})
	if slices.Contains(s.keys, AboutKey) {
		keys = append(keys, AboutKey)
	}
	return keys
}

// accept takes a fact that is right in itself. It refuses one that was there before.
func (r *reading) accept(where spot, c graph.PutEvidence) {
	if line := r.acceptNew(where, c); line > 0 {
		r.problem(where, "this fact says the same with the same words as the one on line %d: take one out", line)
	}
}

// acceptNew takes a fact that is right in itself, unless it was there before. Then
// it returns on which line.
func (r *reading) acceptNew(where spot, c graph.PutEvidence) (line int) {
	checked, ok := r.checked(where, c)
	if !ok {
		return 0
	}
	c = checked.(graph.PutEvidence)
	id := r.model.EvidenceIDOf(c)
	if line, twice := r.said[id]; twice {
		return line
	}
	r.said[id] = where.line
	c.Seq = len(r.facts) + 1
	r.facts = append(r.facts, c)
	r.factsAt = append(r.factsAt, where)
	return 0
}
