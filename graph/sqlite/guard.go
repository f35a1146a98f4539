package sqlite

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"parley/graph"
)

// guard holds a store's file for this process, and sees what another hand does
// to the file and to those that belong to it. SQLite does not: it writes on to a
// file that has no name any more, or over one that another was copied into.
type guard struct {
	path string
	file *os.File // open as long as the store, since to close it drops SQLite's locks
	log  *os.File
	own  []ownFile
	was  stamps // when this process wrote to them last
}

// ownFile is a file that an open store has.
type ownFile struct {
	what, path string
	info       fs.FileInfo
}

// stamps tell whether the file and its log are as they were.
type stamps struct{ file, log stamp }

// stamp is of what every write of a file changes.
type stamp struct {
	size int64
	head []byte
}

// newGuard takes hold of a store's file itself, by whatever name it goes.
func newGuard(path string) (*guard, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) {
		return nil, mayOnlyBeRead(path, err)
	}
	if err != nil {
		return nil, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot open " + path, Err: err}
	}
	g := &guard{path: path, file: file}
	if err := errors.Join(lockFile(path, file), g.alone()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return g, nil
}

// alone refuses a file that has more than one name: by the second, somebody else
// could find it without its log.
func (g *guard) alone() error {
	info, err := g.file.Stat()
	if err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + g.path, Err: err}
	}
	if n := links(info); n > 1 {
		return graph.Errorf(graph.BadInput, "open", "%s has %d names (hard links), by each of which a server could write to it without the others; keep one of them, or make a copy: cp %[1]s NEW", g.path, n)
	}
	return nil
}

// watch notes the files of the store, which is open now and not yet written to.
func (g *guard) watch() (err error) {
	for _, f := range []ownFile{{what: "file", path: g.path}, {what: "log", path: g.path + "-wal"}, {what: "shared memory", path: g.path + "-shm"}, {what: "lock", path: g.path + ".lock"}} {
		if f.info, err = os.Lstat(f.path); err != nil {
			return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + f.path, Err: err}
		}
		g.own = append(g.own, f)
	}
	if g.log, err = os.Open(g.path + "-wal"); err != nil {
		return &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + g.path + "-wal", Err: err}
	}
	g.wrote()
	return nil
}

// close lets go of the file.
func (g *guard) close() error {
	err := g.file.Close()
	if g.log != nil {
		err = errors.Join(err, g.log.Close())
	}
	return err
}

// named reports what is wrong with the names of the files, if anything is.
func (g *guard) named() error {
	for _, f := range g.own {
		info, err := os.Lstat(f.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return f.touched("was removed or renamed", err)
		case err != nil:
			return f.touched("cannot be reached any more", err)
		case !os.SameFile(info, f.info):
			return f.touched("was replaced by another", nil)
		case f.path == g.path && links(info) > 1:
			return f.touched("has a second name (a hard link) now", nil)
		}
	}
	return nil
}

// check reports what is wrong with the files, if anything is. Nobody may be
// writing to them.
func (g *guard) check() error {
	if err := g.named(); err != nil {
		return err
	}
	is := g.stamps()
	for i, same := range []bool{is.file.equal(g.was.file), is.log.equal(g.was.log)} {
		if !same {
			return g.own[i].touched("was written to by something else", nil)
		}
	}
	return nil
}

// wrote notes that this process wrote to the files, and wroteLog that it wrote to
// the log alone.
func (g *guard) wrote() { g.was = g.stamps() }

func (g *guard) wroteLog() { g.was.log = g.stamps().log }

func (g *guard) stamps() stamps {
	// The pages up to that of the head have SQLite's own head, too.
	return stamps{stampOf(g.file, headPage<<12), stampOf(g.log, logHead)}
}

// stampOf returns a file's stamp. One that cannot be read has the stamp of none.
func stampOf(file *os.File, head int) stamp {
	info, err := file.Stat()
	s := stamp{head: make([]byte, head)}
	if err == nil {
		s.size = info.Size()
		_, err = file.ReadAt(s.head, 0)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return stamp{size: -1}
	}
	return s
}

func (s stamp) equal(other stamp) bool {
	return s.size >= 0 && s.size == other.size && bytes.Equal(s.head, other.head)
}

// touched is the error for a file that another hand did something to. It names
// no path, since clients see it.
func (f ownFile) touched(how string, cause error) error {
	return &graph.Error{
		Code: graph.Unavailable, Op: "apply", Err: cause,
		Message: "the store's " + f.what + " " + how + ", so nothing is written any more; stop the server, put the right file in its place, and start it again",
	}
}
