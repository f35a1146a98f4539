package browsertest

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
)

// CheckSums holds the folder bundle of a package against its checksums.
func CheckSums(t *testing.T) {
	t.Helper()
	var got strings.Builder
	files, err := filepath.Glob("bundle/*.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		fmt.Fprintf(&got, "%s  %s\n", digest(unpacked(t, file)), strings.TrimSuffix(filepath.Base(file), ".gz"))
	}
	if diff := cmp.Diff(read(t, "bundle/SHA256SUMS"), got.String()); diff != "" {
		t.Errorf("SHA256SUMS (-written +held):\n%s", diff)
	}
}

// CheckBuild builds the bundle of a package from its lock file, and finds what is
// committed. Packages of npm are kept under the name. Files are those of build
// that take part, beside its folder src.
func CheckBuild(t *testing.T, name string, files ...string) {
	t.Helper()
	if testing.Short() {
		t.Skip("the bundle is built anew without -short alone")
	}
	Need(t, "node", "npm")
	work := t.TempDir()
	if err := os.CopyFS(filepath.Join(work, "build", "src"), os.DirFS("build/src")); err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "build.mjs", "package.json") {
		if err := os.WriteFile(filepath.Join(work, "build", file), []byte(read(t, filepath.Join("build", file))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	packages, err := Filled(t.Context(), name+"-"+digest([]byte(read(t, "build/package-lock.json")))[:16], installLocked)
	if err != nil {
		Lacking(t, err)
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
		t.Errorf("the bundle is not what build makes (-committed +built); the package's comment tells how to build it\n%s", diff)
	}
}

// CheckLock holds that the lock file names at least so many packages, and no host:
// npm takes the registry that it is set up for.
func CheckLock(t *testing.T, least int) {
	t.Helper()
	if lock := read(t, "build/package-lock.json"); strings.Contains(lock, `"resolved"`) || strings.Count(lock, `"integrity"`) < least {
		t.Error("build/package-lock.json: run npm install in build, whose .npmrc leaves resolved out")
	}
}

// installLocked lets npm fill a folder with the packages of the lock file.
func installLocked(ctx context.Context, folder string) error {
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

// unpacked returns what is in a compressed file.
func unpacked(t *testing.T, file string) []byte {
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
	return data
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
