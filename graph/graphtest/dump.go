package graphtest

import (
	"regexp"
	"strings"
	"testing"

	"parley/graph"
)

// dump returns all that can be read of the graph as text: nodes with their
// values, edges and evidence, and what is found by words, names and dates.
// The keeper is left out.
func (f fixture) dump(r graph.Reader) string {
	f.Helper()
	parts := []string{f.answerFrom(r, dumpQuery(f.model))}
	facts := facts().get("id", "quote", "locator", "start", "end", "act", "basis", "saidWhen", "source.id", "saidBy.id", "saidFor.id", "saidAt.id", "corrects", "fact.id", "fact.label", "says")
	parts = append(parts, f.answerFrom(r, facts))
	for _, on := range []string{"2025-01-31", "2025-03-01"} {
		parts = append(parts, "known on "+on+": "+f.answerFrom(r, dumpQuery(f.model).known(on)))
	}
	parts = append(parts, f.answerFrom(r, nodes().where(not(eq("id", keeper))).noRows().groupBy("kind", "when.year")))
	return terse(strings.Join(append(parts, f.probes(r)...), "\n"))
}

var nothing = regexp.MustCompile(`, [^ ,]+ (null|0)\b|\n +[^ :]+: (null|none)\b`)

// terse leaves out what is null, zero or none.
func terse(dump string) string { return nothing.ReplaceAllString(dump, "") }

func dumpQuery(m *graph.Model) *query {
	q := nodes().where(not(eq("id", keeper))).get("id", "kind", "label")
	for _, l := range m.Links() {
		if l.Kind == graph.EdgeLink && !l.Out {
			q.get("count(" + firstLink(l) + ")")
		}
	}
	q.below("evidence", get("id"))
	seen := map[*graph.Property]bool{}
	for _, k := range m.Kinds {
		for _, p := range k.Props() {
			if !seen[p] && p.Type != graph.Course { // which is read as of days
				q.get(p.Name)
			}
			seen[p] = true
		}
	}
	for _, e := range m.Edges {
		q.below(firstLink(e.OutLink()), func(q *query) {
			q.get("id", "node.id")
			for _, p := range e.Props() {
				q.get(p.Name)
			}
			q.below("evidence", get("id"))
		}).only(e.From...)
	}
	for _, name := range []string{"met", "met(SCHEDULED)", "represents", "representatives", "agreesWith", "conflictsWith"} {
		q.below(name, get("id", "count", "sameSide"))
	}
	return q.below("facts", get("id")).below("said", get("id"))
}

// firstLink returns a link's name with the first kind that has it, since kinds share
// names.
func firstLink(l *graph.Link) string {
	if l.Out {
		return firstOf(l.Edge.From) + l.Name
	}
	return firstOf(l.Edge.To) + l.Name
}

func firstOf(kinds []string) string {
	if kinds[0] == graph.AnyKind {
		return ""
	}
	return kinds[0] + "/"
}

// probes returns answers that come from a store's indexes.
func (f fixture) probes(r graph.Reader) []string {
	f.Helper()
	var out []string
	for _, word := range []string{"n", "name", "one", "two", "alias", "quote", "7", "first", "s"} {
		p, rows := f.find(r, word, nodes().where(not(eq("id", keeper))).get("id", "rank"))
		out = append(out, "search "+word+": "+p.Root.Format(rows))
		out = append(out, "named "+word+": "+f.answerFrom(r, nodes().where(named("", word)).get("id")))
	}
	for _, d := range []string{"2025-01-01", "2025-03-15", "2025-06-01"} {
		early := nodes().where(is("when.startEarliest", graph.Lt, day(d))).get("id")
		out = append(out, "before "+d+": "+f.answerFrom(r, early))
		out = append(out, "on "+d+": "+f.answerFrom(r, nodes("Meeting", "Claim").get("id", "verification", "count(participants)", "count(assertions)").on(d)))
	}
	return out
}

// Dump returns all that can be read of a store's graph as text, to compare two stores.
func Dump(t *testing.T, m *graph.Model, s graph.Store) string {
	t.Helper()
	return fixture{t, m, s}.dump(s.Snapshot())
}
