package seed

import "hash/maphash"

// idSet is a set of ids, by a hash of 64 bits. That two of a billion ids share
// one has a chance of one in forty; then the store refuses what is missing.
type idSet struct {
	seed maphash.Seed
	in   map[uint64]struct{}
}

func newIDSet() idSet { return idSet{maphash.MakeSeed(), map[uint64]struct{}{}} }

func (s idSet) add(id string) { s.in[maphash.String(s.seed, id)] = struct{}{} }

func (s idSet) has(id string) bool {
	_, ok := s.in[maphash.String(s.seed, id)]
	return ok
}
