package planning_test

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"parley/schema/sampletest"
)

// Three minutes:
//
//	go test ./schema/planning -run '^$' -fuzz FuzzWriter -fuzztime 3m -fuzzminimizetime 10x

// FuzzWriter lets the bytes choose a query of the schema: the writer's answer is
// graphql-go's, over the article and over a made graph.
func FuzzWriter(f *testing.F) {
	for i := range byte(16) {
		seed := make([]byte, 200)
		for j := range seed {
			seed[j] = i * byte(j*j+7)
		}
		f.Add(seed)
	}
	o := secondOpinionOf(f)
	shipped, shippedIDs := sampletest.Article(f, o.Model())
	made, madeIDs := sampletest.Made(f, o.Model(), 6)
	f.Fuzz(func(t *testing.T, choices []byte) {
		g := newGenerator(o, 0, shippedIDs)
		g.Rng = rand.New(&chosen{rest: choices})
		o.agree(t, shipped, g.request())
		g.IDs = madeIDs
		o.agree(t, made, g.request())
	})
}

// chosen is a source of numbers that are given; when they are used up it goes on
// with some of its own.
type chosen struct {
	rest []byte
	own  uint64
}

// Uint64 returns the next number.
func (c *chosen) Uint64() uint64 {
	if len(c.rest) < 2 {
		c.own += 0x9e3779b97f4a7c15
		return c.own * 0xbf58476d1ce4e5b9
	}
	n := uint64(binary.LittleEndian.Uint16(c.rest))
	c.rest = c.rest[2:]
	return n * 0x9e3779b97f4a7c15
}
