package sqlite

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"parley/graph"
)

// What an Apply takes away is gone from the file's pages, which SQLite overwrites
// with zeros (secure_delete), but stands in the log still, and, until the log is
// moved into the file, in the file. So an Apply that takes something away has the
// log moved and emptied before it is acknowledged.
//
// A process that reads the file, such as one that backs it up, is in the way of
// that, and so is a disk that fails. Then it is tried again until it is done, and
// Ready says that it is not.

const (
	readersWait = 30 * time.Second // for those that read the file to end
	eraseAgain  = time.Second
)

// eraser remembers that something is to be erased still.
type eraser struct {
	owed atomic.Pointer[graph.Error] // that it was not erased yet
	next *time.Timer
}

// stop ends the trying. Nobody tries at the time.
func (e *eraser) stop() {
	if e.next != nil {
		e.next.Stop()
	}
	e.next = nil
}

var errRead = errors.New("something reads the file")

// erase takes what was taken away out of the log and the file. It waits for those
// that read the file, and if it cannot be done then, it is done later. Who calls
// it holds writing.
func (f *file) erase(ctx context.Context, wait time.Duration) {
	f.eraser.stop()
	ends := time.Now().Add(wait)
	err := f.emptyLog(ctx)
	for errors.Is(err, errRead) && time.Now().Before(ends) {
		err = f.emptyLog(ctx)
	}
	if err == nil {
		f.eraser.owed.Store(nil)
		return
	}
	f.eraser.owed.Store(notErased(err))
	f.eraser.next = time.AfterFunc(eraseAgain, f.eraseLater)
}

// eraseLater erases what could not be erased before.
func (f *file) eraseLater() {
	f.writing.Lock()
	defer f.writing.Unlock()
	if f.eraser.next == nil || f.guard.check() != nil { // it is done, or must not be done
		return
	}
	f.erase(context.Background(), 0)
}

// emptyLog moves the log into the file, and cuts it off.
func (f *file) emptyLog(ctx context.Context) error {
	defer f.guard.wrote()
	var busy, logged, moved int
	err := f.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &logged, &moved)
	if err == nil && busy != 0 {
		return errRead
	}
	return err
}

// ready reports what is wrong with the files, if anything is, and whether
// something is to be erased still. As they are written to, it looks at their
// names alone.
func (f *file) ready() error {
	look := f.guard.named
	if f.writing.TryLock() {
		defer f.writing.Unlock()
		look = f.guard.check
	}
	if err := look(); err != nil {
		return err
	}
	if owed := f.eraser.owed.Load(); owed != nil {
		return owed
	}
	return nil
}

func notErased(err error) *graph.Error {
	return &graph.Error{
		Code: graph.Unavailable, Op: "erase", Err: err,
		Message: "what was taken away last still stands in the store's files, since something reads them, as a backup does, or the disk fails; it is erased as soon as that ends",
	}
}
