package memory

import "parley/graph"

// done is what an Apply that is made once gave.
type done struct {
	no      uint32 // in the order of making
	key     string
	digest  string
	applied graph.Applied
}

// before returns what was made under a key before, if anything was.
func (s *snapshot) before(o *graph.IdempotencyKey) (d done, made bool, err error) {
	d, made = s.once.Get(o.Key)
	if made {
		err = o.Check(d.digest)
	}
	return d, made, err
}

// remember keeps what the transaction gave under its key.
func (t *tx) remember(o *graph.IdempotencyKey) {
	t.made = &done{uint32(t.once.Len()), o.Key, o.Digest, t.ledger.Counts}
	t.once.Set(o.Key, *t.made)
}
