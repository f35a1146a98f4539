package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley/seed"
)

// besides is a mapping's folder in which some files, or the files of a folder,
// stand in the place of its own. Nothing outside of these is read.
func besides(mapping, folder string, names []string) (seed.Folder, error) {
	own := seed.Dir(folder)
	if len(names) == 0 {
		return own, nil
	}
	o := overlay{own: own.Files, mapping: mapping, files: map[string]fs.FS{}}
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return own, fmt.Errorf("%s: %w", name, cause(err))
		case info.IsDir():
			o.folders = append(o.folders, seed.Dir(name).Files)
		case o.files[filepath.Base(name)] != nil:
			return own, usageError{"two files are called " + filepath.Base(name)}
		default:
			o.files[filepath.Base(name)] = seed.Dir(filepath.Dir(name)).Files
		}
	}
	return seed.Folder{Files: o}, nil
}

// overlay is a folder with others before it.
type overlay struct {
	own     fs.FS
	mapping string // which is of own in any case
	files   map[string]fs.FS
	folders []fs.FS
}

// Open opens a file of the first folder that has it.
func (o overlay) Open(name string) (fs.File, error) {
	if f := o.files[name]; f != nil && name != o.mapping {
		return f.Open(name)
	}
	for _, f := range o.folders {
		if file, err := f.Open(name); err == nil && name != o.mapping {
			return file, nil
		}
	}
	return o.own.Open(name)
}
