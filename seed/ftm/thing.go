package ftm

import (
	"cmp"
	"fmt"
	"slices"

	"parley/graph"
	"parley/seed"
)

// thingLine reads a line for the thing in it. What is wrong with a line is said
// here, but for what is wrong with a link.
func (r *reading) thingLine(line []byte, long bool) {
	if long {
		r.problem(fmt.Errorf("the line is longer than %d MB", maxLine>>20), false)
		return
	}
	e, err := decode(line)
	if err != nil {
		r.problem(err, false)
		return
	}
	if had, twice := r.known[e.ID]; twice {
		r.problem(fmt.Errorf("%s stands on line %d already: bring the parts of an entity together first (ftm aggregate)", e.ID, had.line), false)
		return
	}
	r.known[e.ID] = thing{line: r.line}
	node, changes, err := r.thing(e)
	if err != nil {
		r.problem(fmt.Errorf("%s %s: %w", e.Schema, e.ID, err), false)
		return
	}
	r.known[e.ID] = thing{node, r.line}
	r.give(seed.Row{Changes: changes})
}

// thing returns the node that an entity becomes, and what makes it.
func (r *reading) thing(e *entity) (node string, changes []graph.Change, err error) {
	switch e.Schema {
	case "Person":
		return r.node(e, "person", nil, "position")
	case "Organization", "PublicBody", "Company", "LegalEntity":
		return r.node(e, "organization", classified(e))
	case "Position":
		return r.node(e, "post", nil, "subnationalArea")
	case "Event":
		return r.meeting(e)
	case "Occupancy", "Membership", "Family":
		return "", nil, nil
	}
	r.skip(e.Schema)
	return "", nil, nil
}

// node makes a node of a kind. What else there is in words describes it, where
// the entity has no description.
func (r *reading) node(e *entity, kind string, more map[string]graph.Value, words ...string) (string, []graph.Change, error) {
	names := e.names()
	if len(names) == 0 {
		return "", nil, fmt.Errorf("it has no name")
	}
	props := map[string]graph.Value{"name": names[0], "identifiers": e.identifiers()}
	for name, v := range more {
		props[name] = v
	}
	if len(names) > 1 {
		props["aliases"] = names[1:]
	}
	if line := e.first(append([]string{"summary", "description"}, words...)...); line != "" {
		props["description"] = line
	}
	id := nodeID(kind, names[0], e.ID)
	return id, []graph.Change{r.put(id, props)}, nil
}

func (r *reading) put(id string, props map[string]graph.Value) graph.Change {
	return graph.PutNode{Source: r.file.options.Source, ID: id, Props: props}
}

// names returns the name to call it by and then the others, each once.
func (e *entity) names() []string {
	names := e.all("name")
	if i := slices.Index(names, seed.Clean(e.Caption)); i > 0 {
		names[0], names[i] = names[i], names[0]
	}
	if len(names) == 0 {
		if whole := seed.Clean(e.first("firstName") + " " + e.first("lastName")); whole != "" {
			names = []string{whole}
		}
	}
	if len(names) == 0 {
		return nil
	}
	seen, out := map[string]bool{}, []string{}
	for _, name := range slices.Concat(names, e.all("alias"), e.all("previousName")) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

func (e *entity) identifiers() []graph.Identifier {
	ids := []graph.Identifier{{Scheme: "ftm", Value: e.ID}}
	for _, known := range []struct{ property, scheme string }{{"wikidataId", "wikidata"}, {"leiCode", "lei"}} {
		for _, v := range e.all(known.property) {
			ids = append(ids, graph.Identifier{Scheme: known.scheme, Value: v})
		}
	}
	return ids
}

// classified says what sort of body an organization is, as far as FtM does.
func classified(e *entity) map[string]graph.Value {
	sort := ""
	for _, topic := range e.all("topics") {
		switch topic {
		case "pol.party":
			sort = "PARTY"
		case "gov.igo":
			sort = "INTERGOVERNMENTAL"
		case "mil":
			sort = "ARMED_FORCE"
		case "gov", "gov.national":
			sort = cmp.Or(sort, "GOVERNMENT")
		}
	}
	if e.Schema == "Company" {
		sort = cmp.Or(sort, "COMPANY")
	}
	if sort == "" {
		return nil
	}
	return map[string]graph.Value{"classification": sort}
}

// meeting makes a meeting of an event that names somebody, and its places.
func (r *reading) meeting(e *entity) (string, []graph.Change, error) {
	if len(e.all("involved")) == 0 && len(e.all("organizer")) == 0 {
		r.skip("Event that names nobody")
		return "", nil, nil
	}
	when, err := moment(e)
	if err != nil {
		return "", nil, err
	}
	id, changes, err := r.node(e, "meeting", nil)
	if err != nil {
		return "", nil, err
	}
	says := map[string]graph.Value{"status": "UNKNOWN"}
	if when != nil {
		says["when"] = when
		if when.StartEarliest.Known() {
			id = nodeID("meeting", firstDay(when)+" "+e.names()[0], e.ID)
			node := changes[0].(graph.PutNode)
			node.ID = id
			changes[0] = node
		}
	}
	changes = append(changes, r.say(e, graph.Fact{Node: id}, says))
	for _, words := range e.all("location") {
		place := "place:" + cmp.Or(slug(words), short(words))
		if r.places[place] == "" {
			r.places[place] = words
		}
		changes = append(changes, r.put(place, map[string]graph.Value{"name": r.places[place]}),
			r.say(e, graph.Fact{Edge: "HELD_AT", From: id, To: place}, nil))
	}
	return id, changes, nil
}

// say states a fact on the word of an entity.
func (r *reading) say(e *entity, f graph.Fact, says map[string]graph.Value) graph.PutEvidence {
	r.seq++
	return graph.PutEvidence{Source: r.file.options.Source, Fact: f, Evidence: graph.Evidence{
		Locator: e.ID, Seq: r.seq, Act: "REPORTED", Basis: "STATED", Says: says,
	}}
}
