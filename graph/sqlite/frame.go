package sqlite

import (
	"encoding/binary"
	"os"
)

// Where things are in a log, in bytes.
const (
	logHead  = 32
	logMagic = 0x377f0682 // its last bit is set where sums are of big-endian words
	logPage  = 8          // the size of a page
	logSalts = 16         // which frames bear that are of this log, and not of what it overwrites
	logSum   = 24         // of all before it

	frameHead  = 24
	frameSize  = 4 // the size of the database in pages, in a frame that commits
	frameSalts = 8 // this and what follows is not summed
	frameSum   = 16
)

// logSums follows the checksums of a log. One that is broken breaks no other:
// what comes next fits the sum that stands there, or that should.
type logSums struct {
	order          binary.ByteOrder
	stands, should sum
}

type sum [2]uint32

func sumAt(b []byte) sum {
	return sum{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

func (s sum) of(order binary.ByteOrder, data []byte) sum {
	for ; len(data) > 0; data = data[8:] {
		s[0] += order.Uint32(data) + s[1]
		s[1] += order.Uint32(data[4:]) + s[0]
	}
	return s
}

// startOf returns the sum of the head of a log, and whether SQLite takes that. The
// order of one that is broken is that of the machine, as SQLite has it.
func startOf(head []byte) (sums logSums, taken bool) {
	var order binary.ByteOrder = binary.LittleEndian
	magic := binary.BigEndian.Uint32(head)
	if magic&1 != 0 {
		order = binary.BigEndian
	}
	stands := sumAt(head[logSum:])
	if magic&^1 == logMagic && isPageSize(int(binary.BigEndian.Uint32(head[logPage:]))) && stands == (sum{}).of(order, head[:logSum]) {
		return logSums{order, stands, stands}, true
	}
	return logSums{binary.NativeEndian, stands, sum{}.of(binary.NativeEndian, head[:logSum])}, false
}

// adds goes on to a frame, and reports whether it is what was written.
func (s *logSums) adds(frame []byte) (whole bool) {
	of := func(before sum) sum {
		return before.of(s.order, frame[:frameSalts]).of(s.order, frame[frameHead:])
	}
	stands, should := sumAt(frame[frameSum:]), of(s.stands)
	if should != stands && s.should != s.stands {
		should = of(s.should)
	}
	s.stands, s.should = stands, should
	return stands == should
}

// headPage is the page of the table head, which is the second that is made.
const headPage = 3

// batchIn returns the number of the transaction that wrote a frame, if it is of the
// page where that stands, or -1.
func batchIn(frame []byte) int64 {
	if binary.BigEndian.Uint32(frame) != headPage {
		return -1
	}
	return batchOn(frame[frameHead:])
}

// batchOn returns the number of a transaction that stands on a page, or -1. The
// page is a leaf with one row: its length and its id; the length of what follows
// and the types of five columns, of which one is that id, two are numbers, one is
// a hash and one, which version 1 did not have, is a number; and the columns.
func batchOn(page []byte) int64 {
	const leaf, types1, types2, aHash = 13, 5, 6, 2*len(hash{}) + 12
	at := int(binary.BigEndian.Uint16(page[8:])) // where its first row is
	if page[0] != leaf || binary.BigEndian.Uint16(page[3:]) != 1 || at+17 > len(page) {
		return -1
	}
	row := page[at:]
	if row[1] != 1 || row[2] != types1 && row[2] != types2 || row[3] != 0 || row[6] != byte(aHash) {
		return -1
	}
	columns := row[2+row[2]:]
	switch sizes := []int{0, 1, 2, 3, 4, 6, 8}; {
	case row[4] == 8, row[4] == 9: // the numbers 0 and 1
		return int64(row[4] - 8)
	case int(row[4]) < len(sizes):
		var number [8]byte
		copy(number[8-sizes[row[4]]:], columns[:sizes[row[4]]])
		return int64(binary.BigEndian.Uint64(number[:]))
	}
	return -1
}

// batchOf returns the size of a file's pages, and the number of the last
// transaction that the file has without its log, or -1.
func batchOf(path string) (pageSize int, batch int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	var head [headerSize]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return 0, 0, err
	}
	if pageSize = int(binary.BigEndian.Uint16(head[pageSizeAt:])); pageSize == 1 {
		pageSize = 1 << 16 // which two bytes do not hold
	}
	if !isPageSize(pageSize) {
		return 0, -1, nil
	}
	page := make([]byte, pageSize)
	if _, err := f.ReadAt(page, int64(pageSize)*(headPage-1)); err != nil {
		return pageSize, -1, nil
	}
	return pageSize, batchOn(page), nil
}

// isPageSize reports whether SQLite has pages of a size.
func isPageSize(n int) bool { return n >= 512 && n <= 1<<16 && n&(n-1) == 0 }
