package dossier_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/graph/graphtest"
	"parley/graph/memory"
	"parley/schema/dossier"
	"parley/schema/dossiertest"
	"parley/schema/storytest"
)

var dossiers = flag.Int("dossiers", 40, "how many random dossiers are made, verified and changed")

// TestStories makes dossiers of random stories, and verifies them; then of each with one
// byte changed, and of each with one thing changed and all digests made anew.
func TestStories(t *testing.T) {
	m := dossiertest.New(t)
	seed := graphtest.Seed(t)
	counts := map[string]int{}
	for n := range uint64(*dossiers) {
		story := storytest.Generate(seed+n, storytest.FeaturesOf(m.Model()))
		random := rand.New(rand.NewPCG(seed+n, 7))
		store := memory.New(m.Model())
		m.Tell(t, store, story)
		r := dossiertest.Ask(random, &story)
		file := m.Written(t, store, r)
		report, err := m.Verify(t.Context(), file)
		if err != nil {
			t.Fatalf("PARLEY_SEED=%d: %v", seed+n, err)
		}
		if len(report.Problems) > 0 {
			t.Fatalf("PARLEY_SEED=%d: %v of %v\n%v\n%s", seed+n, r.Query[:80], r.Variables, report.Problems[:min(len(report.Problems), 6)], story)
		}
		counts["verified"]++
		byte := changed(random, file)
		if report, err := m.Verify(t.Context(), byte); err == nil && len(report.Problems) == 0 {
			t.Errorf("PARLEY_SEED=%d: a changed byte is not found", seed+n)
		}
		counts["with a byte changed, caught"]++
		for _, what := range slices.Sorted(keysOf(forgeries)) {
			forged, how, possible := forge(t, random, report.Dossier, what)
			if !possible {
				continue
			}
			counts["forged "+what]++
			if report, err := m.Verify(t.Context(), forged); err == nil && !follows(report.Problems) {
				t.Errorf("PARLEY_SEED=%d: a forged %s is not found: %s", seed+n, what, how)
			}
		}
	}
	for _, what := range slices.Sorted(keysOf(counts)) {
		t.Logf("%5d %s", counts[what], what)
	}
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// follows reports whether there is a problem beside those of digests.
func follows(list []dossier.Problem) bool {
	return slices.ContainsFunc(list, func(p dossier.Problem) bool { return p.Of != "file" })
}

// changed returns a file with one byte changed.
func changed(random *rand.Rand, file []byte) []byte {
	file = slices.Clone(file)
	at := random.IntN(len(file))
	file[at] ^= byte(1 + random.IntN(255))
	return file
}

// forgeries are where in a dossier what can be forged.
var forgeries = map[string]*regexp.Regexp{
	"quote":    regexp.MustCompile(`^statements\.\d+\.evidence\.quote$`),
	"offset":   regexp.MustCompile(`^statements\.\d+\.evidence\.(start|end)$`),
	"date":     regexp.MustCompile(`^(statements\.\d+\.(said|known|evidence\.saidWhen\.edtf|says\.when\.edtf)|sources\.\d+\.values\.published\.edtf)$`),
	"polarity": regexp.MustCompile(`^subjects\.\d+\.ballots\.\d+\.(polarity|counts|principal|correctedBy)$`),
	"value":    regexp.MustCompile(`^subjects\.\d+\.(values\..+|there|label)$`),
	"reason":   regexp.MustCompile(`^subjects\.\d+\.reasons\..+$`),
	"verb":     regexp.MustCompile(`^statements\.\d+\.evidence\.(act|basis|saidBy|saidFor)$`),
	"says":     regexp.MustCompile(`^statements\.\d+\.says\..+$`),
	"answer":   regexp.MustCompile(`^answer\..+$`),
	"text":     regexp.MustCompile(`^sources\.\d+\.text\.(sha256|passages\.0\.text)$`),
	"days":     regexp.MustCompile(`^question\.variables\.`),
	"shows":    regexp.MustCompile(`^shows\..+\.snapshot$`),
}

// openToAll is what of an answer is not held against statements: who stands on which side.
var openToAll = regexp.MustCompile(`^answer\.disagreements\..*\.(property|value|principals\.\d+)$`)

// forge changes one thing in a dossier, and makes its digest and its page anew.
func forge(t *testing.T, random *rand.Rand, d *dossier.Dossier, what string) (file []byte, how string, possible bool) {
	t.Helper()
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	var leaves []leaf
	leavesOf("", tree, func(any) {}, &leaves)
	leaves = slices.DeleteFunc(leaves, func(l leaf) bool {
		return openToAll.MatchString(l.path) || !forgeries[what].MatchString(l.path) || l.value == nil || renamed(d, l.path) || what == "days" && len(d.Shows) == 0
	})
	if len(leaves) == 0 {
		return nil, "", false
	}
	slices.SortFunc(leaves, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
	l := leaves[random.IntN(len(leaves))]
	was := fmt.Sprint(l.value)
	is := altered(random, l.value)
	l.set(is)
	if text, err = json.Marshal(tree); err != nil {
		t.Fatal(err)
	}
	var forged dossier.Dossier
	if err := json.Unmarshal(text, &forged); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := forged.Write(&out); err != nil {
		t.Fatal(err)
	}
	return []byte(out.String()), fmt.Sprintf("%s: %.80s became %.80v", l.path, was, is), true
}

// renamed reports whether a path leads to a statement whose id is not that of what it
// says: a merge has changed the ids in it.
func renamed(d *dossier.Dossier, path string) bool {
	rest, ok := strings.CutPrefix(path, "statements.")
	if !ok {
		return false
	}
	number, _, _ := strings.Cut(rest, ".")
	i, err := strconv.Atoi(number)
	return err == nil && d.Statements[i].Renamed
}

// leaf is a value in a tree that has none below it.
type leaf struct {
	path  string
	value any
	set   func(any)
}

func leavesOf(path string, v any, set func(any), list *[]leaf) {
	below := func(key string) string { return strings.TrimPrefix(path+"."+key, ".") }
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			leavesOf(below(key), inner, func(is any) { v[key] = is }, list)
		}
	case []any:
		for i, inner := range v {
			leavesOf(below(strconv.Itoa(i)), inner, func(is any) { v[i] = is }, list)
		}
	default:
		*list = append(*list, leaf{path, v, set})
	}
}

