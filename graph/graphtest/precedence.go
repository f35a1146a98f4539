package graphtest

import (
	"strings"
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
			{"b", "2025-02", "CONFIRMED", words(saidOn("2025-02-01"), inferred)}}, "EXPECTED"},
		{"the latest said counts", []says{
			{"a", "2025-01", "CONFIRMED", words(saidOn("2025-01-03"))},
			{"b", "2025-02", "EXPECTED", words(saidOn("2025-01-02"))}}, "CONFIRMED"},
		{"what was said without a date was said when the source was published", []says{
			{"a", "2025-01-10", "CONFIRMED", nil},
			{"b", "2025-02-10", "EXPECTED", words(saidOn("2025-01-02"))}}, "CONFIRMED"},
		{"of what was said on one day, that of the latest source", []says{
			{"a", "2025-02", "CONFIRMED", words(saidOn("2025-01-02"))},
			{"b", "2025-01", "EXPECTED", words(saidOn("2025-01-02"))}}, "CONFIRMED"},
		{"of sources of one day, the one loaded last", []says{
			{"b", "2025-01", "EXPECTED", nil},
			{"a", "2025-01", "CONFIRMED", nil}}, "CONFIRMED"},
		{"what has no date counts least", []says{
			{"a", "1900", "CONFIRMED", nil},
			{"b", "", "EXPECTED", nil}}, "CONFIRMED"},
		{"of sources without a date, the one loaded last", []says{
			{"b", "", "EXPECTED", nil},
			{"a", "", "CONFIRMED", nil}}, "CONFIRMED"},
		{"in one source, the last", []says{
			{"a", "2025-01", "EXPECTED", nil},
			{"a", "2025-01", "CONFIRMED", nil}}, "CONFIRMED"},
		{"a period counts by its last day", []says{
			{"a", "", "CONFIRMED", words(saidOn("2025-01/2025-03"))},
			{"b", "", "EXPECTED", words(saidOn("2025-02-02"))}}, "CONFIRMED"},
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
				status := map[string]string{"EXPECTED": "SCHEDULED", "CONFIRMED": "CANCELLED"}[x.value]
				a.fact("PARTICIPATED_IN person:p meeting:m", props{"attendance": x.value}, x.words...)
				a.fact("meeting:m", props{"status": status}, x.words...)
			}
			f.load(order...)
			status := map[string]string{"EXPECTED": "SCHEDULED", "CONFIRMED": "CANCELLED"}[tt.want]
			f.expect(one("meeting:m").get("status").below("participants", get("attendance")),
				"status "+status+"\n  participants: "+tt.want)
		})
	}
	s.onEmpty(t, "each property by itself", testEachProperty)
	t.Run("the other properties follow the attendance that counts", s.testLeading)
	t.Run("what counts of a meeting's status", s.testCounts)
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

// testLeading shows what statements may set beside the attendance that counts.
func (s *suite) testLeading(t *testing.T) {
	tests := []struct {
		sentence string
		says     []props // the later the later said
		want     string
	}{
		{"what says nothing of it sets what nobody else does", []props{{"mode": "PHONE"}, {"attendance": "ATTENDED"}}, "attendance ATTENDED, mode PHONE"},
		{"what agrees with it comes before what says nothing of it, however late", []props{{"attendance": "ATTENDED", "mode": "PHONE"}, {"mode": "VIRTUAL"}}, "attendance ATTENDED, mode PHONE"},
		{"the plan gives what nobody else says", []props{{"attendance": "EXPECTED", "mode": "PHONE"}, {"attendance": "ATTENDED"}}, "attendance ATTENDED, mode PHONE"},
		{"who is absent has no mode", []props{{"attendance": "EXPECTED", "mode": "PHONE"}, {"attendance": "ABSENT"}}, "attendance ABSENT, mode null"},
		{"who declines has none", []props{{"attendance": "CONFIRMED", "mode": "PHONE"}, {"attendance": "DECLINED"}}, "attendance DECLINED, mode null"},
		{"an unknown mode loses against any other", []props{{"mode": "PHONE"}, {"attendance": "ATTENDED", "mode": "UNKNOWN"}}, "attendance ATTENDED, mode PHONE"},
	}
	for _, tt := range tests {
		s.onEmpty(t, tt.sentence, func(f fixture) {
			a := newArticle("source:a", "2025")
			a.node("person:p", nil)
			a.node("meeting:m", nil)
			for _, says := range tt.says {
				a.fact("PARTICIPATED_IN person:p meeting:m", says)
			}
			f.load(a)
			f.expect(one("meeting:m").below("participants", get("attendance", "mode")), "-\n  participants: "+tt.want)
		})
	}
}

