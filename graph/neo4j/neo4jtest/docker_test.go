package neo4jtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakeDocker writes down how it is called, and says that the container runs.
const fakeDocker = `#!/bin/sh
echo "$1" >>"$0.log"
echo true
`

// TestDocker shows the commands that a container lives by, without Docker.
func TestDocker(t *testing.T) {
	path := filepath.Join(t.TempDir(), "docker")
	if err := os.WriteFile(path, []byte(fakeDocker), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(path)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	h, err := fromDocker(wanted(), Setup{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{h.start, h.kill, h.start} {
		if err := step(); err != nil {
			t.Error(err)
		}
	}
	h.remove()
	log, _ := os.ReadFile(path + ".log")
	if got, want := strings.Join(strings.Fields(string(log)), " "), "info image run inspect kill start rm"; got != want {
		t.Errorf("docker was called for %s, not %s", got, want)
	}
}
