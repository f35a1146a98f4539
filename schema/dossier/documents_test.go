package dossier_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph"
	"parley/graph/graphtest"
	"parley/schema"
	"parley/schema/dossiertest"
	"parley/schema/requesttest"
	"parley/schema/sampletest"
)

// TestRandomDocuments makes dossiers of random documents, asked of the shipped article and
// of a random graph: their answers are those that Parley gives, and they verify.
func TestRandomDocuments(t *testing.T) {
	b := dossiertest.New(t)
	s, err := schema.New(b.Model())
	if err != nil {
		t.Fatal(err)
	}
	types, err := gqlparser.LoadSchema(&ast.Source{Input: s.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	seed := graphtest.Seed(t)
	article, articleIDs := sampletest.Article(t, b.Model())
	made, madeIDs := sampletest.Made(t, b.Model(), seed)
	for _, of := range []struct {
		store graph.Store
		ids   []string
	}{{article, articleIDs}, {made, madeIDs}} {
		generator := requesttest.New(types, seed, of.ids)
		answered, objects := 0, 0
		for range *dossiers * 5 {
			text, variables := generator.Query()
			r := schema.Request{Query: text, Variables: variables}
			plain, ok := data(t, s, of.store, r)
			if !ok {
				continue
			}
			d, err := b.Make(t.Context(), of.store, r)
			if graph.CodeOf(err) == graph.TooLarge {
				continue
			}
			if err != nil {
				t.Fatalf("%v\n%s\n%v", err, text, variables)
			}
			var file bytes.Buffer
			if err := d.Write(&file); err != nil {
				t.Fatal(err)
			}
			report, err := b.Verify(t.Context(), file.Bytes())
			if err != nil || len(report.Problems) > 0 {
				t.Fatalf("%v, %v\n%s\n%v", err, report.Problems[:min(5, len(report.Problems))], text, variables)
			}
			if got := report.Dossier.Answer; !bytes.Equal(got, plain) {
				t.Fatalf("the answer is\n%s\nnot\n%s\n%s", got, plain, text)
			}
			answered, objects = answered+1, objects+len(d.Shows)
		}
		t.Logf("%d dossiers, whose answers show %d things", answered, objects)
	}
}

// data returns the data of an answer with its keys sorted, if it has no error.
func data(t *testing.T, s *schema.Schema, store graph.Store, r schema.Request) ([]byte, bool) {
	t.Helper()
	response := s.Do(t.Context(), store, r)
	defer response.Close()
	if len(response.Errors) > 0 {
		return nil, false
	}
	var answer struct{ Data any }
	decoder := json.NewDecoder(bytes.NewReader(response.JSON()))
	decoder.UseNumber()
	if err := decoder.Decode(&answer); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(answer.Data)
	if err != nil {
		t.Fatal(err)
	}
	return text, true
}
