package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestRelease releases the last commit twice, from folders and with settings that
// differ, for this machine: the archives are the same, byte for byte, and hold a
// program that knows its version.
func TestRelease(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" {
		t.Skip("it builds the program, with GNU tar")
	}
	sums := make([]string, 2)
	var program string
	for i := range sums {
		folder := t.TempDir()
		clone := filepath.Join(folder, strings.Repeat("deeper/", i)+"clone")
		output(t, "..", "git", "clone", "-q", ".", clone)
		if err := os.Chmod(filepath.Join(clone, "README.md"), 0o644-os.FileMode(i*0o040)); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(folder, "out")
		output(t, clone, "git", "config", "core.fileMode", "false")
		archive := strings.TrimSpace(output(t, clone, ".ci/release", "-o", out, runtime.GOOS+"/"+runtime.GOARCH))
		sum, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		sums[i] = string(sum)
		output(t, folder, "tar", "xzf", archive)
		program = filepath.Join(folder, strings.TrimSuffix(filepath.Base(archive), ".tar.gz"), "parley")
	}
	if sums[0] != sums[1] {
		t.Errorf("the releases differ:\n%s%s", sums[0], sums[1])
	}
	if line := output(t, ".", program, "-version"); !regexp.MustCompile(`^parley v\S+, revision [0-9a-f]{40}, go`).MatchString(line) {
		t.Errorf("it says %q", line)
	}
}

// output runs a command and returns what it prints.
func output(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = folder
	var stderr strings.Builder
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	return string(out)
}

// TestVariablesOfFiles holds the variables that the files for containers and
// services set, and that pages name, against the flags that there are.
func TestVariablesOfFiles(t *testing.T) {
	var known []string
	new(options).flagSet().VisitAll(func(f *flag.Flag) { known = append(known, variableOf(f.Name)) })
	files := []string{"../Dockerfile", "../compose.yaml", "systemd/parley.service", "../README.md"}
	pages, err := filepath.Glob("web/guide/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, pages...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\bPARLEY_[A-Z_]+`).FindAllString(string(text), -1) {
			if !slices.Contains(known, name) {
				t.Errorf("%s: no flag has the variable %s", file, name)
			}
		}
	}
}

// TestCompose looks at what the file of Compose opens: to this machine alone.
func TestCompose(t *testing.T) {
	text, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Services map[string]struct{ Ports []string }
	}
	if err := yaml.Unmarshal(text, &compose); err != nil {
		t.Fatal(err)
	}
	open := 0
	for name, service := range compose.Services {
		for _, port := range service.Ports {
			if open++; !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s opens %s", name, port)
			}
		}
	}
	if open != 3 {
		t.Errorf("%d ports are open", open)
	}
}
