package sqlite

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"parley/graph"
)

// What is committed stands in a log, path-wal, until it is moved into the file:
// a head, and a frame for each page that was written, with a checksum of it and
// of all before it (https://www.sqlite.org/fileformat2.html#walformat). SQLite
// takes what is whole up to the last commit, and drops the rest without a word.
// That is right after a power cut, which breaks the last transaction alone, as
// none begins before the one before it is synced. It is wrong where a byte has
// turned in an earlier one, behind which are others that were acknowledged. So
// the log is looked at before SQLite opens it.
//
// The head of the store tells the two apart, in which every transaction writes
// its number. If n is the last that SQLite takes, and a whole frame of n + 2 is
// there, then n + 1 was synced, and is damaged.

// logged is what a log holds: what SQLite takes of it, and what is behind that.
type logged struct {
	size   int64 // of what SQLite takes, in bytes
	batch  int64 // the number of the last transaction that SQLite takes
	rest   bool  // the log goes on behind it
	newest int64 // the highest number in any whole frame, or 0
	inFile int64 // the number of the last transaction that the file has without its log
}

// damaged says that no power cut left the log as it is: what is broken in it was
// synced, since another transaction began behind it, or since it is in the file,
// over which SQLite would lay the older pages of the log.
func (l logged) damaged() bool { return l.newest > l.batch+1 || l.inFile > l.batch }

// cutOff says that there is more than SQLite takes: a transaction that was cut
// off before it was acknowledged, or was damaged since.
func (l logged) cutOff() bool { return l.rest || l.newest > l.batch }

// checkLog looks at the log of a store, and changes nothing. It is INTERNAL where
// the log is surely damaged.
func checkLog(path string) (logged, error) {
	l, err := lookAtLog(path)
	if err != nil || !l.damaged() {
		return l, err
	}
	// Who looks as another process writes may miss a frame and see what was
	// written after it. Damage looks the same a second time.
	again, err := lookAtLog(path)
	if err != nil || again != l {
		return again, err
	}
	return l, l.damage(path)
}

// damage is the error for a log that is damaged. What is whole of it is no use
// where the file has newer pages.
func (l logged) damage(path string) error {
	const found = "%[1]s-wal is damaged: transaction %[2]d in it is broken, which was acknowledged; the last that is there is %[3]d. Nothing is changed. " +
		"Copy %[1]s and %[1]s-wal to a safe place; then put a backup in the place of both, or give up "
	if l.inFile > l.batch {
		return graph.Errorf(graph.Internal, "open", found+"what the log alone has, and take it away: the file has transaction %[4]d", path, l.batch+1, max(l.newest, l.inFile), l.inFile)
	}
	return graph.Errorf(graph.Internal, "open", found+"the transactions from %[2]d on, and cut them off: truncate -s %[4]d %[1]s-wal", path, l.batch+1, max(l.newest, l.inFile), l.size)
}

// lookAtLog reads a log and the head of its file. Where SQLite has to say what
// they are, as there is no log or the file has no head, it gives nothing.
func lookAtLog(path string) (logged, error) {
	cannot := func(err error) (logged, error) {
		return logged{}, &graph.Error{Code: graph.Unavailable, Op: "open", Message: "cannot read " + path + " and its log", Err: err}
	}
	log, err := os.Open(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return logged{}, nil
	}
	if err != nil {
		return cannot(err)
	}
	defer log.Close()
	pageSize, inFile, err := batchOf(path)
	if err != nil {
		return cannot(err)
	}
	if inFile < 0 {
		return logged{}, nil
	}
	l := logged{batch: inFile, inFile: inFile}
	if err := l.scan(bufio.NewReaderSize(log, 1<<20), pageSize); !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return cannot(err)
	}
	return l, nil
}

// scan reads a log frame by frame, to the error that ends it. It does not stop at
// what is broken.
func (l *logged) scan(log io.Reader, pageSize int) error {
	head := make([]byte, logHead)
	if _, err := io.ReadFull(log, head); err != nil {
		return err
	}
	sums, taken := startOf(head)
	if taken {
		pageSize, l.size = int(binary.BigEndian.Uint32(head[logPage:])), logHead
	}
	frame := make([]byte, frameHead+pageSize)
	last := l.batch
	for at := int64(logHead + len(frame)); ; at += int64(len(frame)) {
		if _, err := io.ReadFull(log, frame); err != nil {
			return err
		}
		whole := sums.adds(frame)
		ours := bytes.Equal(frame[frameSalts:frameSum], head[logSalts:logSum])
		taken = taken && whole && ours
		if batch := batchIn(frame); whole && batch >= 0 {
			last = batch
			l.newest = max(l.newest, batch)
		}
		if taken && binary.BigEndian.Uint32(frame[frameSize:]) != 0 {
			l.size, l.batch, l.rest = at, last, false
		} else if ours {
			l.rest = true
		}
	}
}
