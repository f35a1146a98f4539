package graph

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTrace(t *testing.T) {
	none := TraceOf(context.Background())
	none.Ran("MATCH", time.Second)
	if none.Statements() != nil {
		t.Error("no trace has gathered something")
	}
	trace := new(Trace)
	ctx := WithTrace(context.Background(), trace)
	TraceOf(ctx).Ran("MATCH (a)", time.Second)
	TraceOf(ctx).Ran("MATCH (b)", time.Minute)
	if diff := cmp.Diff([]Traced{{"MATCH (a)", time.Second}, {"MATCH (b)", time.Minute}}, trace.Statements()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { TraceOf(ctx).Ran("MATCH (c)", 0) })
	}
	all.Wait()
	if n := len(trace.Statements()); n != 12 {
		t.Errorf("%d statements", n)
	}
}
