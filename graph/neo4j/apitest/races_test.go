package apitest

import (
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"

	"parley/graph"
	"parley/graph/neo4j"
	"parley/graph/neo4j/neo4jtest"
	"parley/graph/neo4j/storetest"
	"parley/schema"
)

var rounds = flag.Int("rounds", 10, "how often two servers race each other on one Neo4j, a race")

// servers are two servers on one database, each with a store of its own, and so
// with no lock in common but the database's.
type servers struct {
	*testing.T
	schema *schema.Schema
	stores [2]graph.Store
}

func twoServers(t *testing.T) *servers {
	t.Helper()
	m := storetest.Model(t)
	s, err := schema.New(m)
	if err != nil {
		t.Fatal(err)
	}
	out := &servers{T: t, schema: s}
	out.stores[0] = storetest.Open(t, m)
	p := neo4jtest.Start(t)
	other, err := neo4j.New(t.Context(), neo4j.Config{URI: p.URI, Username: p.Username, Password: p.Password, Database: p.Database, Model: m})
	if err != nil {
		t.Fatal(err)
	}
	out.stores[1] = other
	t.Cleanup(func() {
		for _, s := range out.stores {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return out
}

// do sends a document to a server and returns the answer.
func (s *servers) do(server int, document string) string {
	answer, err := json.Marshal(s.schema.Do(s.Context(), s.stores[server%2], schema.Request{Query: document, Writable: true}))
	if err != nil {
		s.Error(err)
	}
	return string(answer)
}

// must is do for a document that nothing speaks against.
func (s *servers) must(server int, document string) string {
	s.Helper()
	answer := s.do(server, document)
	if strings.Contains(answer, `"errors"`) {
		s.Fatalf("%s\n%s", document, answer)
	}
	return answer
}

// after is must for a question about what others have just written: it is asked
// until the answer is of one state.
func (s *servers) after(server int, document string) string {
	s.Helper()
	for {
		answer := s.must(server, document)
		if !strings.Contains(answer, `"mixed":true`) {
			return answer
		}
		if s.Context().Err() != nil {
			s.Fatal(answer)
		}
	}
}

// atOnce sends documents, each to the next server.
func (s *servers) atOnce(documents ...string) []string {
	answers := make([]string, len(documents))
	var all sync.WaitGroup
	for i, d := range documents {
		all.Go(func() {
			for range 5 { // a busy Neo4j has clients ask again
				if answers[i] = s.do(i, d); !strings.Contains(answers[i], `"code":"UNAVAILABLE"`) {
					return
				}
			}
		})
	}
	all.Wait()
	return answers
}

// refused reports whether an answer is an error of a code; any other error fails
// the test.
func (s *servers) refused(answer string, codes ...string) bool {
	s.Helper()
	if !strings.Contains(answer, `"errors"`) {
		return false
	}
	for _, code := range codes {
		if strings.Contains(answer, `"code":"`+code+`"`) {
			return true
		}
	}
	s.Errorf("refused for no reason: %s", answer)
	return true
}

const base = `mutation {
	putSource(source: {id: "source:r", title: "R", text: "old words. And more."}) { applied { nodes } }
	a: putEntity(source: "source:r", entity: {person: {id: "person:a", name: "A"}}) { applied { nodes } }
	b: putEntity(source: "source:r", entity: {organization: {id: "organization:b", name: "B"}}) { applied { nodes } }
}`

func putMember(quote, more string) string {
	return fmt.Sprintf(`mutation { putEdge(source: "source:r"%s, edge: {memberOf: {from: "person:a", to: "organization:b", evidence: [{%s}]}}) { edge { version } } }`, more, quote)
}

// TestTextBesideQuote has one server change the text of a source while the other
// puts a quote from it: no quote is left under a text that lacks it.
func TestTextBesideQuote(t *testing.T) {
	s := twoServers(t)
	for range *rounds {
		s.must(0, base)
		answers := s.atOnce(`mutation { putSource(source: {id: "source:r", title: "R", text: "something else now"}) { source { id } } }`, putMember(`quote: "old words"`, ""))
		put, quoted := !s.refused(answers[0], "CONFLICT"), !s.refused(answers[1], "BAD_INPUT")
		if put == quoted {
			t.Errorf("the text was put: %v; the quote: %v", put, quoted)
		}
		state := s.after(0, `{ source(id: "source:r") { text facts { nodes { quote } } } }`)
		if strings.Contains(state, "something else") && strings.Contains(state, `"quote":"old words"`) {
			t.Errorf("a quote that the text lacks: %s", state)
		}
		s.must(1, `mutation { retract(id: "source:r") { applied { nodes } } }`)
	}
}

// TestManyQuotesOfOneEdge has eight clients put a piece of evidence each for one
// edge: all are there in the end, as eight in a row would leave them.
func TestManyQuotesOfOneEdge(t *testing.T) {
	s := twoServers(t)
	var documents []string
	for i := range 8 {
		documents = append(documents, putMember(fmt.Sprintf(`locator: "row %d"`, i), ""))
	}
	for range *rounds {
		s.must(0, base)
		for _, a := range s.atOnce(documents...) {
			s.refused(a)
		}
		got := s.after(0, `{ facts(where: {source: {id: {eq: "source:r"}}}) { totalCount } }`)
		if got != `{"data":{"facts":{"totalCount":8}}}` {
			t.Error(got)
		}
		s.must(1, `mutation { retract(id: "source:r") { applied { nodes } } }`)
	}
}

// TestReplacingAtOnce has eight clients replace what a source says of an edge:
// what one of them said is left, and nothing else.
func TestReplacingAtOnce(t *testing.T) {
	s := twoServers(t)
	var documents []string
	for i := range 8 {
		documents = append(documents, putMember(fmt.Sprintf(`locator: "row %d"`, i), ", replaceEvidence: true"))
	}
	for range *rounds {
		s.must(0, base)
		for _, a := range s.atOnce(documents...) {
			s.refused(a)
		}
		got := s.after(0, `{ facts(where: {source: {id: {eq: "source:r"}}}) { totalCount } }`)
		if got != `{"data":{"facts":{"totalCount":1}}}` {
			t.Error(got)
		}
		s.must(1, `mutation { retract(id: "source:r") { applied { nodes } } }`)
	}
}

// TestOneVersionForTwo has two clients put evidence at the version that both have
// seen: one of them is told that it was changed.
func TestOneVersionForTwo(t *testing.T) {
	s := twoServers(t)
	for range *rounds {
		s.must(0, base)
		var answer struct {
			Data struct {
				PutEdge struct{ Edge struct{ Version string } }
			}
		}
		if err := json.Unmarshal([]byte(s.must(0, putMember(`locator: "row 0"`, ""))), &answer); err != nil {
			t.Fatal(err)
		}
		at := fmt.Sprintf(`, expectedVersion: %q`, answer.Data.PutEdge.Edge.Version)
		conflicts := 0
		for _, a := range s.atOnce(putMember(`locator: "row 1"`, at), putMember(`locator: "row 2"`, at)) {
			if s.refused(a, "CONFLICT") {
				conflicts++
			}
		}
		if conflicts != 1 {
			t.Errorf("%d of two were refused", conflicts)
		}
		s.must(1, `mutation { retract(id: "source:r") { applied { nodes } } }`)
	}
}

// TestMergeBesidePut has one server merge an entity and take that back while the
// other puts an edge from it, many changes at once: each is made as if it were
// alone, in one order or the other.
func TestMergeBesidePut(t *testing.T) {
	s := twoServers(t)
	for range *rounds {
		s.must(0, base)
		s.must(0, `mutation { putEntity(source: "source:r", entity: {person: {id: "person:c", name: "C"}}) { applied { nodes } } }`)
		apply := `mutation { apply(changes: [
			{putEntity: {source: "source:r", entity: {person: {id: "person:a", name: "A", aliases: ["AA"]}}}}
			{putEdge: {source: "source:r", edge: {memberOf: {from: "person:a", to: "organization:b", evidence: [{quote: "old words"}]}}}}
			{putEvidence: {source: "source:r", of: "MEMBER_OF person:a organization:b", evidence: {quote: "And more"}}}
		]) { applied { edges } } }`
		for _, a := range s.atOnce(`mutation { merge(id: "person:a", into: "person:c") { applied { nodes } } }`, apply) {
			s.refused(a)
		}
		got := s.after(1, `{ person(id: "person:a") { id memberOf { edges { evidence { quote } } } } facts(where: {source: {id: {eq: "source:r"}}}) { totalCount } }`)
		if want := `{"data":{"person":{"id":"person:c","memberOf":{"edges":[{"evidence":[{"quote":"And more"},{"quote":"old words"}]}]}},"facts":{"totalCount":2}}}`; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		s.must(0, `mutation { unmerge(id: "person:a") { applied { nodes } } }`)
		s.must(1, `mutation { retract(id: "source:r") { applied { nodes } } }`)
	}
}
