package ftm

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// maxPairs is how many links one entity may make.
const maxPairs = 5000

// linkLine reads a line for the links in it. What is wrong with it as a line,
// or as a thing, was said when things were read.
func (r *reading) linkLine(line []byte, long bool) {
	if long {
		return
	}
	e, err := decode(line)
	if err != nil || r.known[e.ID].line != r.line {
		return
	}
	changes, err := r.links(e)
	if err != nil {
		r.problem(fmt.Errorf("%s %s: %w", e.Schema, e.ID, err), true)
		return
	}
	if len(changes) > 0 {
		r.give(seed.Row{Changes: changes, Aside: true})
	}
}

// links returns the links that an entity makes.
func (r *reading) links(e *entity) ([]graph.Change, error) {
	switch e.Schema {
	case "Position":
		return r.postOf(e)
	case "Event":
		return r.participants(e)
	case "Occupancy":
		return r.occupancy(e)
	case "Membership":
		return r.membership(e)
	case "Family":
		return r.family(e)
	}
	return nil, nil
}

// postOf says whose an office is.
func (r *reading) postOf(e *entity) ([]graph.Change, error) {
	post := r.known[e.ID].node
	if post == "" {
		return nil, nil
	}
	bodies, err := r.ends(e, "organization", "organization:")
	if err != nil {
		return nil, err
	}
	var changes []graph.Change
	for _, body := range bodies {
		changes = append(changes, r.say(e, graph.Fact{Edge: "POST_OF", From: post, To: body}, nil))
	}
	if len(e.all("organization")) > 0 || len(e.all("subnationalArea")) > 0 {
		return changes, nil
	}
	for _, code := range e.all("country") {
		id, props, ok := country(code)
		if !ok {
			r.skip("countries of offices that are no countries")
			continue
		}
		changes = append(changes, r.put(id, props), r.say(e, graph.Fact{Edge: "POST_OF", From: post, To: id}, nil))
	}
	return changes, nil
}

// participants says who took part in a meeting, as far as an event does.
func (r *reading) participants(e *entity) ([]graph.Change, error) {
	meeting := r.known[e.ID].node
	if meeting == "" {
		return nil, nil
	}
	involved, err := r.ends(e, "involved", "person:", "organization:")
	if err != nil {
		return nil, err
	}
	organizers, err := r.ends(e, "organizer", "person:", "organization:")
	if err != nil {
		return nil, err
	}
	if len(involved)+len(organizers) > maxPairs {
		return nil, tooMany()
	}
	var changes []graph.Change
	for _, who := range involved {
		fact := graph.Fact{Edge: "PARTICIPATED_IN", From: who, To: meeting}
		changes = append(changes, r.say(e, fact, map[string]graph.Value{"attendance": "UNKNOWN"}))
	}
	for _, who := range organizers {
		fact := graph.Fact{Edge: "PARTICIPATED_IN", From: who, To: meeting}
		said := r.say(e, fact, map[string]graph.Value{"attendance": "UNKNOWN", "role": "HOST"})
		said.Basis = "INFERRED"
		changes = append(changes, said)
	}
	return changes, nil
}

// occupancy says who holds an office, and when.
func (r *reading) occupancy(e *entity) ([]graph.Change, error) {
	status := strings.ToLower(e.first("status"))
	when, err := period(e, openIf(status == "current"))
	if err != nil {
		return nil, err
	}
	declared, err := day(e.all("declarationDate"))
	if err != nil {
		return nil, err
	}
	identity, says := map[string]graph.Value{"occupancy": "HOLDER"}, map[string]graph.Value{}
	switch {
	case ended(status) && len(e.all("endDate")) == 0:
		identity["occupancy"] = "FORMER"
	case when != nil:
		says["when"] = when
	}
	return r.pairs(e, end{"holder", []string{"person:"}}, end{"post", []string{"post:"}}, func(holder, post string) graph.PutEvidence {
		said := r.say(e, graph.Fact{Edge: "HOLDS_POST", From: holder, To: post, Identity: identity}, says)
		said.SaidWhen = declared
		return said
	})
}

