package table

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// block is what is read from a row, or from each part of a cell: variables,
// entities, facts, and blocks within.
type block struct {
	part     *part // nil where it is a table's own
	where    []condition
	entities []*entity
	facts    []*fact
	each     []*block
	from, to int // the slots that it takes
}

// The keys of blocks.
func blockKeys() []string { return []string{"let", "where", "entities", "facts", "each"} }
func tableKeys() []string { return append([]string{"file", "delimiter", "locator"}, blockKeys()...) }
func partKeys() []string  { return append([]string{"part", "from", "split", "find"}, blockKeys()...) }

// table is a CSV file and what is read from its rows.
type table struct {
	*block
	file      string
	delimiter rune
	header    []string
	locator   *template // nil where rows are told by their line
	slots     int
}

// readTable reads one entry of tables.
func (r *reader) readTable(n *yaml.Node) *table {
	k := r.keyed(n, "a table", tableKeys())
	t := &table{file: r.scalar(k.has("file"), "file"), delimiter: ','}
	if d := k.has("delimiter"); d != nil {
		t.delimiter = r.delimiter(d)
	}
	if t.file == "" {
		r.problem(k.at, "a table needs file: the name of a CSV file beside the mapping")
		return nil
	}
	if !r.within(k.values["file"], t.file) {
		return nil
	}
	in, err := openRecords(r.folder, t.file, t.delimiter)
	if err != nil {
		r.take(at(k.values["file"]), err)
		return nil
	}
	in.close()
	t.header = in.header
	s := newScope(t.file, t.header)
	t.block = &block{from: *s.slots}
	r.readLet(k.has("let"), t, s)
	t.locator = r.scalarTemplate(k, "locator", s)
	r.readBlock(t.block, k, t, s)
	t.slots = *s.slots
	return t
}

// readBlock reads what follows the variables of a block.
func (r *reader) readBlock(b *block, k keyed, t *table, s *scope) {
	b.where = r.readWhere(k.has("where"), s)
	for _, n := range r.list(k.has("entities"), "entities") {
		if e := r.readEntity(n, s); e != nil {
			b.entities = append(b.entities, e)
		}
	}
	for _, n := range r.list(k.has("facts"), "facts") {
		if f := r.readFact(n, t, s); f != nil {
			b.facts = append(b.facts, f)
		}
	}
	for _, n := range r.list(k.has("each"), "each") {
		k := r.keyed(n, "each", partKeys())
		inner := s.inner()
		below := &block{from: *s.slots}
		if below.part = r.readPart(k, inner); below.part == nil {
			continue
		}
		r.readLet(k.has("let"), t, inner)
		r.readBlock(below, k, t, inner)
		b.each = append(b.each, below)
	}
	b.to = *s.slots
}

// delimiter reads what stands between the cells of a file.
func (r *reader) delimiter(n *yaml.Node) rune {
	names := map[string]rune{",": ',', ";": ';', "|": '|', "tab": '\t', "\t": '\t'}
	d, ok := names[r.scalar(n, "delimiter")]
	if !ok {
		r.problem(at(n), "delimiter is ',', ';', '|' or tab, not %s", seed.Shown(n.Value))
		return ','
	}
	return d
}

// read reads a block from a row.
func (r *row) read(b *block) {
	if !r.holds(b.where) {
		return
	}
	for _, e := range b.entities {
		r.putEntity(e)
	}
	for _, f := range b.facts {
		r.putFact(f)
	}
	for _, below := range b.each {
		for _, v := range r.parts(below.part) {
			r.forget(below)
			r.values[below.part.slot], r.done[below.part.slot] = v, true
			r.read(below)
			if r.problem != nil {
				return
			}
		}
	}
}

// forget clears the variables of a block.
func (r *row) forget(b *block) {
	clear(r.done[b.from:b.to])
}

// within reports whether a file is named as one in the mapping's folder.
func (r *reader) within(n *yaml.Node, name string) bool {
	if !isInside(name) {
		r.problem(at(n), "%s is not in the mapping's folder: put the file there and name it without a path", seed.Shown(name))
		return false
	}
	if !slices.Contains(r.files, name) {
		r.files = append(r.files, name)
	}
	return true
}
