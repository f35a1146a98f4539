package main

import (
	"os"
	"path/filepath"
	"regexp"
)

// called returns how whoever started the program calls it, for texts that say
// what to write.
func called() string { return callOf(os.Args[0]) }

// madeByRun finds where go run leaves an executable: in a temporary folder the
// first time, and in Go's cache from then on.
var madeByRun = regexp.MustCompile(`/(go-build[0-9]+/b[0-9]+/exe|[0-9a-f]{64}-d)/[^/]+$`)

// callOf returns how a program is called whose executable has that path.
func callOf(path string) string {
	if madeByRun.MatchString(filepath.ToSlash(path)) {
		return "go run ./server"
	}
	return filepath.Base(path)
}
