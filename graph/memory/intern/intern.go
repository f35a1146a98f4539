package intern

import (
	"hash/maphash"
	"slices"

	"parley/graph"
	"parley/graph/ledger"
)

// maxLists is how many lists of a sort are remembered to be shared.
const maxLists = 1 << 14

// Lists are lists of values, and of what evidence says, by their hashes. They are
// never changed in place. They are for one goroutine at a time.
type Lists struct {
	seed maphash.Seed
	vals map[uint64][]graph.Value
	says map[uint64][]graph.Said
}

// New returns no lists.
func New() Lists {
	return Lists{maphash.MakeSeed(), map[uint64][]graph.Value{}, map[uint64][]graph.Said{}}
}

// Values returns a list equal to the one that is given.
func (in *Lists) Values(vals []graph.Value) []graph.Value {
	if len(vals) == 0 {
		return nil
	}
	h := in.hasher()
	for _, v := range vals {
		writeValue(&h, v)
	}
	return remembered(in.vals, h.Sum64(), vals, ledger.EqualValues)
}

// Said returns a list equal to the one that is given.
func (in *Lists) Said(says []graph.Said) []graph.Said {
	if len(says) == 0 {
		return nil
	}
	h := in.hasher()
	for _, s := range says {
		h.WriteString(s.Property)
		writeValue(&h, s.Value)
	}
	return remembered(in.says, h.Sum64(), says, func(a, b []graph.Said) bool {
		return slices.EqualFunc(a, b, func(x, y graph.Said) bool { return x.Property == y.Property && graph.Equal(x.Value, y.Value) })
	})
}

func (in *Lists) hasher() (h maphash.Hash) {
	h.SetSeed(in.seed)
	return h
}

// remembered returns the list that a map has by a hash, if it is equal, or keeps the
// one that is given.
func remembered[T any](known map[uint64][]T, sum uint64, list []T, equal func(a, b []T) bool) []T {
	if was, ok := known[sum]; ok && equal(was, list) {
		return was
	}
	if len(known) >= maxLists {
		clear(known)
	}
	list = slices.Clip(slices.Clone(list))
	known[sum] = list
	return list
}

// writeValue hashes enough of a value to tell most apart.
func writeValue(h *maphash.Hash, v graph.Value) {
	switch v := v.(type) {
	case nil:
		h.WriteByte(0)
	case string:
		h.WriteString(v)
	case *graph.When:
		h.WriteString(v.EDTF)
		h.WriteString(v.Text)
	case []graph.Period:
		for i := range v {
			maphash.WriteComparable(h, v[i].Bounds)
		}
	case *graph.Support:
		maphash.WriteComparable(h, *v)
	case bool, int64, graph.Day:
		maphash.WriteComparable(h, v)
	}
	h.WriteByte(1)
}
