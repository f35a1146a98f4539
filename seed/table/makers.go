package table

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"parley/seed"
)

// make returns a template as a variable.
func (t *template) make(r *row) value { return value{text: r.expand(t)} }

// work is what most makers have: a text to work on, and what stands in for a
// result that does not exist.
type work struct {
	from      *template
	otherwise *template
	at        spot
}

// none is the result where there is none: what else says, or a problem.
func (w work) none(r *row, format string, args ...any) value {
	if w.otherwise == nil {
		r.fail(w.from.cell, w.at, format, args...)
	}
	return value{text: r.expand(w.otherwise)}
}

// onlyWhere is a variable that is empty unless conditions hold.
type onlyWhere struct {
	maker
	where []condition
}

func (o *onlyWhere) make(r *row) value {
	if !r.holds(o.where) {
		return value{}
	}
	return o.maker.make(r)
}

// firstOf is the first of some texts that is not empty.
type firstOf []*template

func (f firstOf) make(r *row) value {
	for _, t := range f {
		if s := r.expand(t); s != "" {
			return value{text: s}
		}
	}
	return value{}
}

func (r *reader) readFirst(k keyed, v *variable, s *scope) maker {
	var f firstOf
	for _, n := range r.list(k.values["first"], "first") {
		t := r.template(at(n), r.scalar(n, "an entry of first"), s)
		f = append(f, t)
		if v.cell < 0 {
			v.cell = t.cell
		}
	}
	return f
}

// valueTable maps words to others.
type valueTable struct {
	work
	words map[string]string
}

func (t *valueTable) make(r *row) value {
	from := r.expand(t.from)
	if from == "" {
		return value{}
	}
	if to, ok := t.words[from]; ok {
		return value{text: to}
	}
	return t.none(r, "%s is none of the values: %s", seed.Shown(from), seed.Suggest(from, sorted(t.words)))
}

func (r *reader) readValues(k keyed, w work) maker {
	words := r.keyed(k.values["values"], "values", nil)
	t := &valueTable{w, map[string]string{}}
	for _, from := range words.keys {
		t.words[from.Value] = r.scalar(words.values[from.Value], "a value")
	}
	return t
}

// lookup finds a row of a second file.
type lookup struct {
	work
	*index
}

func (l *lookup) make(r *row) value {
	from := r.expand(l.from)
	if from == "" {
		return value{}
	}
	if found, ok := l.rows[from]; ok {
		return value{from, found}
	}
	return l.none(r, "%s has no %s %s", l.file, l.key, seed.Shown(from))
}

// match is what a regular expression finds.
type match struct {
	work
	re *regexp.Regexp
}

func (m *match) make(r *row) value {
	from := r.expand(m.from)
	if found := m.re.FindStringSubmatch(from); found != nil {
		return value{strings.TrimSpace(found[0]), found[1:]}
	}
	return value{text: r.expand(m.otherwise)}
}

func (r *reader) readMatch(k keyed, w work, v *variable) maker {
	re := r.pattern(k.values["match"], "match")
	v.fields = groups(re)
	return &match{work: w, re: re}
}

// replace is a text in which what a regular expression finds is replaced.
type replace struct {
	work
	re   *regexp.Regexp
	with string
}

func (p *replace) make(r *row) value {
	from := r.expand(p.from)
	found := p.re.FindAllStringIndex(from, -1)
	if !r.spend(len(from) + len(found)*len(p.with)) {
		return value{}
	}
	return value{text: strings.TrimSpace(p.re.ReplaceAllLiteralString(from, p.with))}
}

func (r *reader) readReplace(k keyed, w work) maker {
	if k.values["with"] == nil {
		r.problem(k.at, "replace needs with: the text to put there, '' for none")
	}
	return &replace{w, r.pattern(k.values["replace"], "replace"), r.scalar(k.values["with"], "with")}
}

// date is a date as EDTF has it.
type date struct {
	work
	forms   []string // as the mapping has them
	layouts []layout
}

// layout is a form of dates as Go reads it, and the EDTF that it gives.
type layout struct{ in, out string }

func (d *date) make(r *row) value {
	from := r.expand(d.from)
	if from == "" {
		return value{}
	}
	for _, l := range d.layouts {
		if when, err := time.Parse(l.in, from); err == nil {
			return value{text: when.Format(l.out)}
		}
	}
	return d.none(r, "%s is no date of the form %s", seed.Shown(from), strings.Join(d.forms, " or "))
}

func (r *reader) readDate(k keyed, w work) maker {
	d := &date{work: w, forms: r.oneOrMore(k.values["date"], "date")}
	for _, form := range d.forms {
		in := strings.NewReplacer("YYYY", "2006", "MMMM", "January", "MMM", "Jan", "MM", "01", "M", "1", "DD", "02", "D", "2").Replace(form)
		out := "2006"
		if strings.Contains(form, "M") {
			out += "-01"
		}
		if strings.Contains(form, "D") {
			out += "-02"
		}
		if !strings.Contains(form, "YYYY") || strings.Contains(form, "D") && !strings.Contains(form, "M") {
			r.problem(w.at, "%s is no form of a date: it is put together of YYYY, M, MM, MMM or MMMM, and D or DD, such as D.M.YYYY", seed.Shown(form))
		}
		d.layouts = append(d.layouts, layout{in, out})
	}
	return d
}

// groups are the names of a regular expression's groups; those without one are
// numbered.
func groups(re *regexp.Regexp) []string {
	names := re.SubexpNames()[1:]
	for i, name := range names {
		if name == "" {
			names[i] = strconv.Itoa(i + 1)
		}
	}
	return names
}
