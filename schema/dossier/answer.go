package dossier

import (
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/schema/planning"
)

// checker compares an answer with what follows from the statements.
type checker struct {
	*sheet
	*problems
	d          *Dossier
	types      *ast.Schema
	vars       map[string]any
	statements map[string]*Statement
	subjects   map[wanted]Subject
}

// ref is the id that an object in the answer must have.
type ref string

// refs are ids of which it must have one.
type refs []string

// about is what a statement must be about.
type about string

// checkAnswer walks the document beside the answer.
func (m *Maker) checkAnswer(d *Dossier, s *sheet, p *problems) error {
	r, err := d.Question.request()
	if err != nil {
		return err
	}
	wide, err := m.wide()
	if err != nil {
		return err
	}
	op, _, err := wide.Operation(r)
	if err != nil {
		return err
	}
	vars, err := wide.Variables(r)
	if err != nil {
		return err
	}
	var answer map[string]any
	if err := decode(d.Answer, &answer); err != nil {
		p.add("answer", "", "it is no object")
		return nil
	}
	c := &checker{s, p, d, wide.Types(), vars, map[string]*Statement{}, map[wanted]Subject{}}
	for i := range d.Statements {
		c.statements[d.Statements[i].ID] = &d.Statements[i]
	}
	fields := c.fields(op.SelectionSet, c.types.Query)
	for _, f := range fields {
		args := f.Definition.Arguments
		root := &walk{c, snapshotOf(f, vars), args.ForName("knownOn") == nil && args.ForName("to") != nil}
		root.field("", f, answer, nil)
	}
	(&walk{checker: c}).extra("", answer, fields)
	return nil
}

// snapshotOf names the days on which a root field is read.
func snapshotOf(f *ast.Field, vars map[string]any) string {
	args := f.ArgumentMap(vars)
	var asOf graph.AsOf
	day := func(name string) (graph.Day, bool) {
		if d, coerced := args[name].(graph.Day); coerced {
			return d, true
		}
		text, _ := args[name].(string)
		d, err := graph.ParseDay(text)
		return d, err == nil
	}
	asOf.Day, asOf.Set = day("asOf")
	asOf.KnownOn, asOf.Known = day("knownOn")
	asOf.Certain = args["certainty"] == "CERTAIN" && asOf.Set
	return planning.SnapshotName(asOf)
}

// fields returns what is selected of an object of a type, with fragments written out; what
// is selected several times as one.
func (c *checker) fields(set ast.SelectionSet, def *ast.Definition) (list []*ast.Field) {
	places := map[string]int{}
	c.each(set, def, func(f *ast.Field) {
		at, twice := places[f.Alias]
		if !twice {
			places[f.Alias] = len(list)
			list = append(list, f)
			return
		}
		both := *list[at]
		both.SelectionSet = slices.Concat(both.SelectionSet, f.SelectionSet)
		list[at] = &both
	})
	return list
}

// each calls do with each field that is selected of an object of a type.
func (c *checker) each(set ast.SelectionSet, def *ast.Definition, do func(*ast.Field)) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if c.included(s.Directives) {
				do(s)
			}
		case *ast.InlineFragment:
			if c.included(s.Directives) && (s.TypeCondition == "" || c.is(def, s.TypeCondition)) {
				c.each(s.SelectionSet, def, do)
			}
		case *ast.FragmentSpread:
			if c.included(s.Directives) && c.is(def, s.Definition.TypeCondition) {
				c.each(s.Definition.SelectionSet, def, do)
			}
		}
	}
}

// included reports whether what has some directives is asked for.
func (c *checker) included(list ast.DirectiveList) bool {
	for _, d := range list {
		if is := d.ArgumentMap(c.vars)["if"] == true; d.Name == "skip" && is || d.Name == "include" && !is {
			return false
		}
	}
	return true
}

// is reports whether an object of a type is of another, which may be abstract.
func (c *checker) is(def *ast.Definition, name string) bool {
	if def.Name == name {
		return true
	}
	for _, possible := range c.types.GetPossibleTypes(c.types.Types[name]) {
		if possible.Name == def.Name {
			return true
		}
	}
	return false
}

