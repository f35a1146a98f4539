package graphtest

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// Option is something that a store does not promise.
type Option func(*suite)

// ReadCommitted is for a store whose snapshots see what is committed while they are
// read, so that one answer may hold a part of it. The suite then shows that they do;
// of other stores it shows that they do not.
func ReadCommitted(s *suite) { s.readCommitted = true }

// suite runs the contract on one sort of store.
type suite struct {
	model         *graph.Model
	newStore      func(*testing.T, *graph.Model) graph.Store
	readCommitted bool
	open          bool // a store is open
}

// Run shows that stores made by newStore keep the contract of [graph.Store].
// Each of its subtests begins with an empty store of the given model.
func Run(t *testing.T, newStore func(t *testing.T, m *graph.Model) graph.Store, options ...Option) {
	s := &suite{model: mustModel(t, graph.Standard()), newStore: newStore}
	for _, o := range options {
		o(s)
	}
	t.Run("Select", s.testSelect)
	t.Run("Types", s.testTypes)
	t.Run("Labels", s.testLabels)
	t.Run("Paging", s.testPaging)
	t.Run("Paging through text of all planes", s.testPlanes)
	t.Run("Paging while rows come and go", s.testMovingPages)
	t.Run("Search", s.testSearch)
	t.Run("Expand", s.testExpand)
	t.Run("A part of an Expand", s.testExpandPart)
	t.Run("Loops", s.testLoops)
	t.Run("Apply", s.testApply)
	t.Run("Refusals", s.testRefusals)
	t.Run("Precedence", s.testPrecedence)
	s.onEmpty(t, "who took part in a series, or in talks through a mediator, has not met", testNotMet)
	s.onEmpty(t, "two are on one side if they acted for the same each time, and not if once for another", testSides)
	s.onEmpty(t, "a meeting that was called off pairs all who were named for it", testCancelled)
	s.onEmpty(t, "a symmetric edge is one, seen from both ends", testSymmetric)
	s.onEmpty(t, "merging leaves it one", testMergedSymmetric)
	s.onEmpty(t, "a tie counts as its weakest part does: what somebody denies is no plain tie", testDisputed)
	s.onEmpty(t, "what excludes or entails relates those who hold it, where it is asked for", testThrough)
	s.onEmpty(t, "the ends of some edges are of one kind", testOneKind)
	t.Run("Sources", s.testSources)
	t.Run("What is not there", s.testAbsent)
	t.Run("What was known", s.testKnown)
	t.Run("Retract", s.testRetract)
	t.Run("Preconditions", s.testPreconditions)
	t.Run("Former ids", s.testFormerIDs)
	t.Run("Idempotency keys", s.testIdempotency)
	t.Run("Updates", s.testUpdates)
	t.Run("Merging", s.testMerging)
	t.Run("Changes", s.testChanges)
	t.Run("Snapshots", s.testSnapshots)
	t.Run("Revisions", s.testRevisions)
	t.Run("Bounds", s.testBounds)
	t.Run("Contexts", s.testContexts)
	t.Run("Readers while writing", s.testReadersWhileWriting)
	t.Run("Random changes", s.testRandomChanges)
}

