package web_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// audits is how many audits graphql-http has.
const audits = 61

// TestAudit lets the npm package graphql-http hold the server against GraphQL
// over HTTP. All audits pass, those of what SHOULD and what MAY be among them.
func TestAudit(t *testing.T) {
	if testing.Short() {
		t.Skip("the audit by graphql-http is left out with -short")
	}
	dir, err := auditor(t)
	var missing *exec.Error
	switch {
	case errors.As(err, &missing) && os.Getenv("CI") != "true":
		t.Skipf("no Node.js for the audit by graphql-http: install Node.js 20 or later with npm (apt-get install nodejs npm): %v", err)
	case err != nil:
		t.Fatalf("the audit by graphql-http needs Node.js 20 or later with npm (apt-get install nodejs npm): %v", err)
	}
	out, err := command(t, dir, "node", "audit.mjs", newAPI(t).URL+"/graphql")
	if err != nil {
		t.Fatal(err)
	}
	var results []struct{ ID, Name, Status, Reason string }
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	passed := 0
	for _, r := range results {
		if r.Status == "ok" {
			passed++
			continue
		}
		t.Errorf("%s %s: %s %s", r.ID, r.Name, r.Status, r.Reason)
	}
	if passed != audits {
		t.Errorf("%d of %d pass", passed, audits)
	}
}

// auditor returns a folder with the script and the packages that it needs, in the
// versions that the lock file names. It is kept in the user's cache.
func auditor(t *testing.T) (string, error) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	source, name := filepath.Join("testdata", "audit"), sha256.New()
	for _, file := range []string{"package.json", "package-lock.json", "audit.mjs"} {
		text, err := os.ReadFile(filepath.Join(source, file))
		if err != nil {
			return "", err
		}
		name.Write(text)
	}
	dir := filepath.Join(cache, "parley", "npm", hex.EncodeToString(name.Sum(nil)[:8]))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	partial, err := os.MkdirTemp(filepath.Dir(dir), "partial-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(partial)
	if err := os.CopyFS(partial, os.DirFS(source)); err != nil {
		return "", err
	}
	if _, err := command(t, partial, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"); err != nil {
		return "", err
	}
	// Another process may have been first; its folder is as good.
	if err := os.Rename(partial, dir); err != nil && !exists(dir) {
		return "", err
	}
	return dir, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// command runs a program and returns what it prints.
func command(t *testing.T, dir, name string, args ...string) ([]byte, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = dir
	out, err := c.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return nil, fmt.Errorf("%s: %w\n%s%s", name, err, out, failed.Stderr)
	}
	return out, err
}
