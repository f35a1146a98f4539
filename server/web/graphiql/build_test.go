package graphiql

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/server/web/browsertest"
)

// TestSums holds the bundle against its checksums.
func TestSums(t *testing.T) {
	var got strings.Builder
	files, err := filepath.Glob("bundle/*.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		fmt.Fprintf(&got, "%s  %s\n", digest(t, file), strings.TrimSuffix(filepath.Base(file), ".gz"))
	}
	if diff := cmp.Diff(read(t, "bundle/SHA256SUMS"), got.String()); diff != "" {
		t.Errorf("SHA256SUMS (-written +held):\n%s", diff)
	}
}

// TestBuild builds the bundle from the lock file and finds what is committed.
func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("the bundle is built anew without -short alone")
	}
	browsertest.Need(t, "node", "npm")
	work := t.TempDir()
	if err := os.CopyFS(filepath.Join(work, "build", "src"), os.DirFS("build/src")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"build.mjs", "package.json"} {
		if err := os.WriteFile(filepath.Join(work, "build", name), []byte(read(t, filepath.Join("build", name))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	packages, err := browsertest.Filled(t.Context(), "graphiql-"+digestOf([]byte(read(t, "build/package-lock.json")))[:16], install)
	if err != nil {
		browsertest.Lacking(t, err)
	}
	if err := os.Symlink(filepath.Join(packages, "node_modules"), filepath.Join(work, "build", "node_modules")); err != nil {
		t.Fatal(err)
	}
	node := exec.CommandContext(t.Context(), "node", "--preserve-symlinks", "build.mjs", filepath.Join(work, "bundle"))
	node.Dir = filepath.Join(work, "build")
	if out, err := node.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(read(t, "bundle/SHA256SUMS"), read(t, filepath.Join(work, "bundle", "SHA256SUMS"))); diff != "" {
		t.Errorf("the bundle is not what build makes (-committed +built); build it: see doc.go\n%s", diff)
	}
}

// TestLock holds that the lock file names no host: npm takes the registry that
// it is set up for.
func TestLock(t *testing.T) {
	if lock := read(t, "build/package-lock.json"); strings.Contains(lock, `"resolved"`) || strings.Count(lock, `"integrity"`) < 50 {
		t.Error("build/package-lock.json: run npm install in build, whose .npmrc leaves resolved out")
	}
}

// install lets npm fill a folder with the packages of the lock file.
func install(ctx context.Context, folder string) error {
	for _, name := range []string{"package.json", "package-lock.json", ".npmrc"} {
		data, err := os.ReadFile(filepath.Join("build", name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	npm := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir = folder
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return nil
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// digest is that of what is in a compressed file.
func digest(t *testing.T, file string) string {
	t.Helper()
	packed, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	in, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return digestOf(data)
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
