package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCallOf looks at paths as the operating system hands them to a program.
func TestCallOf(t *testing.T) {
	const byRun = "go run ./server"
	cached := filepath.Join("home", ".cache", "go-build", "6c", strings.Repeat("6c", 32)+"-d", "server")
	cases := []struct{ name, path, want string }{
		{"go run for the first time", "/tmp/go-build2044017452/b001/exe/server", byRun},
		{"go run from its cache", "/" + cached, byRun},
		{"a program that is installed", "/usr/local/bin/parley", "parley"},
		{"a program of the working folder", "./parley", "parley"},
		{"a program on the path", "parley", "parley"},
		{"a folder that is called alike", "/srv/go-build/server", "server"},
		{"a test", "/tmp/go-build2044017452/b001/server.test", "server.test"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := callOf(c.path); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestTextsSayHowItIsCalled reads help and hints: they call the program as it was
// called.
func TestTextsSayHowItIsCalled(t *testing.T) {
	cases := []struct{ args, says string }{
		{"-help", "NAME import [flags] FILE …            put data"},
		{"import -help", "NAME import [flags] FILE …     put data"},
		{"export -help", "NAME export [flags]"},
		{"-sed", "see: NAME -help"},
		{"check", "check: NAME check FOLDER"},
		{"import", "import: NAME import FILE"},
		{"backup", "write: NAME backup FILE"},
		{"verify -store memory:", "write: NAME verify -store sqlite:PATH"},
	}
	for _, c := range cases {
		t.Run(c.args, func(t *testing.T) {
			var stderr bytes.Buffer
			run(t.Context(), strings.Fields(c.args), io.Discard, &stderr)
			if says := strings.ReplaceAll(c.says, "NAME", filepath.Base(os.Args[0])); !strings.Contains(stderr.String(), says) {
				t.Errorf("%q is not in:\n%s", says, stderr.String())
			}
		})
	}
}
