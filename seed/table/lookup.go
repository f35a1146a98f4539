package table

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"

	"parley/seed"
)

// index is a second file, held in memory by one of its columns.
type index struct {
	file, key string
	header    []string
	rows      map[string][]string
}

// indexAt tells one index from another.
type indexAt struct {
	file, key string
	delimiter rune
}

// readLookup reads a variable that finds a row of a second file.
func (r *reader) readLookup(k keyed, w work, v *variable, t *table) maker {
	l := &lookup{w, &index{}}
	where := indexAt{r.scalar(k.values["lookup"], "lookup"), r.scalar(k.has("key"), "key"), ','}
	if t != nil {
		where.delimiter = t.delimiter
	}
	if n := k.has("delimiter"); n != nil {
		where.delimiter = r.delimiter(n)
	}
	if where.key == "" {
		r.problem(k.at, "lookup needs key: the column of %s in which to look", where.file)
		return l
	}
	if !r.within(k.values["lookup"], where.file) {
		return l
	}
	if r.indexes[where] == nil {
		r.indexes[where] = r.load(where, k.values["lookup"], k.values["key"])
	}
	l.index = r.indexes[where]
	v.fields = l.header
	return l
}

// load reads a look-up file.
func (r *reader) load(where indexAt, file, key *yaml.Node) *index {
	x := &index{file: where.file, key: where.key, rows: map[string][]string{}}
	if info, err := fs.Stat(r.folder.Files, where.file); err == nil && info.Size() > maxLookup {
		r.problem(at(file), "%s is larger than %d MB, and a look-up file is held in memory: make it a table of its own", where.file, maxLookup>>20)
		return x
	}
	in, err := openRecords(r.folder, where.file, where.delimiter)
	if err != nil {
		r.take(at(file), err)
		return x
	}
	defer in.close()
	x.header = in.header
	column := slices.Index(in.header, where.key)
	if column < 0 {
		r.problem(at(key), "%s has no column %s: %s", where.file, seed.Shown(where.key), seed.Suggest(where.key, in.header))
		return x
	}
	r.fill(x, in, column)
	return x
}

// fill puts the rows of a look-up file into its index.
func (r *reader) fill(x *index, in *records, column int) {
	lines := map[string]int{}
	for {
		cells, problem, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			r.take(spot{}, err)
			return
		case problem != nil:
			r.problems = append(r.problems, *problem)
			continue
		case cells[column] == "":
			continue
		case lines[cells[column]] > 0:
			line, at := in.position(column)
			r.problems = append(r.problems, seed.Problem{File: in.path, Line: line, Column: at, Message: fmt.Sprintf("%s %s stands twice: first on line %d", x.key, seed.Shown(cells[column]), lines[cells[column]])})
			continue
		}
		for _, cell := range cells {
			r.held += len(cell)
		}
		if r.held > maxLookup {
			r.problems = append(r.problems, seed.Problem{File: in.path, Line: in.line, Column: 1, Message: fmt.Sprintf("look-up files are held in memory, %d MB together at most: make this one a table of its own", maxLookup>>20)})
			return
		}
		lines[cells[column]] = in.line
		x.rows[cells[column]] = slices.Clone(cells)
	}
}
