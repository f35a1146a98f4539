package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// variable is a name that templates may use: a column, a part, or what let says.
type variable struct {
	name   string
	slot   int
	cell   int       // the first column that it rests on, or -1
	fields []string  // what may follow a dot
	plain  *template // of a let that is a text
	make   maker     // nil for a column and for a part
}

// value is what a variable is in one row.
type value struct {
	text   string
	fields []string
}

// maker works a variable out.
type maker interface{ make(r *row) value }

// scope is the names that a block may use.
type scope struct {
	outer *scope
	file  string // whose columns they are, or ""
	names map[string]*variable
	slots *int // how many of the table's slots are taken
}

// newScope is the scope of a table with its columns.
func newScope(file string, columns []string) *scope {
	s := &scope{file: file, names: map[string]*variable{}, slots: new(int)}
	for i, name := range columns {
		s.names[name] = &variable{name: name, slot: i, cell: i}
	}
	*s.slots = len(columns)
	return s
}

func (s *scope) inner() *scope {
	return &scope{outer: s, file: s.file, names: map[string]*variable{}, slots: s.slots}
}

func (s *scope) find(name string) *variable {
	for ; s != nil; s = s.outer {
		if v := s.names[name]; v != nil {
			return v
		}
	}
	return nil
}

func (s *scope) all() []string {
	var names []string
	for ; s != nil; s = s.outer {
		names = append(names, sorted(s.names)...)
	}
	slices.Sort(names)
	return names
}

// find returns the variable that "name" or "name.field" means. A column may have
// a dot in its own name.
func (r *reader) find(where spot, text string, s *scope) (*variable, int, bool) {
	if v := s.find(text); v != nil {
		return v, -1, true
	}
	name, field, dotted := strings.Cut(text, ".")
	v := s.find(name)
	switch {
	case v == nil && s.file == "":
		r.problem(where, "there is no %s here: only tables have columns and variables", seed.Shown(text))
		return nil, 0, false
	case v == nil:
		r.problem(where, "%s has no column %s, and nothing above has that name: %s", s.file, seed.Shown(text), seed.Suggest(text, s.all()))
		return nil, 0, false
	case dotted && !slices.Contains(v.fields, field):
		if len(v.fields) == 0 {
			r.problem(where, "{%s} has no parts: write {%s}", name, name)
		} else {
			r.problem(where, "{%s} has no %s: %s", name, seed.Shown(field), seed.Suggest(field, v.fields))
		}
		return nil, 0, false
	}
	return v, slices.Index(v.fields, field), true
}

// add puts a new name into a scope.
func (r *reader) add(where spot, s *scope, v *variable) {
	switch {
	case v.name == "" || strings.IndexFunc(v.name, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsNumber(c) }) >= 0:
		r.problem(where, "%s is no name: it has letters, digits and _ only", seed.Shown(v.name))
	case s.find(v.name) != nil:
		r.problem(where, "there is a column or another variable called %s already: choose another name", seed.Shown(v.name))
	}
	v.slot = *s.slots
	*s.slots++
	s.names[v.name] = v
}

// readLet reads variables, each of which may use those above it.
func (r *reader) readLet(n *yaml.Node, t *table, s *scope) {
	if n == nil {
		return
	}
	k := r.keyed(n, "let", nil)
	for _, key := range k.keys {
		v := &variable{name: key.Value, cell: -1}
		if n := k.values[key.Value]; n.Kind == yaml.ScalarNode {
			v.plain = r.template(at(n), r.scalar(n, key.Value), s)
			v.make, v.cell = v.plain, v.plain.cell
		} else {
			r.readMaker(n, v, t, s)
		}
		r.add(at(key), s, v)
	}
}

// makers are the ways in which let makes a value, by the key that chooses one,
// with the keys that go with it; where goes with all.
func makers() map[string][]string {
	return map[string][]string{
		"text":    {"where"},
		"first":   {"where"},
		"values":  {"from", "else", "where"},
		"lookup":  {"from", "key", "delimiter", "else", "where"},
		"match":   {"from", "else", "where"},
		"replace": {"from", "with", "where"},
		"date":    {"from", "else", "where"},
	}
}

// readMaker reads a variable that is more than a text.
func (r *reader) readMaker(n *yaml.Node, v *variable, t *table, s *scope) {
	all := makers()
	k := r.keyed(n, "a variable", nil)
	way := ""
	for _, key := range k.keys {
		if all[key.Value] != nil {
			way = key.Value
		}
	}
	if way == "" {
		r.problem(k.at, "a variable is a text, or has one of %s", strings.Join(sorted(all), ", "))
		return
	}
	for _, key := range k.keys {
		if key.Value != way && !slices.Contains(all[way], key.Value) {
			r.unknown(key, "a variable with "+way, append([]string{way}, all[way]...))
		}
	}
	if r.readWay(way, k, v, t, s); v.make != nil && k.has("where") != nil {
		v.make = &onlyWhere{v.make, r.readWhere(k.has("where"), s)}
	}
}

func (r *reader) readWay(way string, k keyed, v *variable, t *table, s *scope) {
	switch way {
	case "text":
		v.plain = r.template(at(k.values[way]), r.scalar(k.values[way], way), s)
		v.make, v.cell = v.plain, v.plain.cell
		return
	case "first":
		v.make = r.readFirst(k, v, s)
		return
	}
	from := r.scalarTemplate(k, "from", s)
	if from == nil {
		r.problem(k.at, "%s needs from: the text that it works on, such as from: '{column}'", way)
		return
	}
	w := work{from: from, at: at(k.values[way])}
	if n := k.values["else"]; n != nil {
		w.otherwise = r.template(at(n), r.scalar(n, "else"), s)
	}
	v.cell = from.cell
	switch way {
	case "values":
		v.make = r.readValues(k, w)
	case "lookup":
		v.make = r.readLookup(k, w, v, t)
	case "match":
		v.make = r.readMatch(k, w, v)
	case "replace":
		v.make = r.readReplace(k, w)
	case "date":
		v.make = r.readDate(k, w)
	}
}

// pattern reads a regular expression. One that is written as a block (|) may go
// over several lines: their ends and the white space around them do not count.
func (r *reader) pattern(n *yaml.Node, what string) *regexp.Regexp {
	text := r.scalar(n, what)
	if n.Style&yaml.LiteralStyle != 0 {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimSpace(line)
		}
		text = strings.Join(lines, "")
	}
	re, err := regexp.Compile(text)
	if err != nil {
		r.problem(at(n), "%s is no regular expression: %v", what, err)
		return regexp.MustCompile("")
	}
	return re
}
