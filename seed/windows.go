package seed

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"

	"parley/graph"
)

// The size of a window.
const (
	maxWindow = 4_000    // rows, and changes
	maxHeld   = 32 << 20 // bytes of changes
)

// windows yields the rows of data some at a time. It reads on while they are
// used, one window ahead.
func windows(ctx context.Context, d Data, use func([]Row) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ready := make(chan []Row)
	read := make(chan error, 1)
	go func() {
		defer close(ready)
		read <- fill(ctx, d, ready)
	}()
	var failed error
	for w := range ready {
		if failed == nil {
			if failed = use(w); failed != nil {
				stop()
			}
		}
	}
	return cmp.Or(failed, <-read)
}

// fill reads data into windows. A fault of the data's ends the import, and not
// the process.
func fill(ctx context.Context, d Data, ready chan<- []Row) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &graph.Error{Code: graph.Internal, Op: "import", Message: "the data cannot be read", Err: fmt.Errorf("panic: %v\n%s", fault, debug.Stack())}
		}
	}()
	var window []Row
	changes, size := 0, 0
	give := func() bool {
		select {
		case ready <- window:
		case <-ctx.Done():
			return false
		}
		window, changes, size = nil, 0, 0
		return true
	}
	err = d.Rows(ctx, func(r Row) bool {
		window = append(window, r)
		changes += len(r.Changes)
		for _, c := range r.Changes {
			size += sizeOf(c)
		}
		full := len(window) >= maxWindow || changes >= maxWindow || size >= maxHeld
		return !full || give()
	})
	if err == nil {
		err = graph.Ended(ctx, "import")
	}
	if err == nil && len(window) > 0 {
		give()
	}
	return err
}
