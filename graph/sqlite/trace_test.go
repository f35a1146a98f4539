//go:build linux

package sqlite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestMakingLasts traces a process that makes a store, for what SQLite has no
// part in: the file is whole and synced before it has its name, and the name is
// synced before anything is written to the store. So no power cut takes it.
func TestMakingLasts(t *testing.T) {
	s := tell(t, storyLength)
	path := filepath.Join(t.TempDir(), "parley.db")
	calls := strings.Join(traced(t, childCommand(t, write, path, fmt.Sprint(s.seed), "0", "false")), "\n")
	s.holds(t, path, storyLength, storyLength)
	made := "pwrite64 parley.db.new\nfsync parley.db.new\nrename parley.db.new parley.db\nfsync " + filepath.Base(filepath.Dir(path)) + "\n"
	before, after, found := strings.Cut(calls, made)
	if !found || strings.Contains(before, "parley.db-wal") || strings.Contains(after, "parley.db.new") {
		t.Errorf("there is not\n%s\nin its place among\n%s", made, calls)
	}
}

var (
	fdCall     = regexp.MustCompile(`(pwrite64|fsync|fdatasync)\(\d+<([^>]*)>`)
	renameCall = regexp.MustCompile(`rename(?:at2?)?\((?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)", (?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)"`)
)

// traced runs a command and returns its calls that write, sync and rename, with
// the last parts of the names.
func traced(t *testing.T, command *exec.Cmd) (calls []string) {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatal("strace is not installed: apt-get install strace")
	}
	if err != nil {
		t.Skip("install strace (apt-get install strace) to see in what order a store is made")
	}
	out := filepath.Join(t.TempDir(), "trace")
	traced := exec.Command(strace, "-f", "-y", "-o", out, "-e", "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2", command.Path)
	traced.Env = command.Env
	if says, err := traced.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, says)
	}
	for line := range strings.Lines(string(read(t, out))) {
		if c := fdCall.FindStringSubmatch(line); c != nil {
			calls = append(calls, c[1]+" "+filepath.Base(c[2]))
		} else if c := renameCall.FindStringSubmatch(line); c != nil {
			calls = append(calls, "rename "+filepath.Base(c[1])+" "+filepath.Base(c[2]))
		}
	}
	return calls
}
