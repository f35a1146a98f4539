package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/seed"
)

// overlay is a mapping's folder in which some files, or the files of folders,
// stand in the place of its own. Nothing outside of these is read.
type overlay struct {
	own     fs.FS
	mapping string // which is of own in any case
	files   map[string]fs.FS
	folders []folder
}

// folder is a folder as the command line names it.
type folder struct {
	name  string
	files fs.FS
}

// besides makes an overlay of what the command line names.
func besides(mapping, own string, names []string) (overlay, error) {
	o := overlay{own: seed.Dir(own).Files, mapping: mapping, files: map[string]fs.FS{}}
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return o, fmt.Errorf("%s: %w", name, cause(err))
		case info.IsDir():
			o.folders = append(o.folders, folder{name, seed.Dir(name).Files})
		case o.files[filepath.Base(name)] != nil:
			return o, usageError{"two files are called " + filepath.Base(name)}
		default:
			o.files[filepath.Base(name)] = seed.Dir(filepath.Dir(name)).Files
		}
	}
	return o, nil
}

// Open opens a file of the first folder that has it.
func (o overlay) Open(name string) (fs.File, error) {
	in, _, err := o.find(name)
	return in, err
}

// find opens a file and says which folder has it: "" for the mapping's own, and
// for a file that the command line names. A file that is there and cannot be
// opened is an error, and not a reason to take another.
func (o overlay) find(name string) (in fs.File, folder string, err error) {
	if name == o.mapping {
		in, err = o.own.Open(name)
		return in, "", err
	}
	if f := o.files[name]; f != nil {
		in, err = f.Open(name)
		return in, "", err
	}
	for _, f := range o.folders {
		if in, err = f.files.Open(name); !errors.Is(err, fs.ErrNotExist) {
			return in, f.name, err
		}
	}
	in, err = o.own.Open(name)
	return in, "", err
}

// kept returns those of some files that come from the mapping's own folder though
// others are to stand in their place. A folder that has none of them is refused.
func (o overlay) kept(names []string) ([]string, error) {
	var kept []string
	gives := map[string]bool{}
	for _, name := range names {
		in, from, err := o.find(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, cause(err))
		}
		in.Close()
		if gives[from] = true; from == "" && o.files[name] == nil {
			kept = append(kept, name)
		}
	}
	for _, f := range o.folders {
		if !gives[f.name] {
			return nil, usageError{fmt.Sprintf("%s has none of the mapping's files: %s", f.name, strings.Join(names, ", "))}
		}
	}
	return kept, nil
}
