package schema

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/graph"
	"parley/graph/memory"
	"parley/schema/gate"
	"parley/schema/planning"
	"parley/schema/sampletest"
)

func memoryStore(s *Schema) graph.Store { return memory.New(s.model) }

// spoken is a store that says what it runs, as one with a language does.
type spoken struct{ graph.Store }

func (s spoken) Snapshot() graph.Reader { return spokenReader{s.Store.Snapshot()} }

type spokenReader struct{ graph.Reader }

func (r spokenReader) Select(ctx context.Context, p *graph.Plan) (*graph.Rows, error) {
	graph.TraceOf(ctx).Ran("MATCH (n:Person)", 5*time.Microsecond)
	return r.Reader.Select(ctx, p)
}

// TestExplain asks to be told what a request cost and how it was answered.
func TestExplain(t *testing.T) {
	s := standard(t)
	r := s.Do(t.Context(), spoken{sampletest.Oslo(t, s.model)}, Request{
		Query: `{ people(first: 5) { nodes { name meetings { totalCount } } } __typename }`, Cost: true, Explain: true,
	})
	var got struct {
		Data       json.RawMessage
		Extensions extensions
	}
	if err := json.Unmarshal(r.JSON(), &got); err != nil {
		t.Fatalf("%v in %s", err, r.JSON())
	}
	want := extensions{
		Cost: &costReport{Cost: 12, Limit: gate.DefaultLimits().Cost, Objects: 5, Bytes: len(got.Data), Work: r.Work, Held: r.Held},
		Explain: &explainReport{
			Plans:      []planning.Report{{Field: "people", Plan: "people first 5 {\n  name\n  meetings count\n}"}},
			Statements: []statementReport{{"MATCH (n:Person)", 5}},
		},
	}
	if diff := cmp.Diff(want, got.Extensions, cmpopts.IgnoreFields(explainReport{}, "Stages")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r.Cost != want.Cost.Cost {
		t.Errorf("the response says %d", r.Cost)
	}
	if r.Work < 5 || r.Held < int64(len(got.Data)) {
		t.Errorf("it took %d rows and %d bytes", r.Work, r.Held)
	}
}

// TestOnlyWhatIsAsked has no extensions where nobody asks for them.
func TestOnlyWhatIsAsked(t *testing.T) {
	s := standard(t)
	store := sampletest.Oslo(t, s.model)
	const query = `{ places { totalCount } }`
	for want, r := range map[string]Request{
		`{"data":{"places":{"totalCount":1}}}`: {Query: query},
		`{"data":{"places":{"totalCount":1}},"extensions":{"cost":{"cost":1,"limit":500000000,"objects":1,"bytes":27,"work":1,"held":34}}}`: {Query: query, Cost: true},
	} {
		if got := string(s.Do(t.Context(), store, r).JSON()); got != want {
			t.Errorf("%s\nnot %s", got, want)
		}
	}
}
