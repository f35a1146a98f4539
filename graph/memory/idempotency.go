package memory

import (
	"github.com/tidwall/btree"

	"parley/graph"
)

// once is what was made once, by key.
type once struct{ *btree.Map[string, done] }

// done is what an Apply that is made once gave.
type done struct {
	no      uint32 // in the order of making
	key     string
	digest  string
	applied graph.Applied
}

// before returns what was made under a key before, if anything was.
func (o once) before(k *graph.IdempotencyKey) (d done, made bool, err error) {
	if d, made = o.Get(k.Key); made {
		err = k.Check(d.digest)
	}
	return d, made, err
}

// remember keeps what an Apply gave under its key.
func (o once) remember(k *graph.IdempotencyKey, applied graph.Applied) *done {
	d := done{uint32(o.Len()), k.Key, k.Digest, applied}
	o.Set(d.key, d)
	return &d
}
