package table

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/seed"
)

// template is a text with names in braces, such as "person:{who|slug}".
type template struct {
	at     spot
	chunks []chunk
	cell   int  // the first column that it rests on, or -1
	broken bool // a problem with it is noted
}

// chunk is a piece of a template: plain text, or a name.
type chunk struct {
	plain    string
	of       *variable
	field    int // of the variable's fields, or -1 for the variable itself
	filters  []func(string) string
	optional bool
}

// filters are what may follow a name and a bar.
func filters() map[string]func(string) string {
	return map[string]func(string) string{
		"slug":  seed.Slug,
		"lower": strings.ToLower,
		"upper": strings.ToUpper,
	}
}

// template reads a text with names in braces; two braces mean one.
func (r *reader) template(where spot, text string, s *scope) *template {
	t := &template{at: where, cell: -1}
	before := len(r.problems)
	defer func() { t.broken = len(r.problems) > before }()
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			t.chunks = append(t.chunks, chunk{plain: plain.String()})
			plain.Reset()
		}
	}
	for text != "" {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			i = len(text)
		}
		plain.WriteString(text[:i])
		if text = text[i:]; text == "" {
			break
		}
		if strings.HasPrefix(text, "{{") || strings.HasPrefix(text, "}}") {
			plain.WriteByte(text[0])
			text = text[2:]
			continue
		}
		end := strings.IndexByte(text, '}')
		if end < 1 {
			r.problem(where, "a brace stands alone: a name is written {name}, a brace itself {{ or }}")
			break
		}
		flush()
		if c, ok := r.name(where, text[1:end], s); ok {
			t.chunks = append(t.chunks, c)
			if t.cell < 0 {
				t.cell = c.of.cell
			}
		}
		text = text[end+1:]
	}
	flush()
	return t
}

// name reads what stands between braces: name, name.field, name|filter, name?.
func (r *reader) name(where spot, text string, s *scope) (chunk, bool) {
	text, optional := strings.CutSuffix(text, "?")
	parts := strings.Split(text, "|")
	of, field, ok := r.find(where, parts[0], s)
	c := chunk{of: of, field: field, optional: optional}
	known := filters()
	for _, name := range parts[1:] {
		if known[name] == nil {
			r.problem(where, "there is no filter %s: %s", seed.Shown(name), seed.Suggest(name, sorted(known)))
			return c, false
		}
		c.filters = append(c.filters, known[name])
	}
	return c, ok
}

// scalarTemplate reads a text of the mapping as a template, nil if there is none.
func (r *reader) scalarTemplate(k keyed, key string, s *scope) *template {
	n := k.has(key)
	if n == nil {
		return nil
	}
	before := len(r.problems)
	t := r.template(at(n), r.scalar(n, key), s)
	t.broken = len(r.problems) > before
	return t
}

// constant returns a template's text if no name is in it.
func (t *template) constant() (string, bool) {
	switch {
	case t.broken:
		return "", false
	case len(t.chunks) == 0:
		return "", true
	case len(t.chunks) == 1 && t.chunks[0].of == nil:
		return t.chunks[0].plain, true
	}
	return "", false
}

// kind returns the kind that an id of the template is of, as far as the mapping
// alone tells, or nil.
func (t *template) kind(m *graph.Model) *graph.Kind {
	if len(t.chunks) == 0 {
		return nil
	}
	first := t.chunks[0]
	switch {
	case first.of == nil && strings.Contains(first.plain, ":"):
		return m.KindOf(first.plain)
	case first.of != nil && first.of.plain != nil && first.filters == nil:
		return first.of.plain.kind(m)
	}
	return nil
}

// expand fills a template in. It is empty where a name without a question mark
// is.
func (r *row) expand(t *template) string {
	if t == nil || r.problem != nil {
		return ""
	}
	if len(t.chunks) == 1 {
		s := r.chunk(t.chunks[0])
		r.spend(len(s) + 1)
		return s
	}
	var out strings.Builder
	for _, c := range t.chunks {
		s := r.chunk(c)
		if s == "" && !c.optional {
			return ""
		}
		if !r.spend(len(s) + 1) {
			return ""
		}
		out.WriteString(s)
	}
	return strings.TrimSpace(out.String())
}

func (r *row) chunk(c chunk) string {
	if c.of == nil {
		return c.plain
	}
	v := r.get(c.of)
	s := v.text
	if c.field >= 0 {
		s = ""
		if c.field < len(v.fields) {
			s = v.fields[c.field]
		}
	}
	for _, filter := range c.filters {
		s = filter(s)
	}
	return s
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