// testCounts shows what of several statements of a meeting's status counts.
func (s *suite) testCounts(t *testing.T) {
	type said struct {
		says  props
		words func(*graph.Evidence)
	}
	did := func(act string) func(*graph.Evidence) { return func(e *graph.Evidence) { e.Act = act } }
	tests := []struct {
		sentence string
		says     []said // the later the later said
		want     string
	}{
		{"what occurred is not undone by what is said of the plan later", []said{{props{"status": "HELD"}, nil}, {props{"status": "POSTPONED"}, nil}}, "HELD"},
		{"not where it is inferred either", []said{{props{"status": "HELD"}, inferred}, {props{"status": "SCHEDULED"}, nil}}, "HELD"},
		{"of what occurred, the later said", []said{{props{"status": "ONGOING"}, nil}, {props{"status": "HELD"}, nil}}, "HELD"},
		{"an unknown status loses against any other", []said{{props{"status": "SCHEDULED"}, inferred}, {props{"status": "UNKNOWN"}, nil}}, "SCHEDULED"},
		{"and stands alone", []said{{props{"status": "UNKNOWN"}, nil}}, "UNKNOWN"},
		{"a denial sets nothing, whatever it says", []said{{props{"status": "HELD"}, nil}, {props{"status": "CANCELLED"}, did("DENIED")}}, "HELD"},
		{"not where nobody else says anything", []said{{props{"status": "CANCELLED"}, did("DENIED")}}, "null"},
		{"silence sets nothing", []said{{props{"status": "HELD"}, did("NOT_CONFIRMED")}, {props{"status": "HELD"}, did("DECLINED")}}, "null"},
		{"a status keeps the date of the plan", []said{{props{"status": "SCHEDULED", "when": when("2025-12-03")}, nil}, {props{"status": "HELD"}, nil}}, "HELD, 2025-12-03"},
		{"unless it has its own", []said{{props{"status": "HELD", "when": when("2025-12-04")}, nil}, {props{"status": "SCHEDULED", "when": when("2025-12-03")}, nil}}, "HELD, 2025-12-04"},
	}
	for _, tt := range tests {
		s.onEmpty(t, tt.sentence, func(f fixture) {
			a := newArticle("source:a", "2025")
			a.node("meeting:m", nil)
			for _, said := range tt.says {
				a.fact("meeting:m", said.says, func(e *graph.Evidence) {
					if said.words != nil {
						said.words(e)
					}
				})
			}
			f.load(a)
			get := []string{"status"}
			if strings.Contains(tt.want, ",") {
				get = append(get, "when.edtf")
			}
			f.expect(one("meeting:m").get(get...), strings.NewReplacer("HELD,", "status HELD, when.edtf").Replace(tt.want))
		})
	}
}

func testOrderOfLoading(f fixture) {
	a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "CANCELLED", "CONFIRMED")
	f.load(a, b)
	a.load = "2"
	f.load(a)
	f.expect(one("meeting:v").get("status"), "CANCELLED")
}

func testRedated(f fixture) {
	a, b := visit("source:a", "SCHEDULED", "EXPECTED"), visit("source:b", "CANCELLED", "CONFIRMED")
	ask := one("meeting:v").get("status").below("participants", get("attendance"))
	f.load(a, b)
	f.expect(ask, "status CANCELLED\n  participants: CONFIRMED")
	a.published = when("2025")
	f.load(a)
	f.expect(ask, "status SCHEDULED\n  participants: EXPECTED")
	b.published = when("2026")
	f.apply(b.puts(f.model)[0])
	f.expect(ask, "status CANCELLED\n  participants: CONFIRMED")
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
	a := visit("source:a", "SCHEDULED", "EXPECTED")
	a.fact("PARTICIPATED_IN person:v meeting:v", props{"attendance": "CONFIRMED"})
	f.load(a)
	f.expect(one("meeting:v").below("participants", get("attendance")), "-\n  participants: CONFIRMED")
	a.facts[1].Seq, a.facts[2].Seq = 2, 1
	f.load(a)
	f.expect(one("meeting:v").below("participants", get("attendance")), "-\n  participants: EXPECTED")
}
