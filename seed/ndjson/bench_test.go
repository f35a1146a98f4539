package ndjson

import (
	"io"
	"strings"
	"testing"

	"parley/graph/graphtest"
	"parley/seed"
)

// What a line costs, writing and reading.
func BenchmarkLine(b *testing.B) {
	m := standard(b)
	changes := graphtest.MadeGraph(m, 1)
	file := written(b, m, changes)
	b.Run("write", func(b *testing.B) {
		b.SetBytes(int64(len(file) / len(changes)))
		for n := 0; n < b.N; n += len(changes) {
			if err := Write(io.Discard, m, each(changes)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(file) / len(changes)))
		f := New(m, "her.ndjson", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(file)), nil })
		for n := 0; n < b.N; n += len(changes) {
			if err := f.Rows(b.Context(), func(r seed.Row) bool { return r.Problem == nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
