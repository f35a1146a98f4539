package schema

import (
	"context"
	"maps"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
)

// planner turns the fields of one operation into plans.
type planner struct {
	*Schema
	ctx  context.Context // of the request, while it is planned
	vars map[string]any
}

// place is where fields are planned: a variable of a list.
type place struct {
	list  *listPlan
	v     int
	kinds graph.KindSet // of a node: the kinds that it can have
	only  graph.KindSet // of a node: the kinds for which the field is selected; none means all
	fact  bool          // it is a piece of evidence, and what it is for is meant
	in    surroundings
}

// surroundings are what fields are planned within, where that is more than a list.
type surroundings struct {
	compare   *comparison    // who counts on each side
	pairs     *compareReader // of a compare: what is paired
	mutation  *batch         // what it changes
	exploring *exploration   // what else is selected
}

// listPlan is a list in the making.
type listPlan struct {
	graph.List
	kinds   graph.KindSet // of the nodes at its rows; none for evidence
	keys    []int         // the slots that make a cursor, once it is asked for
	ordered string        // the order as the client wrote it, for cursors
	ranked  bool          // rows are ordered by rank, as a search finds them
	asked   int           // how many rows are asked for, as cost counts them
	lists   []*listPlan   // below its rows
}

func newList(from graph.From, kinds graph.KindSet) *listPlan {
	return &listPlan{kinds: kinds, asked: graph.DefaultPage, List: graph.List{From: from, Vars: []graph.Var{{}}, Page: graph.Page{Limit: graph.DefaultPage}}}
}

// variable returns the variable that a reference leads to, adding it if need be.
func variable(vars *[]graph.Var, parent int, ref graph.Ref, p *graph.Property) int {
	want := graph.Var{Parent: parent, Ref: ref, Prop: p}
	for i, v := range *vars {
		if i > 0 && v == want {
			return i
		}
	}
	*vars = append(*vars, want)
	return len(*vars) - 1
}

// slot returns the slot of a field, adding it if need be.
func (l *listPlan) slot(f graph.Field, only graph.KindSet) int {
	for i, s := range l.Slots {
		if s.List == nil && s.Only == only && f.Get != graph.GetLinkCount && sameField(s.Field, f) {
			return i
		}
	}
	l.Slots = append(l.Slots, graph.Slot{Field: f, Only: only})
	return len(l.Slots) - 1
}

func sameField(a, b graph.Field) bool {
	return a.Var == b.Var && a.Get == b.Get && a.Prop == b.Prop && a.Part == b.Part
}

// below adds a list below the rows.
func (l *listPlan) below(sub *listPlan, only graph.KindSet) int {
	l.Slots = append(l.Slots, graph.Slot{List: &sub.List, Only: only})
	l.lists = append(l.lists, sub)
	return len(l.Slots) - 1
}

// slot asks for a field of the place's object.
func (at place) slot(f graph.Field) int {
	f.Var = at.v
	return at.list.slot(f, at.only)
}

// follow returns the place that a reference leads to.
func (at place) follow(ref graph.Ref, p *graph.Property, kinds graph.KindSet) place {
	return place{list: at.list, v: variable(&at.list.Vars, at.v, ref, p), kinds: kinds}
}

// node is the place of the node at each row of a list: the row itself, or what
// the row leads to.
func (l *listPlan) node() place {
	at := place{list: l, kinds: l.kinds}
	if !l.rowIsNode() {
		at.v = variable(&l.Vars, 0, graph.NodeRef, nil)
	}
	return at
}

func (l *listPlan) rowIsNode() bool { return rowIsNode(l.From) }

// rowIsNode reports whether a row is itself what a connection calls its node.
func rowIsNode(from graph.From) bool {
	if from.Link == nil {
		return true
	}
	switch from.Link.Kind {
	case graph.EdgeLink, graph.DerivedLink, graph.ViaLink:
		return false
	}
	return true
}

// object plans a selection set on a place and returns its shape.
func (p *planner) object(at place, typ string, set ast.SelectionSet) (*shape, error) {
	out := &shape{typ: typ, kinds: at.kinds, kind: -1}
	same := true
	groups := p.collect(at.kinds, typ, set)
	for _, group := range groups {
		inner := at
		if group.kinds != at.kinds {
			inner.only, same = group.kinds, false
		}
		field := merged(group.fields)
		var read reader
		if field.Name == "__typename" {
			read = p.typeName(at, typ)
		} else if r, err := p.plan(inner, field); err == nil {
			read = r
		} else {
			return nil, err
		}
		out.fields = append(out.fields, p.shapeField(field, group.kinds, read))
	}
	if !same {
		out.kind = at.slot(graph.Field{Get: graph.GetKind})
		out.byKind = p.byKind(groups, out.fields)
	}
	return out, nil
}

// byKind returns the fields of each kind in the order in which it selects them.
func (p *planner) byKind(groups []selected, fields []*shapeField) map[string][]*shapeField {
	out := map[string][]*shapeField{}
	for i, group := range groups {
		for kind, place := range group.places {
			list := out[kind]
			if n := place + 1 - len(list); n > 0 {
				list = append(list, make([]*shapeField, n)...)
			}
			list[place] = fields[i]
			out[kind] = list
		}
	}
	return out
}

