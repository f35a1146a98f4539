package graph

import (
	"fmt"
	"strings"
)

// String returns the plan as a reader would say it. A plan does not know its
// model, so kinds stand as numbers; see Text.
func (p *Plan) String() string { return p.Text(nil) }

// Text is String with the names of the model's kinds.
func (p *Plan) Text(m *Model) string {
	return p.AsOf.text() + p.Root.Text(m)
}

// text returns the day of which something is asked, before what is asked.
func (a AsOf) text() string {
	var words []string
	if a.Set {
		words = append(words, "as of "+a.Day.String())
	}
	if a.Set && a.Certain {
		words = append(words, "certainly")
	}
	if a.Known {
		words = append(words, "as known on "+a.KnownOn.String())
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, ", ") + ": "
}

// String returns the list as a reader would say it: people where node.name is
// "x" order by name desc first 3 { id name … }.
func (l *List) String() string { return l.Text(nil) }

// Text is String with the names of the model's kinds.
func (l *List) Text(m *Model) string { return printer{m, nil}.list(l, "") }

// printer writes a list; above are the variables of the row that owns it.
type printer struct {
	model *Model
	above []Var
}

func (p printer) list(l *List, indent string) string {
	words := []string{p.from(l.From)}
	if l.Where != nil {
		words = append(words, "where", p.inside(l.Vars).filter(l.Where))
	}
	if len(l.Order) > 0 {
		words = append(words, "order by", l.orderText())
	}
	if l.Count {
		words = append(words, "count")
	}
	if len(l.Groups) > 0 {
		words = append(words, "group by", joined(l.Groups, func(g Field) string { return g.name(l.Vars) }))
	}
	if l.Rows {
		words = append(words, l.Page.String(), p.slots(l, indent))
	}
	return strings.Join(words, " ")
}

func (p printer) inside(vars []Var) printer { return printer{p.model, vars} }

func (p printer) from(f From) string {
	switch {
	case f.Evidence:
		return "facts"
	case f.Link == nil:
		return p.kinds(f.Kinds)
	}
	return dotted(varName(p.above, f.Var), linkName(f))
}

func linkName(f From) string {
	if c := f.Choice.String(); c != "" {
		return f.Link.Name + "(" + c + ")"
	}
	return f.Link.Name
}

// String returns the choice as "HELD, ONGOING, mode PHONE"; "" of the usual ties.
func (c Choice) String() string {
	var words []string
	if c.Hubs != nil {
		words = append(words, strings.Join(c.Hubs, ", "))
	}
	if c.Modes != nil {
		words = append(words, "mode "+strings.Join(c.Modes, " or "))
	}
	if c.Verification != nil {
		words = append(words, "verification "+strings.Join(c.Verification, " or "))
	}
	if c.Through != "" {
		words = append(words, "through "+c.Through)
	}
	return strings.Join(words, ", ")
}

func (p printer) kinds(s KindSet) string {
	if p.model == nil {
		return fmt.Sprintf("kinds %b", uint64(s))
	}
	if s == p.model.All {
		return "nodes"
	}
	return joined(p.model.KindsOf(s), func(k *Kind) string { return k.Plural })
}

func (l *List) orderText() string {
	return joined(l.Order, func(o Order) string {
		if o.Desc {
			return o.Field.name(l.Vars) + " desc"
		}
		return o.Field.name(l.Vars)
	})
}

// String returns the page as "first 3 after (x, y)".
func (p Page) String() string {
	s := fmt.Sprintf("first %d", p.Limit)
	if p.Backward {
		s = fmt.Sprintf("last %d", p.Limit)
	}
	if len(p.After) > 0 {
		s += " after (" + joined(p.After, quoted) + ")"
	}
	if len(p.Before) > 0 {
		s += " before (" + joined(p.Before, quoted) + ")"
	}
	return s
}

func (p printer) slots(l *List, indent string) string {
	var fields, lists []string
	for _, s := range l.Slots {
		only := ""
		if s.Only != 0 {
			only = " (of " + p.kinds(s.Only) + ")"
		}
		if s.List == nil {
			fields = append(fields, s.Field.name(l.Vars)+only)
		} else {
			lists = append(lists, p.inside(l.Vars).list(s.List, indent+"  ")+only)
		}
	}
	if len(lists) == 0 {
		return strings.Join(append(append([]string{"{"}, fields...), "}"), " ")
	}
	if len(fields) > 0 {
		lists = append([]string{strings.Join(fields, " ")}, lists...)
	}
	line := "\n" + indent
	return "{" + line + "  " + strings.Join(lists, line+"  ") + line + "}"
}

func (p printer) filter(f Filter) string {
	sub := func(f Filter) string { return p.filter(f) }
	switch x := f.(type) {
	case And:
		return "(" + strings.Join(each(x, sub), " and ") + ")"
	case Or:
		return "(" + strings.Join(each(x, sub), " or ") + ")"
	case Not:
		return "not " + sub(x.Filter)
	case Is:
		return x.Field.name(p.above) + " " + x.condition()
	case *Any:
		s := x.Quantifier.String() + " " + p.from(x.From)
		if x.Where != nil {
			s += " has " + p.inside(x.Vars).filter(x.Where)
		}
		return s
	}
	return fmt.Sprint(f)
}

