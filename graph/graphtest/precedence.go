package graphtest

import (
	"testing"

	"parley/graph"
)

// testPrecedence shows which of several pieces of evidence counts, for an edge and for
// a node.
func (s *suite) testPrecedence(t *testing.T) {
	type says struct {
		source, published, value string
		words                    []func(*graph.Evidence)
	}
	words := func(w ...func(*graph.Evidence)) []func(*graph.Evidence) { return w }
	tests := []struct {
		sentence string
		says     []says // in the order of loading
		want     string
	}{
		{"the only one counts", []says{{"a", "", "EXPECTED", nil}}, "EXPECTED"},
		{"stated counts before inferred", []says{
			{"a", "2025-01", "EXPECTED", words(saidOn("2025-01-01"))},
			{"b", "2025-02", "ATTENDED", words(saidOn("2025-02-01"), inferred)}}, "EXPECTED"},
		{"the latest said counts", []says{
			{"a", "2025-01", "ATTENDED", words(saidOn("2025-01-03"))},
			{"b", "2025-02", "EXPECTED", words(saidOn("2025-01-02"))}}, "ATTENDED"},
		{"what was said without a date was said when the source was published", []says{
			{"a", "2025-01-10", "ATTENDED", nil},
			{"b", "2025-02-10", "EXPECTED", words(saidOn("2025-01-02"))}}, "ATTENDED"},
		{"of what was said on one day, that of the latest source", []says{
			{"a", "2025-02", "ATTENDED", words(saidOn("2025-01-02"))},
			{"b", "2025-01", "EXPECTED", words(saidOn("2025-01-02"))}}, "ATTENDED"},
		{"of sources of one day, the one loaded last", []says{
			{"b", "2025-01", "EXPECTED", nil},
			{"a", "2025-01", "ATTENDED", nil}}, "ATTENDED"},
		{"what has no date counts least", []says{
			{"a", "1900", "ATTENDED", nil},
			{"b", "", "EXPECTED", nil}}, "ATTENDED"},
		{"of sources without a date, the one loaded last", []says{
			{"b", "", "EXPECTED", nil},
			{"a", "", "ATTENDED", nil}}, "ATTENDED"},
		{"in one source, the last", []says{
			{"a", "2025-01", "EXPECTED", nil},
			{"a", "2025-01", "ATTENDED", nil}}, "ATTENDED"},
		{"a period counts by its last day", []says{
			{"a", "", "ATTENDED", words(saidOn("2025-01/2025-03"))},
			{"b", "", "EXPECTED", words(saidOn("2025-02-02"))}}, "ATTENDED"},
	}
	for _, tt := range tests {
		s.onEmpty(t, tt.sentence, func(f fixture) {
			byID := map[string]*article{}
			var order []*article
			for _, x := range tt.says {
				a := byID[x.source]
				if a == nil {
					a = newArticle("source:"+x.source, x.published)
					a.node("person:p", nil)
					a.node("meeting:m", nil)
					byID[x.source] = a
					order = append(order, a)
				}
				status := map[string]string{"EXPECTED": "SCHEDULED", "ATTENDED": "HELD"}[x.value]
				a.fact("PARTICIPATED_IN person:p meeting:m", props{"attendance": x.value}, x.words...)
				a.fact("meeting:m", props{"status": status}, x.words...)
			}
			f.load(order...)
			status := map[string]string{"EXPECTED": "SCHEDULED", "ATTENDED": "HELD"}[tt.want]
			f.expect(one("meeting:m").get("status").below("participants", get("attendance")),
				"status "+status+"\n  participants: "+tt.want)
		})
	}
	s.onEmpty(t, "each property by itself", testEachProperty)
	s.onEmpty(t, "a source loaded again keeps its place in the order of loading", testOrderOfLoading)
	s.onEmpty(t, "another date of a source weighs its words anew", testRedated)
	s.onEmpty(t, "editorial values are those of the source that came first, lists are joined", testEditorial)
	s.onEmpty(t, "another place in the source weighs anew", testReordered)
}

func testEachProperty(f fixture) {
	a := newArticle("source:a", "2025")
	a.node("person:p", nil)
	a.node("meeting:m", nil)
	a.fact("PARTICIPATED_IN person:p meeting:m", props{"attendance": "EXPECTED", "role": "HOST"}, saidOn("2025-01-01"))
	a.fact("PARTICIPATED_IN person:p meeting:m", props{"attendance": "ATTENDED"}, saidOn("2025-01-02"))
	a.fact("PARTICIPATED_IN person:p meeting:m", props{"mode": "PHONE"}, saidOn("2024-01-01"), inferred)
	f.load(a)
	f.expect(one("meeting:m").below("participants", get("attendance", "role", "mode")), `
		-
		  participants: attendance ATTENDED, role HOST, mode PHONE`)
}

func testOrderOfLoading(f fixture) {
	a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "HELD", "ATTENDED")
	f.load(a, b)
	a.load = "2"
	f.load(a)
	f.expect(one("meeting:v").get("status"), "HELD")
}

func testRedated(f fixture) {
	a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "HELD", "ATTENDED")
	ask := one("meeting:v").get("status").below("participants", get("attendance"))
	f.load(a, b)
	f.expect(ask, "status HELD\n  participants: ATTENDED")
	a.published = when("2025")
	f.load(a)
	f.expect(ask, "status SCHEDULED\n  participants: EXPECTED")
	b.published = when("2026")
	f.apply(b.puts(f.model)[0])
	f.expect(ask, "status HELD\n  participants: ATTENDED")
	b.published = nil
	f.apply(b.puts(f.model)[0])
	f.expect(ask, "status SCHEDULED\n  participants: EXPECTED")
}

func testEditorial(f fixture) {
	a, b := newArticle("source:b", ""), newArticle("source:a", "2030")
	a.node("person:p", props{"name": "First", "aliases": []string{"x", "y"}})
	b.node("person:p", props{"name": "Second", "aliases": []string{"y", "z"}, "description": "from the second"})
	f.load(a, b)
	f.expect(one("person:p").get("name", "aliases", "description"), "name First, aliases [x y z], description from the second")
	a.nodes[0].Props = props{"name": "Again"}
	a.load = "2"
	f.load(a)
	f.expect(one("person:p").get("name", "aliases"), "name Again, aliases [y z]")
	f.apply(graph.DropSource{Source: a.id})
	f.expect(one("person:p").get("name", "aliases"), "name Second, aliases [y z]")
	f.expect(nodes("Person").where(or(named("", "again"), named("", "first"), named("", "x"))).get("id"), "")
	f.expect(nodes("Person").where(named("", "second")).get("id"), "person:p")
}

func testReordered(f fixture) {
	a := visit("source:a", "HELD", "EXPECTED")
	a.fact("PARTICIPATED_IN person:v meeting:v", props{"attendance": "ATTENDED"})
	f.load(a)
	f.expect(one("meeting:v").below("participants", get("attendance")), "-\n  participants: ATTENDED")
	a.facts[1].Seq, a.facts[2].Seq = 2, 1
	f.load(a)
	f.expect(one("meeting:v").below("participants", get("attendance")), "-\n  participants: EXPECTED")
}
