package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// fillTime is how long it may take to fill a folder of the cache.
const fillTime = 5 * time.Minute

// Filled returns a folder in the user's cache, which fill fills once: the folder
// gets its name when it is complete. Processes wait for each other.
func Filled(ctx context.Context, name string, fill func(ctx context.Context, folder string) error) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "parley", "pages", name)
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	turn := flock.New(folder + ".lock")
	if err := turn.Lock(); err != nil {
		return "", err
	}
	defer turn.Unlock()
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	ctx, cancel := context.WithTimeout(ctx, fillTime)
	defer cancel()
	partial := folder + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return "", err
	}
	if err := os.Mkdir(partial, 0o755); err != nil {
		return "", err
	}
	if err := fill(ctx, partial); err != nil {
		return "", err
	}
	return folder, os.Rename(partial, folder)
}

// Need ends a test where a program is not installed: it is skipped and says so,
// or fails with CI=true.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			Lacking(t, err)
		}
	}
}

// long leaves a test out with -short.
func long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("tests in a browser are left out with -short")
	}
}

// Lacking ends a test that could not be prepared. Where a program is not
// installed or npm could not fetch, it is skipped and says so, or fails with
// CI=true; whatever else is wrong fails it.
func Lacking(t testing.TB, err error) {
	t.Helper()
	LackingTool(t, advice, err)
}

// LackingTool is Lacking for another tool than npm and browsers, with advice of
// its own.
func LackingTool(t testing.TB, advice string, err error) {
	t.Helper()
	switch {
	case !errors.Is(err, exec.ErrNotFound) && !errors.As(err, new(*exec.ExitError)):
		t.Fatal(err)
	case os.Getenv("CI") == "true":
		t.Fatalf("%s\n%v", advice, err)
	default:
		t.Skipf("%s\n%v", advice, err)
	}
}

const advice = "install Node.js with npm (apt-get install nodejs npm), which fetches the rest once; " +
	"a test in a browser also takes an installed Chromium or Chrome"