func (x Is) condition() string {
	if x.Op == IsNull {
		if x.Value == true {
			return "is null"
		}
		return "is not null"
	}
	return x.Op.String() + " " + quoted(x.Value)
}

// String returns the comparison as a word or sign.
func (o Op) String() string {
	return [...]string{"=", "!=", "in", "<", "<=", ">", ">=", "contains", "starts with", "ends with", "is null", "is", "is one of", "has", "overlaps"}[o]
}

// String returns the quantifier as a word.
func (q Quantifier) String() string { return [...]string{"some", "all", "no", "a single"}[q] }

// name is the field as a path from the row: "node.when.year".
func (f Field) name(vars []Var) string { return dotted(varName(vars, f.Var), f.getter()) }

func (f Field) getter() string {
	switch f.Get {
	case GetProp:
		return dotted(f.Prop.Name, [...]string{"", "text", "edtf", "basis", "startEarliest", "startLatest", "endEarliest", "endLatest", "year",
			"affirmed", "denied", "silent", "publishers"}[f.Part])
	case GetLinkCount:
		return "count(" + linkName(f.Link) + ")"
	default:
		return [...]string{"", "id", "kind", "label", "", "count", "sameSide", "verification", "fact.id", "fact.kind", "fact.label", "says", "version", "seq", "principal", "loaded", "place", "rank"}[f.Get]
	}
}

// varName is the path from the row to a variable; "" for the row itself.
func varName(vars []Var, i int) string {
	if i == 0 {
		return ""
	}
	v := vars[i]
	step := [...]string{"", "node", "from", "to", "", "a", "b", "link", "correctedBy"}[v.Ref]
	if v.Ref == PropRef {
		step = v.Prop.Name
	}
	return dotted(varName(vars, v.Parent), step)
}

func dotted(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "." + b
}

func each[T any](list []T, text func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = text(x)
	}
	return out
}

func joined[T any](list []T, text func(T) string) string { return strings.Join(each(list, text), ", ") }

func quoted(v Value) string {
	switch x := v.(type) {
	case string:
		return fmt.Sprintf("%q", x)
	case []Value:
		return "[" + joined(x, quoted) + "]"
	case Bounds:
		return x.StartEarliest.String() + "/" + x.EndLatest.String()
	}
	return Print(v)
}

// Format returns a page of the list's records as text, with the plan's names: a
// line for each record, what hangs below it indented. Where one scalar is all
// that is read of a row, the rows stand in one line.
func (l *List) Format(rows *Rows) string {
	lines := l.lines(rows)
	if note := l.note(rows); note != "" {
		lines = append([]string{note}, lines...)
	}
	return strings.Join(lines, "\n")
}

func (l *List) lines(rows *Rows) []string {
	var out []string
	for i, groups := range rows.Groups {
		counts := joined(groups, func(g Group) string { return fmt.Sprintf("%s (%d)", Print(g.Value), g.Count) })
		out = append(out, strings.TrimSuffix("by "+l.Groups[i].name(l.Vars)+": "+counts, " "))
	}
	if l.plain() {
		if rows.Len > 0 {
			out = append(out, joined(rows.Cells[:rows.Len], printCell))
		}
		return out
	}
	for row := range rows.All() {
		out = append(out, l.record(row)...)
	}
	return out
}

// plain reports whether one scalar is all that is read of a row.
func (l *List) plain() bool { return len(l.Slots) == 1 && l.Slots[0].List == nil }

// note is what a page says beside its records.
func (l *List) note(rows *Rows) string {
	var notes []string
	if l.Count {
		notes = append(notes, fmt.Sprintf("%d in all", rows.Total))
	}
	if l.Rows && rows.More {
		notes = append(notes, "more")
	}
	return strings.Join(notes, ", ")
}

func (l *List) record(cells []Value) []string {
	var fields, below []string
	for i, s := range l.Slots {
		rows, ok := cells[i].(*Rows)
		if s.List == nil {
			fields = append(fields, s.Field.name(l.Vars)+" "+printCell(cells[i]))
			continue
		}
		name := printer{nil, l.Vars}.from(s.List.From)
		if !ok {
			below = append(below, "  "+name+": null")
			continue
		}
		if note := s.List.note(rows); note != "" {
			name += " (" + note + ")"
		}
		below = append(below, named(name, s.List.lines(rows))...)
	}
	if len(fields) == 0 {
		return append([]string{"-"}, below...)
	}
	return append([]string{strings.Join(fields, ", ")}, below...)
}

func printCell(v Value) string {
	says, ok := v.([]Said)
	if !ok {
		return Print(v)
	}
	return "[" + joined(says, func(s Said) string { return s.Property + " " + Print(s.Value) }) + "]"
}

// named puts a name before lines: on the same line if it is but one.
func named(name string, lines []string) []string {
	switch len(lines) {
	case 0:
		return []string{"  " + name + ": none"}
	case 1:
		return []string{"  " + name + ": " + lines[0]}
	}
	out := []string{"  " + name + ":"}
	for _, line := range lines {
		out = append(out, "    "+line)
	}
	return out
}
