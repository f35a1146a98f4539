package schema

import (
	"encoding/binary"
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"
	"time"
	"unicode/utf8"

	"parley/schema/gate"
)

// Three minutes of each:
//
//	go test ./schema -run '^$' -fuzz FuzzGate -fuzztime 3m -fuzzminimizetime 10x
//	go test ./schema -run '^$' -fuzz FuzzWriter -fuzztime 3m -fuzzminimizetime 10x

// FuzzGate sends any text as a document, any JSON as its variables. Whatever they
// are: nothing panics; there is an answer or an error, as JSON in UTF-8; it takes
// less room than the limits give it and, with -costs, less than two seconds.
func FuzzGate(f *testing.F) {
	questions, err := os.ReadFile("../server/web/questions/questions.graphql")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(questions), "WhoMetWhom", "{}")
	f.Add(introspectionQuery, "", "{}")
	f.Add(`query($v: PersonFilter = {}, $n: [ID!]) @x { people(where: $v, first: 1) { nodes { ...F } } } fragment F on Person { id @skip(if: true) }`, "", `{"v": {"name": {"in": "x"}}, "n": [1, null]}`)
	for _, r := range hostile() {
		if len(r.Query) < 4096 {
			f.Add(r.Query, r.OperationName, "{}")
		}
	}
	s := limited(f, gate.Limits{Output: 4 << 20, Objects: 20_000, Cost: 1_000_000})
	store, _ := article(f, s)
	f.Fuzz(func(t *testing.T, query, operation, variables string) {
		r := Request{Query: query, OperationName: operation}
		_ = json.Unmarshal([]byte(variables), &r.Variables) // what is no object is no variables
		began := time.Now()
		response := s.Do(t.Context(), store, r)
		defer response.Close()
		if took := time.Since(began); took > 2*time.Second && *costs {
			t.Errorf("it took %v", took)
		}
		text := response.JSON()
		if !response.Executed && len(response.Errors) == 0 {
			t.Error("neither executed nor refused")
		}
		if !json.Valid(text) || !utf8.Valid(text) {
			t.Errorf("no JSON: %.300s", text)
		}
		if len(text) > 5<<20 {
			t.Errorf("%d bytes", len(text))
		}
	})
}

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
	s := standard(f)
	o := secondOpinionOf(f, s)
	shipped, shippedIDs := article(f, s)
	made, madeIDs := madeStore(f, s, 6)
	f.Fuzz(func(t *testing.T, choices []byte) {
		g := newGenerator(s, 0, shippedIDs)
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

// Uint64 gives the next number.
func (c *chosen) Uint64() uint64 {
	if len(c.rest) < 2 {
		c.own += 0x9e3779b97f4a7c15
		return c.own * 0xbf58476d1ce4e5b9
	}
	n := uint64(binary.LittleEndian.Uint16(c.rest))
	c.rest = c.rest[2:]
	return n * 0x9e3779b97f4a7c15
}

// FuzzText writes any text as JSON: decoding gives it back, but for bytes that
// are not UTF-8.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "plain", "a\"b\\c", "tab\tline\nreturn\r", "\x00\x1f ", "Ä – 𝒳 \u2028", "eight by", "eightby\"", "\xff\xfe", "abcdefg\xc3(", "12345678\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(AppendText(nil, s), &got); err != nil {
			t.Fatal(err)
		}
		want := string([]rune(s)) // each byte that is not UTF-8 becomes U+FFFD
		if got != want {
			t.Errorf("%q became %q", s, got)
		}
	})
}
