//go:build unix

package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	lib "modernc.org/sqlite/lib"
)

var kills = flag.Int("kills", 300, "how many writing processes TestKill kills")

// What a child process is told of its task.
const (
	taskVariable = "PARLEY_TEST_TASK"
	write        = "write"  // a story to a path, and die at an act
	hold         = "hold"   // a store until the input ends, and write to it
	unable       = "unable" // to write: open and report on it
	looks        = "look"   // at what it may only read
)

// storyLength is how many Applies a process makes that is killed.
const storyLength = 10

// death is how a process ends: at an act, which is done or half done, or after a
// time.
type death struct {
	act   int
	half  bool
	after time.Duration
}

// TestKill kills processes as they make a store and write to it: at every write
// and sync, and then at random moments. What they said was applied is there, and
// nothing is half there.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes for a minute")
	}
	s := tell(t, storyLength)
	whole := time.Now()
	if applied, killed := s.process(t, filepath.Join(t.TempDir(), "parley.db"), death{}); killed || applied != storyLength {
		t.Fatalf("undisturbed, a process applies %d and is killed: %t", applied, killed)
	}
	deaths := s.deaths(t, *kills, time.Since(whole))
	t.Run("kills", func(t *testing.T) {
		for i, d := range deaths {
			t.Run(fmt.Sprintf("%d %+v", i, d), func(t *testing.T) {
				t.Parallel()
				path := filepath.Join(t.TempDir(), "parley.db")
				applied, killed := s.process(t, path, d)
				if !killed && d.act > 0 {
					t.Error("the process lives on")
				}
				s.holds(t, path, applied, applied+1)
			})
		}
	})
}

// atRandom is how many processes are killed at random moments, at least.
const atRandom = 50

// deaths returns n ways to end, or more: at every act, and the rest within a time.
func (s *story) deaths(t *testing.T, n int, within time.Duration) []death {
	t.Helper()
	acts := s.acts(t)
	n = max(n, 2*acts+atRandom)
	t.Logf("%d acts, and %d moments within %s", acts, n-2*acts, within)
	var list []death
	for i := range acts {
		list = append(list, death{act: i + 1}, death{act: i + 1, half: true})
	}
	rng := rand.New(rand.NewPCG(s.seed, 1))
	for len(list) < n {
		list = append(list, death{after: time.Duration(rng.Int64N(int64(within)))})
	}
	return list
}

// acts counts what SQLite has the file system do as a story is written.
func (s *story) acts(t *testing.T) int {
	n := 0
	defer watching(func(act) int32 { n++; return lib.SQLITE_OK })()
	s.written(t)
	return n
}

// process has a child write the story until its death, if there is one, and
// gives how many Applies it said were made.
func (s *story) process(t *testing.T, path string, d death) (applied int, killed bool) {
	t.Helper()
	command := childCommand(t, write, path, fmt.Sprint(s.seed), strconv.Itoa(d.act), strconv.FormatBool(d.half))
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	command.Stderr = &said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if d.after > 0 {
		defer time.AfterFunc(d.after, func() { _ = command.Process.Kill() }).Stop() // it may have ended
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		applied++
	}
	err = command.Wait()
	var ended *exec.ExitError
	if errors.As(err, &ended) && !ended.Exited() {
		return applied, true
	}
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	return applied, false
}

// childCommand runs this test's binary for a task.
func childCommand(t *testing.T, task string, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(binary)
	command.Env = append(os.Environ(), taskVariable+"="+strings.Join(append([]string{task}, args...), "\n"))
	return command
}

// child does a task and returns the exit status.
func child(task string) int {
	args := strings.Split(task, "\n")
	var err error
	switch args[0] {
	case write:
		err = childWrites(args[1], args[2], args[3], args[4])
	case hold:
		err = childHolds(args[1])
	case unable:
		err = childIsUnable(args[1])
	case looks:
		err = childLooks(args[1], args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func childWrites(path, seed, at, half string) error {
	n, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return err
	}
	dies, err := strconv.Atoi(at)
	if err != nil {
		return err
	}
	watching(dieAt(dies, half == "true"))
	s, err := newStory(n, storyLength)
	if err != nil {
		return err
	}
	return s.write(context.Background(), path, func(*Store) {}, func(*Store) { fmt.Println("applied") })
}

// dieAt kills the process at an act, when it is done or half done.
func dieAt(n int, half bool) func(act) int32 {
	return func(a act) int32 {
		if n--; n == 0 {
			a.do(half)
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			panic(fmt.Sprint("still there: ", err))
		}
		return lib.SQLITE_OK
	}
}

// do does an act, or half of it.
func (a act) do(half bool) error {
	switch a.sort {
	case writes:
		f, err := os.OpenFile(a.path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		if half {
			a.data = a.data[:len(a.data)/2]
		}
		_, err = f.WriteAt(a.data, a.at)
		return errors.Join(err, f.Close())
	case truncates:
		if !half {
			return os.Truncate(a.path, a.at)
		}
	case removes:
		if !half {
			return os.Remove(a.path)
		}
	}
	return nil
}
