package main

import (
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// heapShare is the part of a container's memory up to which the garbage collector
// lets the heap grow. The rest is for what it does not see.
const heapShare = 0.6

// fit has the garbage collector keep within the memory of the container that the
// server runs in, if it runs in one. GOMEMLIMIT, where it is set, says what holds
// instead.
func fit(log *slog.Logger) {
	if _, err := memlimit.Set(memlimit.WithRatio(heapShare)); err != nil {
		log.Debug("no container's memory to fit in", "cause", err)
	}
}

// eager has the garbage collector run seldom while much is read that stays, as
// when a store is opened or an import is made: most of what it would look at is
// in use. GOGC, where it is set, says what holds instead.
func eager(do func() error) error {
	const percent = 300
	if os.Getenv("GOGC") != "" {
		return do()
	}
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	return do()
}
