package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// networkX is the release that exports are read with.
const networkX = "networkx==3.6.1"

// missing skips a test for want of a tool; with CI=true it fails.
func missing(t *testing.T, what string, err error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s: %v", what, err)
	}
	t.Skipf("%s: %v", what, err)
}

// installed returns a folder in the user's cache that install fills, once. It gets
// its name when it is complete.
func installed(t *testing.T, name string, install func(dir string) error) (string, error) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "parley", "export", name)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	turn := flock.New(dir + ".lock")
	if err := turn.Lock(); err != nil {
		return "", err
	}
	defer turn.Unlock()
	complete := filepath.Join(dir, "complete")
	if _, err := os.Stat(complete); err == nil {
		return dir, nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	fmt.Fprintln(os.Stderr, "export: fetching", name, "for the first time")
	if err := install(dir); err != nil {
		return "", err
	}
	return dir, os.WriteFile(complete, nil, 0o644)
}

// run runs a command and returns what it prints.
func run(dir string, env []string, name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	var out, problems bytes.Buffer
	c.Stdout, c.Stderr = &out, &problems
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, problems.String())
	}
	return out.Bytes(), nil
}

// python returns a Python that has NetworkX.
func python(t *testing.T) string {
	t.Helper()
	const advice = "install Python 3.11 or later with venv, to read exports with NetworkX"
	system, err := exec.LookPath("python3")
	if err != nil {
		missing(t, advice, err)
	}
	dir, err := installed(t, networkX, func(dir string) error {
		if _, err := run(dir, nil, system, "-m", "venv", "."); err != nil {
			return err
		}
		_, err := run(dir, nil, filepath.Join(dir, "bin", "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", networkX)
		return err
	})
	if err != nil {
		missing(t, advice, err)
	}
	return filepath.Join(dir, "bin", "python")
}

// node returns a folder whose node_modules hold what the lock file names.
func node(t *testing.T) string {
	t.Helper()
	const advice = "install Node.js 20 or later with npm, to read exports with cytoscape, graphology, jsonld and mermaid"
	for _, name := range []string{"node", "npm"} {
		if _, err := exec.LookPath(name); err != nil {
			missing(t, advice, err)
		}
	}
	lock, err := os.ReadFile(filepath.Join("testdata", "tools", "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(lock)
	dir, err := installed(t, "npm-"+hex.EncodeToString(digest[:6]), func(dir string) error {
		for _, name := range []string{"package.json", "package-lock.json"} {
			text, err := os.ReadFile(filepath.Join("testdata", "tools", name))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
				return err
			}
		}
		_, err := run(dir, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		return err
	})
	if err != nil {
		missing(t, advice, err)
	}
	return dir
}