func mustModel(t *testing.T, spec graph.Spec) *graph.Model {
	t.Helper()
	m, err := graph.NewModel(spec)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// fixture is a store under test.
type fixture struct {
	*testing.T
	model *graph.Model
	store graph.Store
}

// empty returns a store with nothing in it.
func (s *suite) empty(t *testing.T) fixture { return s.emptyOf(t, s.model) }

// emptyOf opens the one store of a test. A second one might be the same database, so
// a test that compares two states gets the other from [suite.stateAfter] first.
func (s *suite) emptyOf(t *testing.T, m *graph.Model) fixture {
	t.Helper()
	if s.open {
		t.Fatal("another store is open")
	}
	store := s.newStore(t, m)
	s.open = true
	t.Cleanup(func() {
		s.open = false
		if err := store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return fixture{t, m, store}
}

// onEmpty runs a test on a store with nothing in it.
func (s *suite) onEmpty(t *testing.T, sentence string, test func(f fixture)) {
	t.Helper()
	t.Run(sentence, func(t *testing.T) { test(s.empty(t)) })
}

// onSample runs a test on a store with the sample in it.
func (s *suite) onSample(t *testing.T, sentence string, test func(f fixture)) {
	t.Helper()
	t.Run(sentence, func(t *testing.T) { test(s.loaded(t)) })
}

// stateAfter returns the state of a store after some applies, and closes it.
func (s *suite) stateAfter(t *testing.T, applies ...[]graph.Change) string {
	t.Helper()
	state, _ := s.stateAndChanges(t, applies...)
	return state
}

// stateAndChanges returns the state of a store after some applies, and its graph as
// changes.
func (s *suite) stateAndChanges(t *testing.T, applies ...[]graph.Change) (state string, told []graph.Change) {
	t.Helper()
	s.onEmpty(t, "the state to be", func(f fixture) {
		for _, changes := range applies {
			f.apply(changes...)
		}
		state, told = f.dumpNow(), f.asChanges()
	})
	return state, told
}

// asChanges returns the graph as changes.
func (f fixture) asChanges() []graph.Change {
	f.Helper()
	changes, err := collect(context.Background(), f.store)
	if err != nil {
		f.Fatal(err)
	}
	return changes
}

// loaded returns a store with the sample in it.
func (s *suite) loaded(t *testing.T) fixture {
	t.Helper()
	f := s.empty(t)
	for _, a := range sample() {
		f.apply(a.changes(f.model)...)
	}
	return f
}

// on runs a subtest on the same store.
func (f fixture) on(sentence string, test func(f fixture)) {
	f.Helper()
	f.Run(sentence, func(t *testing.T) { test(fixture{t, f.model, f.store}) })
}

func (f fixture) apply(changes ...graph.Change) graph.Applied {
	f.Helper()
	applied, err := f.store.Apply(context.Background(), changes)
	if err != nil {
		f.Fatalf("apply: %v", err)
	}
	return applied
}

// load applies what an article says, in place of what it said before.
func (f fixture) load(articles ...*article) {
	f.Helper()
	for _, a := range articles {
		f.apply(a.changes(f.model)...)
	}
}

// refused applies changes that must fail with a code.
func (f fixture) refused(code graph.Code, changes ...graph.Change) {
	f.Helper()
	if _, err := f.store.Apply(context.Background(), changes); graph.CodeOf(err) != code {
		f.Errorf("apply returns %v, not %s", err, code)
	}
}

// answer asks in a new snapshot.
func (f fixture) answer(q *query) string {
	f.Helper()
	return f.answerFrom(f.store.Snapshot(), q)
}

func (f fixture) answerFrom(r graph.Reader, q *query) string {
	f.Helper()
	p := q.plan(f.model)
	rows, err := r.Select(context.Background(), p)
	if err != nil {
		f.Fatalf("%s\n%v", p.Text(f.model), err)
	}
	return p.Root.Format(rows)
}

// find searches for words from a snapshot, and returns the plan with the answer.
func (f fixture) find(r graph.Reader, words string, q *query) (*graph.Plan, *graph.Rows) {
	f.Helper()
	p := q.plan(f.model)
	rows, err := r.Search(context.Background(), &graph.Search{Words: words, Plan: *p})
	if err != nil {
		f.Fatalf("search %q in %s\n%v", words, p.Text(f.model), err)
	}
	return p, rows
}

// expect fails the test if an answer is not a text, whose lines may be indented.
func (f fixture) expect(q *query, want string) {
	f.Helper()
	if diff := cmp.Diff(dedented(want), f.answer(q)); diff != "" {
		f.Errorf("%s\n(-want +got):\n%s", q.plan(f.model).Text(f.model), diff)
	}
}

// dedented takes away the indentation of a text written inside code.
func dedented(text string) string {
	lines := strings.Split(strings.Trim(text, "\n\t"), "\n")
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], "\t")
	}
	return strings.Join(lines, "\n")
}

// rule is one sentence of the contract with a question that shows it.
type rule struct {
	sentence string
	ask      *query
	want     string
}

func (f fixture) rules(rules []rule) {
	for _, r := range rules {
		f.on(r.sentence, func(f fixture) { f.expect(r.ask, r.want) })
	}
}

// testSelect asks the sample graph, which no question changes.
func (s *suite) testSelect(t *testing.T) {
	f := s.loaded(t)
	groups := []struct {
		name  string
		rules []rule
	}{
		{"Roots", rootRules()},
		{"Links", linkRules()},
		{"References", referenceRules()},
		{"Fields", fieldRules()},
		{"Derived", derivedRules()},
		{"Stances", stanceRules()},
		{"Comparisons", comparisonRules()},
		{"Quantifiers", quantifierRules()},
		{"Far ends", farRules()},
		{"Order", orderRules()},
		{"Pages", pageRules()},
		{"Counts", countRules()},
		{"As of", asOfRules()},
		{"Verification", verificationRules()},
	}
	for _, g := range groups {
		f.on(g.name, func(f fixture) { f.rules(g.rules) })
	}
	f.on("a fact is found by its id", func(f fixture) {
		for id := range strings.SplitSeq(f.answer(one("source:courier").below("facts", get("id"))), ", ") {
			id = strings.TrimPrefix(id, "-\n  facts: ")
			f.expect(facts().where(eq("id", id)).get("id"), id)
			f.expect(facts().where(in("id", "evidence:x 1 1", id)).get("id"), id)
		}
	})
}