// altered returns another value: of a text with one letter changed.
func altered(random *rand.Rand, v any) any {
	switch v := v.(type) {
	case bool:
		return !v
	case json.Number:
		n, _ := v.Int64()
		return n + 1
	case string:
		letters := []rune(v)
		if len(letters) == 0 {
			return "x"
		}
		at := random.IntN(len(letters))
		switch r := letters[at]; {
		case r == '9':
			letters[at] = '8'
		case '0' <= r && r <= '9':
			letters[at]++
		case r == 'x':
			letters[at] = 'y'
		default:
			letters[at] = 'x'
		}
		return string(letters)
	}
	return "x"
}

// TestDamaged damages dossiers at random, so that they are none that Parley would write,
// and makes their digests anew: they are refused or do not hold, and nothing breaks.
func TestDamaged(t *testing.T) {
	m := dossiertest.New(t)
	seed := graphtest.Seed(t)
	for n := range uint64(max(1, *dossiers/8)) {
		story := storytest.Generate(seed+n, storytest.FeaturesOf(m.Model()))
		random := rand.New(rand.NewPCG(seed+n, 11))
		store := memory.New(m.Model())
		m.Tell(t, store, story)
		d, err := m.Make(t.Context(), store, dossiertest.Ask(random, &story))
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if file, ok := damaged(t, random, text); ok {
				_, _ = m.Verify(t.Context(), file) // it does not panic
			}
		}
	}
}

// damaged returns a dossier in which some values have others' places, or are gone; none
// where it cannot be written.
func damaged(t *testing.T, random *rand.Rand, text []byte) (file []byte, ok bool) {
	t.Helper()
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	var leaves []leaf
	leavesOf("", tree, func(any) {}, &leaves)
	slices.SortFunc(leaves, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
	for range 1 + random.IntN(4) {
		at, other := leaves[random.IntN(len(leaves))], leaves[random.IntN(len(leaves))]
		if strings.HasSuffix(at.path, "format") || strings.HasSuffix(at.path, "rules") {
			continue
		}
		at.set([]any{other.value, nil, "", -1, 1 << 40, "person:x", "HOLDS a b", []any{}}[random.IntN(8)])
	}
	changed, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var d dossier.Dossier
	if json.Unmarshal(changed, &d) != nil {
		return nil, false
	}
	var out strings.Builder
	err = d.Write(&out)
	return []byte(out.String()), err == nil
}
