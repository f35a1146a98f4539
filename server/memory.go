package main

import (
	"os"
	"runtime/debug"
)

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
