package graphtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"parley/graph"
)

// SeedVariable names the environment variable that replays a random test.
const SeedVariable = "PARLEY_TEST_SEED"

// Seed returns the seed of a random test, and says how to replay it if it fails.
func Seed(t *testing.T) uint64 {
	t.Helper()
	seed, err := strconv.ParseUint(os.Getenv(SeedVariable), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("replay with %s=%d", SeedVariable, seed)
		}
	})
	return seed
}

// Random makes random changes that a store takes. They are of a few sources and a few
// nodes, so that they affect each other often.
type Random struct {
	rng   *rand.Rand
	model *graph.Model
	seq   int
	world *world
}

// NewRandom begins a sequence of changes. One seed makes one sequence.
func NewRandom(m *graph.Model, seed uint64) *Random {
	return &Random{rng: rand.New(rand.NewPCG(seed, 7)), model: m, world: newWorld(m)}
}

// Next returns the changes of the next Apply, and assumes that they are made.
func (r *Random) Next() []graph.Change {
	var all []graph.Change
	for range 1 + r.rng.IntN(3) {
		changes := r.some()
		for _, c := range changes {
			r.world.apply(c)
		}
		all = append(all, changes...)
	}
	r.world.prune()
	return all
}

var (
	somePeople    = []string{"person:n1", "person:n2", "person:n3", "person:n4"}
	someMeetings  = []string{"meeting:m1", "meeting:m2"}
	somePositions = []string{"position:p1", "position:p2"}
	someClaims    = []string{"claim:c1"}
	somePosts     = []string{"post:o1"}
	someCountries = []string{"country:x"}
	someSources   = []string{"source:s1", "source:s2", "source:s3"}
	someDates     = []string{"", "2025-01-02", "2025-02", "2025-03/..", "2025-03-20", "../2024"}
)

func pick[T any](r *Random, list []T) T { return list[r.rng.IntN(len(list))] }

func (r *Random) chance(percent int) bool { return r.rng.IntN(100) < percent }

// some returns the changes of one thing that happens to a source.
func (r *Random) some() []graph.Change {
	id := pick(r, someSources)
	switch {
	case r.chance(15):
		return []graph.Change{graph.DropSource{Source: id}}
	case r.chance(10) && r.world.has(id):
		return []graph.Change{graph.Sweep{Source: id, Load: fmt.Sprint(r.rng.IntN(3))}}
	case r.chance(10):
		return []graph.Change{graph.WithdrawStatement{Source: id, ID: pick(r, append(somePeople, id))}}
	case r.chance(10):
		return r.retracts(id)
	case r.chance(8):
		return r.merges(pick(r, somePeople), pick(r, somePeople))
	case r.chance(10) && r.world.has(id):
		return r.statesAlone(id)
	}
	a := newArticle(id, pick(r, someDates))
	a.load = fmt.Sprint(r.rng.IntN(3))
	a.props["text"] = randomText
	a.props["name"] = pick(r, []string{"First", "Other name"})
	if r.chance(20) {
		a.props["withdrawn"] = when(pick(r, someDates[1:]))
	}
	r.states(a)
	for range r.rng.IntN(8) {
		r.says(a)
	}
	changes := a.puts(r.model)
	if r.chance(60) {
		changes = append(changes, graph.Sweep{Source: a.id, Load: a.load})
	}
	return changes
}

// retracts returns changes that take away something that a source says.
func (r *Random) retracts(source string) []graph.Change {
	said := slices.Sorted(maps.Keys(r.world.said[source]))
	if len(said) == 0 {
		return nil
	}
	id := pick(r, said)
	if r.world.isLastEvidence(id) {
		return nil // its node might be gone at the end of the Apply, or be needed
	}
	if f := r.world.resolved(r.world.said[source][id]).Fact; f.Edge != "" && r.chance(50) {
		id = r.model.FactID(f)
	}
	return []graph.Change{graph.Retract{ID: id}}
}

// merges returns changes that merge one node into another, or take a merge back.
func (r *Random) merges(id, into string) []graph.Change {
	c, at := graph.Merge{ID: id, Into: into}, id
	if had := r.world.merged[id]; had != "" {
		c.Into, at = "", r.world.means(had)
	} else if id == into || c.CheckAgainst(func(id string) string { return r.world.merged[id] }) != nil {
		return nil
	}
	changes, err := r.model.Move(c, r.world.dependents(at))
	if err != nil {
		return nil
	}
	return changes
}

// states has the article state some nodes.
func (r *Random) states(a *article) {
	for _, id := range slices.Concat(somePeople, someMeetings, somePositions, someClaims, somePosts, someCountries) {
		if !r.chance(40) {
			continue
		}
		p := props{"name": pick(r, []string{"Name one", "Name two", "Other"})}
		if r.chance(30) {
			p["aliases"] = []string{pick(r, []string{"Alias", "One", "Two s"})}
		}
		if r.chance(30) {
			p["description"] = a.id
		}
		a.node(id, p)
	}
}

