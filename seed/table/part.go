package table

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// part is what a block is read once for each of: the parts of a cell.
type part struct {
	*variable
	from *template
	re   *regexp.Regexp // what parts are, or what is between them
	find bool
}

// readPart reads the keys of an each: part, from, and split or find.
func (r *reader) readPart(k keyed, s *scope) *part {
	p := &part{variable: &variable{name: r.scalar(k.has("part"), "part"), cell: -1}}
	split, find := k.values["split"], k.has("find")
	if p.from = r.scalarTemplate(k, "from", s); p.from == nil || p.name == "" || (split == nil) == (find == nil) {
		r.problem(k.at, "each needs part, the name of a part; from, the text; and either split, what is between parts, or find, a pattern of what they are")
		return nil
	}
	p.cell = p.from.cell
	if p.find = find != nil; p.find {
		p.re = r.pattern(find, "find")
		p.fields = groups(p.re)
	} else {
		p.re = r.between(split)
	}
	r.add(at(k.values["part"]), s, p.variable)
	return p
}

// between is the pattern of the words that stand between parts. Of those that
// begin alike the longest counts.
func (r *reader) between(n *yaml.Node) *regexp.Regexp {
	words := r.oneOrMore(n, "split")
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	for i, word := range words {
		if word == "" {
			r.problem(at(n), "split needs the words or signs between the parts, such as ', '")
		}
		words[i] = regexp.QuoteMeta(word)
	}
	return regexp.MustCompile(strings.Join(words, "|"))
}

// parts returns the parts that are in a row, without white space around them and
// without those that are empty.
func (r *row) parts(p *part) []value {
	from := r.expand(p.from)
	if !r.spend(len(from)) {
		return nil
	}
	var parts []value
	most := r.room/partCost + 1 // with one more, there is no room left
	if p.find {
		for _, found := range p.re.FindAllStringSubmatch(from, most) {
			parts = append(parts, value{strings.TrimSpace(found[0]), found[1:]})
		}
	} else {
		for _, s := range p.re.Split(from, most) {
			parts = append(parts, value{text: strings.TrimSpace(s)})
		}
	}
	return slices.DeleteFunc(parts, func(v value) bool { return !r.spend(partCost) || v.text == "" })
}
