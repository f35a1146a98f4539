package main

import (
	"os"
	"runtime"
)

// oversubscribe runs Go code on twice as many threads as there are processors, and
// returns how that ends: the kernel then gives a processor to a request that is
// soon done at once, where Go leaves it to the garbage collector and to requests
// that work for long for 10 ms each. GOMAXPROCS, where it is set, says what holds
// instead.
func oversubscribe() (end func()) {
	if os.Getenv("GOMAXPROCS") != "" {
		return func() {}
	}
	processors := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(2 * processors)
	return func() { runtime.GOMAXPROCS(processors) }
}
