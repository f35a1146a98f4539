package container

import "iter"

// A page holds so many items, and a block so many pages: few enough that
// copying one of each for a write is cheap, many enough that the list of blocks
// of a million items stays short.
const (
	PageSize  = 32
	blockSize = 256
)

// page is a run of items, and block a run of pages. Only the transaction whose
// stamp they bear may write to them; all others copy them first.
type page[T any] struct {
	stamp uint64
	items [PageSize]T
}

type block[T any] struct {
	stamp uint64
	pages [blockSize]*page[T]
}

// Pages is a persistent list: copies share the pages that neither has changed.
type Pages[T any] struct {
	blocks []*block[T]
	stamp  uint64 // the transaction that may write to blocks
	n      uint32
}

// Len returns how many items there are.
func (p *Pages[T]) Len() uint32 { return p.n }

// At returns an item to read.
func (p *Pages[T]) At(i uint32) *T {
	return &p.blocks[i/PageSize/blockSize].pages[i/PageSize%blockSize].items[i%PageSize]
}

// All iterates over the items, to read.
func (p *Pages[T]) All() iter.Seq2[uint32, *T] {
	return func(yield func(uint32, *T) bool) {
		for i := range p.n {
			if !yield(i, p.At(i)) {
				return
			}
		}
	}
}

// Page returns the items of a page to read, by the first of them; there are none
// behind the last page.
func (p *Pages[T]) Page(first uint32) *[PageSize]T {
	if first >= p.n {
		return new([PageSize]T)
	}
	return &p.blocks[first/PageSize/blockSize].pages[first/PageSize%blockSize].items
}

// Edited iterates over the pages that the transaction with a stamp wrote to, by
// their first items.
func (p *Pages[T]) Edited(stamp uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if p.stamp != stamp {
			return
		}
		for b, block := range p.blocks {
			if block.stamp != stamp {
				continue
			}
			for i, page := range block.pages {
				if page != nil && page.stamp == stamp && !yield(uint32(b*blockSize+i)*PageSize) {
					return
				}
			}
		}
	}
}

// Edit returns an item to write, copying its page unless the transaction with
// this stamp has done so already.
func (p *Pages[T]) Edit(stamp uint64, i uint32) *T {
	at := &p.block(stamp, i).pages[i/PageSize%blockSize]
	if (*at).stamp != stamp {
		fresh := **at
		fresh.stamp = stamp
		*at = &fresh
	}
	return &(*at).items[i%PageSize]
}

// EditAny returns an item to write, and appends empty ones where there are too few.
func (p *Pages[T]) EditAny(stamp uint64, i uint32) *T {
	for p.n <= i {
		p.Grow(stamp)
	}
	return p.Edit(stamp, i)
}

// Grow appends an empty item and returns its index.
func (p *Pages[T]) Grow(stamp uint64) uint32 {
	i := p.n
	p.n++
	if i%(PageSize*blockSize) == 0 {
		p.own(stamp)
		p.blocks = append(p.blocks, &block[T]{stamp: stamp})
	}
	if i%PageSize == 0 {
		p.block(stamp, i).pages[i/PageSize%blockSize] = &page[T]{stamp: stamp}
	}
	return i
}

// block returns the block of an item to write.
func (p *Pages[T]) block(stamp uint64, i uint32) *block[T] {
	p.own(stamp)
	at := &p.blocks[i/PageSize/blockSize]
	if (*at).stamp != stamp {
		fresh := **at
		fresh.stamp = stamp
		*at = &fresh
	}
	return *at
}

func (p *Pages[T]) own(stamp uint64) {
	if p.stamp != stamp {
		p.blocks = append(make([]*block[T], 0, len(p.blocks)+1), p.blocks...)
		p.stamp = stamp
	}
}
