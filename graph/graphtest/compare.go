package graphtest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// Compare asks two stores that hold the same the same random questions: so many
// shapes of plans, each with so many fillings. A failure says how to replay it.
func Compare(t *testing.T, m *graph.Model, seed uint64, shapes, fillings int, want, got graph.Store) {
	t.Helper()
	for shape := range uint64(shapes) {
		for filling := range uint64(fillings) {
			p := MadePlan(m, seed+shape, seed+filling)
			w, err := answerTo(want, p)
			if err != nil {
				t.Fatalf("%s\n%v", p.Text(m), err)
			}
			g, err := answerTo(got, p)
			if err != nil {
				t.Errorf("shape %d, filling %d: %s\n%v", shape, filling, p.Text(m), err)
				break
			}
			if diff := cmp.Diff(w, g); diff != "" {
				t.Errorf("shape %d, filling %d: %s\n(-want +got):\n%s", shape, filling, p.Text(m), diff)
				break
			}
		}
	}
}

func answerTo(s graph.Store, p *graph.Plan) (string, error) {
	rows, err := s.Snapshot().Select(context.Background(), p)
	if err != nil {
		return "", err
	}
	return p.Root.Format(rows), nil
}
