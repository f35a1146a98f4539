package container

import (
	"slices"
	"sort"
)

// chunkSize is the most that a chunk of postings holds.
const chunkSize = 512

// Postings are the handles of what has a word, in order, in chunks: so a write
// copies little of a frequent word's. Only the transaction whose stamp they
// bear may write to the list of chunks.
type Postings struct {
	stamp  uint64
	chunks [][]uint32
}

// Insert adds a handle. A chunk grows in place, which no older snapshot sees:
// theirs end before. All other changes are made to a copy.
func (p *Postings) Insert(stamp uint64, h uint32) {
	p.own(stamp)
	at := p.index(h)
	if at < 0 {
		p.chunks = append(p.chunks, []uint32{h})
		return
	}
	chunk := p.chunks[at]
	i, has := slices.BinarySearch(chunk, h)
	switch {
	case has:
	case i == len(chunk) && i < chunkSize:
		p.chunks[at] = append(chunk, h)
	case i == len(chunk):
		p.chunks = slices.Insert(p.chunks, at+1, []uint32{h})
	case len(chunk) < chunkSize:
		p.chunks[at] = slices.Insert(slices.Clone(chunk), i, h)
	default:
		const half = chunkSize / 2
		p.chunks = slices.Replace(p.chunks, at, at+1, slices.Clone(chunk[:half]), slices.Clone(chunk[half:]))
		p.Insert(stamp, h)
	}
}

// Remove takes a handle out.
func (p *Postings) Remove(stamp uint64, h uint32) {
	if !p.Has(h) {
		return
	}
	p.own(stamp)
	at := p.index(h)
	chunk := p.chunks[at]
	if len(chunk) == 1 {
		p.chunks = slices.Delete(p.chunks, at, at+1)
		return
	}
	i, _ := slices.BinarySearch(chunk, h)
	p.chunks[at] = append(append(make([]uint32, 0, len(chunk)), chunk[:i]...), chunk[i+1:]...)
}

// Has reports whether a handle is among the postings.
func (p *Postings) Has(h uint32) bool {
	at := p.index(h)
	if at < 0 {
		return false
	}
	_, has := slices.BinarySearch(p.chunks[at], h)
	return has
}

// Chunks returns the handles in order, cut into pieces.
func (p *Postings) Chunks() [][]uint32 { return p.chunks }

// index is the chunk in which a handle is, or belongs; -1 if there is none.
func (p *Postings) index(h uint32) int {
	if last := len(p.chunks) - 1; last < 0 || p.chunks[last][0] <= h {
		return last
	}
	after := sort.Search(len(p.chunks), func(i int) bool { return p.chunks[i][0] > h })
	return min(max(after-1, 0), len(p.chunks)-1)
}

func (p *Postings) own(stamp uint64) {
	if p.stamp != stamp {
		p.chunks = append(make([][]uint32, 0, len(p.chunks)+1), p.chunks...)
		p.stamp = stamp
	}
}
