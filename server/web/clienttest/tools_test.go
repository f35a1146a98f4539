package clienttest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"parley/server/web/browsertest"
)

// long leaves a test out with -short.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("clients are left out with -short; they are fetched for the first time")
	}
	t.Parallel()
}

// withPackages installs the npm packages of the lock file for the project.
func (p *project) withPackages() {
	p.t.Helper()
	browsertest.Need(p.t, "node", "npm")
	folder, err := filled(p.t, "testdata/node/package-lock.json", func(ctx context.Context, folder string) error {
		if err := os.CopyFS(folder, os.DirFS("testdata/node")); err != nil {
			return err
		}
		return install(ctx, folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	})
	if err != nil {
		browsertest.Lacking(p.t, err)
	}
	if err := os.Symlink(filepath.Join(folder, "node_modules"), filepath.Join(p.dir, "node_modules")); err != nil {
		p.t.Fatal(err)
	}
}

// bin returns the program of an npm package.
func bin(name string) string { return filepath.Join("node_modules", ".bin", name) }

// python returns a Python that has gql.
func python(t *testing.T) string {
	t.Helper()
	const advice = "install Python 3.11 or later with venv (apt-get install python3-venv), whose pip fetches gql once"
	system, err := exec.LookPath("python3")
	if err != nil {
		browsertest.LackingTool(t, advice, err)
	}
	const requirements = "testdata/python/requirements.txt"
	listed, err := filepath.Abs(requirements)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := filled(t, requirements, func(ctx context.Context, folder string) error {
		if err := install(ctx, folder, system, "-m", "venv", "."); err != nil {
			return err
		}
		return install(ctx, folder, filepath.Join(folder, "bin", "python"), "-m", "pip", "--disable-pip-version-check", "install", "--requirement", listed)
	})
	if err != nil {
		browsertest.LackingTool(t, advice, err)
	}
	return filepath.Join(folder, "bin", "python")
}

// filled returns the folder of the cache that belongs to a lock file.
func filled(t *testing.T, lock string, fill func(ctx context.Context, folder string) error) (string, error) {
	t.Helper()
	text, err := os.ReadFile(lock)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	return browsertest.Filled(t.Context(), "clients-"+hex.EncodeToString(sum[:8]), fill)
}

// install runs a program that fills a folder.
func install(ctx context.Context, folder, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = folder
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}
