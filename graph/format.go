package graph

import (
	"fmt"
	"strings"
)

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
		line := "by " + l.Groups[i].name(l.Vars) + ":"
		for j, g := range groups {
			line += comma(j) + fmt.Sprintf(" %s (%d)", Print(g.Value), g.Count)
		}
		out = append(out, line)
	}
	if l.plain() {
		if rows.Len > 0 {
			out = append(out, joined(rows.Cells[:rows.Len], printCell))
		}
		return out
	}
	for i := range rows.Len {
		out = append(out, l.record(rows.Row(i))...)
	}
	return out
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
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
