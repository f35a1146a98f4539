package seed

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"parley/graph/graphtest"
)

// A quote is found where it stands and nowhere else, in texts of any letters and
// longer than what is read of them at once.
func TestQuotesAreFoundInSpooledTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(graphtest.Seed(t), 3))
	letters := []rune("aä€𝒳\n")
	all := newTexts()
	texts := map[string][]rune{"source:none": nil}
	for _, id := range []string{"source:a", "source:b", "source:c"} {
		runes := make([]rune, rng.IntN(5*stride))
		for i := range runes {
			runes[i] = letters[rng.IntN(len(letters))]
		}
		texts[id] = runes
		for _, text := range []string{"an older one", string(runes)} {
			if err := all.put(id, id, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2_000 {
		for id, runes := range texts {
			start := rng.IntN(len(runes) + 2)
			quote := string(runes[min(start, len(runes)):min(start+1+rng.IntN(2*stride), len(runes))])
			if rng.IntN(3) == 0 || quote == "" {
				quote += "b"
			}
			want := start <= len(runes) && strings.HasPrefix(string(runes[start:]), quote)
			if got, err := all.has(id, quote, start); got != want || err != nil {
				t.Fatalf("%s has %q at %d: %v %v", id, quote, start, got, err)
			}
		}
	}
	name := all.file.Name()
	if err := all.close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(name); err == nil {
		t.Error("the temporary file stays")
	}
}