// openIf is the end of a period that goes on, or of one of which that is not
// known.
func openIf(goesOn bool) string {
	if goesOn {
		return ".."
	}
	return ""
}

// ended reports whether a status says that something is over.
func ended(status string) bool {
	return slices.Contains([]string{"ended", "former", "inactive", "past"}, status)
}

// membership says who belongs to an organization, as what and when.
func (r *reading) membership(e *entity) ([]graph.Change, error) {
	status := strings.ToLower(e.first("status"))
	if ended(status) && len(e.all("endDate")) == 0 {
		r.skip("Membership that ended nobody says when")
		return nil, nil
	}
	when, err := period(e, openIf(status == "current"))
	if err != nil {
		return nil, err
	}
	says := map[string]graph.Value{}
	if when != nil {
		says["when"] = when
	}
	if roles := e.all("role"); len(roles) > 0 {
		says["role"] = strings.Join(roles, ", ")
	}
	member := end{"member", []string{"person:", "organization:"}}
	return r.pairs(e, member, end{"organization", []string{"organization:"}}, func(member, body string) graph.PutEvidence {
		return r.say(e, graph.Fact{Edge: "MEMBER_OF", From: member, To: body}, says)
	})
}

// family says who is kin to whom. FtM's relationship is what the relative is to
// the person.
func (r *reading) family(e *entity) ([]graph.Change, error) {
	says := map[string]graph.Value{}
	if words := e.all("relationship"); len(words) > 0 {
		says["relationship"] = strings.Join(words, ", ")
	}
	return r.pairs(e, end{"relative", []string{"person:"}}, end{"person", []string{"person:"}}, func(relative, person string) graph.PutEvidence {
		return r.say(e, graph.Fact{Edge: "RELATED_TO", From: relative, To: person}, says)
	})
}

// end is a property that names one end of a link, and the kinds it may be of.
type end struct {
	property string
	kinds    []string
}

// pairs makes a link of each of the ones to each of the others. What links
// something to itself says nothing.
func (r *reading) pairs(e *entity, from, to end, link func(from, to string) graph.PutEvidence) ([]graph.Change, error) {
	for _, side := range []end{from, to} {
		if len(e.all(side.property)) == 0 {
			return nil, fmt.Errorf("it has no %s", side.property)
		}
	}
	froms, err := r.ends(e, from.property, from.kinds...)
	if err != nil {
		return nil, err
	}
	tos, err := r.ends(e, to.property, to.kinds...)
	if err != nil {
		return nil, err
	}
	if len(froms) > maxPairs || len(tos) > maxPairs || len(froms)*len(tos) > maxPairs {
		return nil, tooMany()
	}
	var changes []graph.Change
	for _, f := range froms {
		for _, t := range tos {
			if f == t {
				r.skip(e.Schema + " of one with itself")
				continue
			}
			changes = append(changes, link(f, t))
		}
	}
	return changes, nil
}

func tooMany() error { return fmt.Errorf("it makes more than %d links", maxPairs) }

// ends returns the nodes that a property names. Entities that make no node are
// left out.
func (r *reading) ends(e *entity, property string, kinds ...string) ([]string, error) {
	var nodes []string
	for _, id := range e.Properties[property] {
		id = strings.TrimSpace(id)
		if id == "" {
			continue
		}
		t, there := r.known[id]
		switch {
		case !there:
			return nil, fmt.Errorf("its %s %.60q stands nowhere in the file", property, id)
		case t.node == "":
			r.skip("links to entities that are left out")
		case !slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(t.node, k) }):
			return nil, fmt.Errorf("its %s %s (line %d) is no %s", property, id, t.line, allowed(kinds))
		default:
			nodes = append(nodes, t.node)
		}
	}
	return nodes, nil
}

// allowed names kinds as FtM calls them.
func allowed(kinds []string) string {
	names := strings.Join(kinds, " or ")
	return strings.NewReplacer("person:", "Person", "organization:", "Organization", "post:", "Position").Replace(names)
}
