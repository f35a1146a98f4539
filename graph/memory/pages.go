package memory

// A page holds so many items, and a block so many pages: few enough that
// copying one of each for a write is cheap, many enough that the list of blocks
// of a million items stays short.
const (
	pageSize  = 32
	blockSize = 256
)

// page is a run of items, and block a run of pages. Only the transaction whose
// stamp they bear may write to them; all others copy them first.
type page[T any] struct {
	stamp uint64
	items [pageSize]T
}

type block[T any] struct {
	stamp uint64
	pages [blockSize]*page[T]
}

// pages is a persistent list: copies share the pages that neither has changed.
type pages[T any] struct {
	blocks []*block[T]
	stamp  uint64 // the transaction that may write to blocks
	n      uint32
}

// at returns an item to read.
func (p *pages[T]) at(i uint32) *T {
	return &p.blocks[i/pageSize/blockSize].pages[i/pageSize%blockSize].items[i%pageSize]
}

// run returns a page's items to read, by the first of them; there are none behind
// the last page.
func (p *pages[T]) run(first uint32) *[pageSize]T {
	if first >= p.n {
		return new([pageSize]T)
	}
	return &p.blocks[first/pageSize/blockSize].pages[first/pageSize%blockSize].items
}

// edit returns an item to write, copying its page unless the transaction with
// this stamp has done so already.
func (p *pages[T]) edit(stamp uint64, i uint32) *T {
	at := &p.block(stamp, i).pages[i/pageSize%blockSize]
	if (*at).stamp != stamp {
		fresh := **at
		fresh.stamp = stamp
		*at = &fresh
	}
	return &(*at).items[i%pageSize]
}

// grow appends an empty item and returns its index.
func (p *pages[T]) grow(stamp uint64) uint32 {
	i := p.n
	p.n++
	if i%(pageSize*blockSize) == 0 {
		p.own(stamp)
		p.blocks = append(p.blocks, &block[T]{stamp: stamp})
	}
	if i%pageSize == 0 {
		p.block(stamp, i).pages[i/pageSize%blockSize] = &page[T]{stamp: stamp}
	}
	return i
}

// block returns the block of an item to write.
func (p *pages[T]) block(stamp uint64, i uint32) *block[T] {
	p.own(stamp)
	at := &p.blocks[i/pageSize/blockSize]
	if (*at).stamp != stamp {
		fresh := **at
		fresh.stamp = stamp
		*at = &fresh
	}
	return *at
}

func (p *pages[T]) own(stamp uint64) {
	if p.stamp != stamp {
		p.blocks = append(make([]*block[T], 0, len(p.blocks)+1), p.blocks...)
		p.stamp = stamp
	}
}