// walk goes through what a root field answers, as it is shown by a snapshot.
type walk struct {
	*checker
	snapshot string
	between  bool // it compares days of its own: things are called as they were on one of these
}

// field compares the value of a field in an object with what is known of it.
func (w *walk) field(path string, f *ast.Field, in map[string]any, known map[string]any) {
	at := join(path, f.Alias)
	v, there := in[f.Alias]
	if !there {
		w.add(at, "", "it was asked for and is not there")
		return
	}
	want, tells := known[f.Name]
	if f.Name == "__typename" {
		want, tells = f.ObjectDefinition.Name, !f.ObjectDefinition.IsAbstractType()
		if concrete := w.d.Shows[path].Type; concrete != "" {
			want, tells = concrete, true
		}
	}
	w.value(at, f, v, want, tells)
}

// value compares a value with what is wanted, if anything is told of it.
func (w *walk) value(at string, f *ast.Field, v, want any, tells bool) {
	switch v := v.(type) {
	case []any:
		list, isList := want.([]any)
		_, each := want.(about)
		if tells && !each && (!isList || len(list) != len(v)) {
			w.add(at, "", "it has %d items; from the statements follow %d", len(v), len(list))
			return
		}
		for i := range v {
			item := want
			if isList {
				item = list[i]
			}
			w.value(join(at, strconv.Itoa(i)), f, v[i], item, tells)
		}
	case map[string]any:
		if tells && want == nil {
			w.add(at, "", "it is there; from the statements follows that it is not")
			return
		}
		w.object(at, f, v, want)
	default:
		id, isRef := want.(ref)
		if isRef && v == nil && w.mayHide(string(id)) {
			return
		}
		if _, isObject := want.(map[string]any); tells && (isObject && v == nil || !isObject && !same(v, want)) {
			w.add(at, "", "it is %.200s; from the statements follows %.200s", plain(v), plain(want))
		}
	}
}

// mayHide reports whether a node may not be shown: on the day that is asked for, which its
// date decides, or since no statement that counts says that it is there.
func (w *walk) mayHide(id string) bool {
	asOf, _ := planning.ParseSnapshot(w.snapshot)
	return asOf.Set || !w.weighed(id, asOf).there
}

// same reports whether two values are the same in JSON.
func same(a, b any) bool { return string(plain(a)) == string(plain(b)) }

// object compares an object with what is known of it: what is wanted of it, or else what
// it shows.
func (w *walk) object(at string, f *ast.Field, v map[string]any, want any) {
	shown := w.d.Shows[at]
	def := w.types.Types[f.Definition.Type.Name()]
	if concrete := w.types.Types[shown.Type]; concrete != nil {
		if !w.is(concrete, def.Name) {
			w.add(at, "", "it is of the type %s, which is no %s", shown.Type, def.Name)
		}
		def = concrete
	}
	known, plainly := want.(map[string]any)
	switch want := want.(type) {
	case ref:
		if shown.ID != string(want) {
			w.add(at, "", "it is %s; from the statements follows %s", shown.ID, want)
		}
	case about:
		if st := w.statements[shown.ID]; st != nil && st.About != string(want) {
			w.add(at, "", "it is about %s, not about %s", st.About, want)
		}
	case refs:
		if shown.ID != want[0] && shown.ID != want[1] {
			w.add(at, "", "it is %s; it is neither %s nor %s", shown.ID, want[0], want[1])
		}
	}
	if !plainly {
		known = w.told(at, shown, def)
	}
	fields := w.fields(f.SelectionSet, def)
	for _, inner := range fields {
		w.field(at, inner, v, known)
	}
	w.extra(at, v, fields)
}

// extra finds what was not asked for.
func (w *walk) extra(at string, v map[string]any, fields []*ast.Field) {
	asked := map[string]bool{}
	for _, f := range fields {
		asked[f.Alias] = true
	}
	for key := range v {
		if !asked[key] {
			w.add(join(at, key), "", "it was not asked for")
		}
	}
}