// typeName plans __typename.
func (p *planner) typeName(at place, typ string) reader {
	switch at.kinds.Len() {
	case 0:
		return typeName{name: typ}
	case 1:
		return typeName{name: p.model.KindsOf(at.kinds)[0].Name}
	}
	return typeName{slot: at.slot(graph.Field{Get: graph.GetKind})}
}

// plan plans one field where its definition says how.
func (p *planner) plan(at place, f *ast.Field) (reader, error) {
	if err := graph.Ended(p.ctx, "plan"); err != nil {
		return nil, err
	}
	read, err := p.plans[f.Definition](p, at, f)
	if err != nil {
		return nil, located(err, f)
	}
	return read, nil
}

// merged makes one field of several of the same response name.
func merged(fields []*ast.Field) *ast.Field {
	if len(fields) == 1 {
		return fields[0]
	}
	one := *fields[0]
	one.SelectionSet = nil
	for _, f := range fields {
		one.SelectionSet = append(one.SelectionSet, f.SelectionSet...)
	}
	return &one
}

// selected are the fields of one response name, for the kinds that select just
// these.
type selected struct {
	fields []*ast.Field
	kinds  graph.KindSet
	places map[string]int // by type: where it stands among what the type selects
}

// collect gathers the fields of a selection set by response name (GraphQL spec,
// CollectFields). Where fragments select other fields on other kinds, each set
// of fields stands once, with its kinds.
func (p *planner) collect(kinds graph.KindSet, typ string, set ast.SelectionSet) []selected {
	var out []selected
	for _, k := range p.concrete(kinds, typ) {
		c := collector{planner: p, typ: k.name, byKey: map[string]int{}}
		c.add(set)
		for i, fields := range c.found {
			out = join(out, selected{fields, k.set, map[string]int{k.name: i}})
		}
	}
	return out
}

// concrete lists the types that an object can have.
func (p *planner) concrete(kinds graph.KindSet, typ string) []concreteType {
	if kinds == 0 {
		return []concreteType{{name: typ}}
	}
	var list []concreteType
	for _, k := range p.model.KindsOf(kinds) {
		list = append(list, concreteType{k.Name, graph.KindSet(0).With(k)})
	}
	return list
}

type concreteType struct {
	name string
	set  graph.KindSet
}

// join adds a kind to the group that selects the same fields, or a new group.
func join(groups []selected, s selected) []selected {
	for i, g := range groups {
		if sameFields(g.fields, s.fields) {
			groups[i].kinds |= s.kinds
			maps.Copy(g.places, s.places)
			return groups
		}
	}
	return append(groups, s)
}

func sameFields(a, b []*ast.Field) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// collector gathers the fields that apply to one type.
type collector struct {
	*planner
	typ   string
	found [][]*ast.Field
	byKey map[string]int
}

func (c *collector) add(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				c.addField(s)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) && c.applies(s.TypeCondition) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if c.included(s.Directives) && c.applies(s.Definition.TypeCondition) {
				c.add(s.Definition.SelectionSet)
			}
		}
	}
}

func (c *collector) addField(f *ast.Field) {
	i, known := c.byKey[f.Alias]
	if !known {
		i = len(c.found)
		c.byKey[f.Alias] = i
		c.found = append(c.found, nil)
	}
	c.found[i] = append(c.found[i], f)
}

func (c *collector) applies(condition string) bool {
	if condition == "" || condition == c.typ {
		return true
	}
	for _, possible := range c.gate.PossibleTypes[condition] {
		if possible.Name == c.typ {
			return true
		}
	}
	return false
}

// included evaluates @skip and @include.
func (p *planner) included(list ast.DirectiveList) bool {
	return !p.condition(list, "skip", false) && p.condition(list, "include", true)
}

func (p *planner) condition(list ast.DirectiveList, name string, absent bool) bool {
	d := list.ForName(name)
	if d == nil {
		return absent
	}
	v, _ := d.Arguments.ForName("if").Value.Value(p.vars)
	yes, _ := v.(bool)
	return yes
}

// args returns a field's arguments with variables and defaults filled in.
func (p *planner) args(f *ast.Field) (map[string]any, error) {
	args := map[string]any{}
	for _, def := range f.Definition.Arguments {
		value := def.DefaultValue
		if given := f.Arguments.ForName(def.Name); given != nil && !p.unset(given.Value) {
			value = given.Value
		}
		if value == nil {
			continue
		}
		v, err := value.Value(p.vars)
		if err != nil {
			return nil, graph.Errorf(graph.BadInput, "arguments", "%s: %s is out of range", def.Name, strings.TrimSpace(value.Raw))
		}
		if args[def.Name], err = p.coerce(def.Type, v, def.Name); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// unset reports whether a value is a variable that was not given.
func (p *planner) unset(v *ast.Value) bool {
	if v.Kind != ast.Variable {
		return false
	}
	_, given := p.vars[v.Raw]
	return !given
}
