package memory

// pageSize is how many items a page holds: small enough that copying one for a
// write is cheap, large enough that the directory of a million stays small.
const pageSize = 128

// page is a run of items. Only the transaction whose stamp it bears may write
// to it; all others copy it first.
type page[T any] struct {
	stamp uint64
	items [pageSize]T
}

// pages is a persistent list: copies share the pages that neither has changed.
type pages[T any] struct {
	dir   []*page[T]
	stamp uint64 // the transaction that may write to dir
	n     uint32
}

// at gives an item to read.
func (p *pages[T]) at(i uint32) *T { return &p.dir[i/pageSize].items[i%pageSize] }

// edit gives an item to write, copying its page unless the transaction with
// this stamp has done so already.
func (p *pages[T]) edit(stamp uint64, i uint32) *T {
	p.own(stamp)
	old := p.dir[i/pageSize]
	if old.stamp != stamp {
		fresh := *old
		fresh.stamp = stamp
		p.dir[i/pageSize] = &fresh
	}
	return p.at(i)
}

// grow appends an empty item and gives its place.
func (p *pages[T]) grow(stamp uint64) uint32 {
	p.own(stamp)
	if p.n%pageSize == 0 {
		p.dir = append(p.dir, &page[T]{stamp: stamp})
	}
	p.n++
	p.edit(stamp, p.n-1)
	return p.n - 1
}

func (p *pages[T]) own(stamp uint64) {
	if p.stamp != stamp {
		p.dir = append(make([]*page[T], 0, len(p.dir)+1), p.dir...)
		p.stamp = stamp
	}
}