// statesAlone has a source state one person and nothing else, so that, if another
// stated the same before, nothing visible changes.
func (r *Random) statesAlone(source string) []graph.Change {
	return []graph.Change{graph.PutNode{Source: source, ID: pick(r, somePeople), Props: props{"name": pick(r, []string{"Name one", "Name two"})}}}
}

// says has the article say one thing of nodes that are there.
func (r *Random) says(a *article) {
	r.seq++
	there := func(ids []string) string {
		id := pick(r, ids)
		if r.world.has(id) || slices.ContainsFunc(a.nodes, func(n graph.PutNode) bool { return n.ID == id }) {
			return id
		}
		return ""
	}
	person, meeting := there(somePeople), there(someMeetings)
	var of string
	says := props{}
	switch r.rng.IntN(6) {
	case 0:
		of, says = meeting, props{"status": pick(r, []string{"HELD", "SCHEDULED"}), "when": when(pick(r, someDates[1:]))}
	case 1, 2:
		of = edgeOf("PARTICIPATED_IN", person, meeting)
		says["attendance"] = pick(r, []string{"ATTENDED", "EXPECTED"})
		if post := there(somePosts); post != "" && r.chance(40) {
			says["capacity"] = post
		}
		if country := there(someCountries); country != "" && r.chance(40) {
			says["onBehalfOf"] = country
		}
	case 3:
		of = edgeOf("HOLDS", person, there(somePositions))
		says["stance"] = pick(r, []string{"SUPPORTS", "OPPOSES"})
		if r.chance(50) {
			says["when"] = when(pick(r, someDates[1:]))
		}
	case 4:
		of = edgeOf("ASSERTS", person, there(someClaims))
		says["verdict"] = pick(r, []string{"CLAIMED", "CONFIRMED", "DENIED"})
	case 5:
		of = edgeOf("MEMBER_OF", person, there(someCountries))
		says["role"] = pick(r, []string{"one", "two"})
	}
	if of == "" {
		return
	}
	a.fact(of, says, r.words(a.id, there)...)
	a.facts[len(a.facts)-1].Seq = r.seq
}

func edgeOf(name, from, to string) string {
	if from == "" || to == "" {
		return ""
	}
	return name + " " + from + " " + to
}

// randomText is the text of every source, whichever of its sentences are quoted.
const randomText = "«Quote 0. Quote 1. Quote 2. Quote 3. Quote 4. Quote 5. Quote 6. Quote 7. Quote 8. Quote 9."

// words returns how a source says a thing.
func (r *Random) words(source string, there func([]string) string) []func(*graph.Evidence) {
	n := r.rng.IntN(12)
	words := []func(*graph.Evidence){func(e *graph.Evidence) {
		e.Quote, e.Start, e.End = fmt.Sprint("Quote ", n, "."), 1+9*n, 9+9*n
	}}
	if n >= 10 {
		words[0] = at(fmt.Sprint("row ", n))
	}
	if r.chance(30) {
		words = append(words, inferred)
	}
	if r.chance(40) {
		words = append(words, saidOn(pick(r, someDates)))
	}
	if r.chance(40) {
		words = append(words, saidBy(there(somePeople)))
	}
	if r.chance(20) {
		words = append(words, saidAt(there(someMeetings)))
	}
	if r.chance(20) {
		words = append(words, saidFor(there(slices.Concat(somePeople, someCountries))))
	}
	if r.chance(10) {
		others := slices.DeleteFunc(slices.Clone(someSources), func(id string) bool { return id == source })
		words = append(words, correcting(others[:1+r.rng.IntN(len(others))]...))
	}
	return words
}

// testRandomChanges shows that a store in which much has come and gone is the
// same as a fresh one into which what is left is loaded.
func (s *suite) testRandomChanges(t *testing.T) {
	seed := Seed(t)
	runs := uint64(5)
	if testing.Short() {
		runs = 2
	}
	for run := range runs {
		t.Run(fmt.Sprint("run ", run), func(t *testing.T) { s.testRandomRun(t, NewRandom(s.model, seed+run)) })
	}
}

func (s *suite) testRandomRun(t *testing.T, r *Random) {
	const applies, every = 40, 4
	changes, left := make([][]graph.Change, applies), make([]string, applies)
	for i := range changes {
		changes[i] = r.Next()
		if i%every == every-1 {
			left[i] = s.stateAfter(t, r.world.rebuild())
		}
	}
	var told []graph.Change
	s.onEmpty(t, "come and go", func(f fixture) {
		for i, c := range changes {
			if _, err := f.store.Apply(f.Context(), c); err != nil {
				f.Fatalf("%v\n%s", err, printed(c))
			}
			if left[i] == "" {
				continue
			}
			if f.same(left[i], f.dumpNow()); f.Failed() {
				f.Fatalf("after %d applies; the last:\n%s", i+1, printed(c))
			}
		}
		told = f.asChanges()
	})
	same(t, left[applies-1], s.stateAfter(t, s.roundTrip(t, told)))
}

func printed(changes []graph.Change) string {
	var out string
	for _, c := range changes {
		out += fmt.Sprintf("%T%+v\n", c, c)
	}
	return out
}
