//go:build unix

package sqlite

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// act is one thing that SQLite has the file system do.
type act struct {
	sort actSort
	path string
	at   int64 // of a write: where; of a truncation: the new size
	data []byte
	sure bool // of a removal: the folder is synced too
}

type actSort string

const (
	makes     actSort = "make"
	writes    actSort = "write"
	syncs     actSort = "sync"
	truncates actSort = "truncate"
	removes   actSort = "remove"
)

// disk is a layer between SQLite and the file system
// (https://www.sqlite.org/vfs.html), which stays out of the way until something
// watches it. It is SQLite's default in all tests of this package.
type disk struct {
	next uintptr // the file system's own sqlite3_vfs

	mu    sync.Mutex
	files map[uintptr]opened
	watch func(act) (instead int32) // a result to give instead of doing it, or 0
}

type opened struct {
	path    string
	methods lib.Tsqlite3_io_methods // the file system's own
}

var theDisk = disk{files: map[uintptr]opened{}}

// watching has every act told before it is done, until stop is called.
func watching(watch func(act) int32) (stop func()) {
	set := func(w func(act) int32) {
		theDisk.mu.Lock()
		defer theDisk.mu.Unlock()
		theDisk.watch = w
	}
	set(watch)
	return func() { set(nil) }
}

func (d *disk) tell(a act) int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.watch == nil {
		return lib.SQLITE_OK
	}
	return d.watch(a)
}

func (d *disk) file(p uintptr) opened {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[p]
}

// install makes the layer SQLite's default.
func (d *disk) install() error {
	tls := libc.NewTLS() // lives as long as the layer
	d.next = lib.Xsqlite3_vfs_find(tls, 0)
	layer := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(lib.Tsqlite3_vfs{})))
	name, err := libc.CString("watched")
	if err != nil {
		return err
	}
	*at[lib.Tsqlite3_vfs](layer) = *at[lib.Tsqlite3_vfs](d.next)
	at[lib.Tsqlite3_vfs](layer).FzName = name
	at[lib.Tsqlite3_vfs](layer).FxOpen = pointer(watchedOpen)
	at[lib.Tsqlite3_vfs](layer).FxDelete = pointer(watchedDelete)
	if lib.Xsqlite3_vfs_register(tls, layer, 1) != lib.SQLITE_OK {
		return errors.New("SQLite does not take the layer")
	}
	return nil
}

// at returns what stands at an address of SQLite's own memory.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// pointer returns a declared function as SQLite has it, and function the other
// way around.
func pointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f F }{f})) }

func function[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&struct{ uintptr }{p})) }

func watchedOpen(tls *libc.TLS, _, name, file uintptr, flags int32, out uintptr) int32 {
	path := libc.GoString(name)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		if rc := theDisk.tell(act{sort: makes, path: path}); rc != lib.SQLITE_OK {
			return rc
		}
	}
	open := function[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](at[lib.Tsqlite3_vfs](theDisk.next).FxOpen)
	rc := open(tls, theDisk.next, name, file, flags, out)
	methods := &at[lib.Tsqlite3_file](file).FpMethods
	if *methods == 0 {
		return rc
	}
	was := *at[lib.Tsqlite3_io_methods](*methods)
	*methods = libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(was)))
	is := at[lib.Tsqlite3_io_methods](*methods)
	*is = was
	is.FxWrite, is.FxSync, is.FxTruncate, is.FxClose = pointer(watchedWrite), pointer(watchedSync), pointer(watchedTruncate), pointer(watchedClose)
	theDisk.mu.Lock()
	defer theDisk.mu.Unlock()
	theDisk.files[file] = opened{path, was}
	return rc
}

func watchedClose(tls *libc.TLS, file uintptr) int32 {
	f := theDisk.file(file)
	theDisk.mu.Lock()
	delete(theDisk.files, file)
	theDisk.mu.Unlock()
	methods := at[lib.Tsqlite3_file](file).FpMethods
	defer libc.Xfree(tls, methods)
	return function[func(*libc.TLS, uintptr) int32](f.methods.FxClose)(tls, file)
}

func watchedWrite(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	f := theDisk.file(file)
	if rc := theDisk.tell(act{sort: writes, path: f.path, at: offset, data: bytes.Clone(libc.GoBytes(data, int(n)))}); rc != lib.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](f.methods.FxWrite)(tls, file, data, n, offset)
}

func watchedTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	f := theDisk.file(file)
	if rc := theDisk.tell(act{sort: truncates, path: f.path, at: size}); rc != lib.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, int64) int32](f.methods.FxTruncate)(tls, file, size)
}

func watchedSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	f := theDisk.file(file)
	if rc := theDisk.tell(act{sort: syncs, path: f.path}); rc != lib.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, int32) int32](f.methods.FxSync)(tls, file, flags)
}

func watchedDelete(tls *libc.TLS, _, name uintptr, sure int32) int32 {
	if rc := theDisk.tell(act{sort: removes, path: libc.GoString(name), sure: sure != 0}); rc != lib.SQLITE_OK {
		return rc
	}
	return function[func(*libc.TLS, uintptr, uintptr, int32) int32](at[lib.Tsqlite3_vfs](theDisk.next).FxDelete)(tls, theDisk.next, name, sure)
}
