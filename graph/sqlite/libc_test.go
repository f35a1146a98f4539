package sqlite

import (
	"encoding/json"
	"errors"
	"os/exec"
	"testing"
)

// TestLibc holds modernc.org/libc to the version that modernc.org/sqlite asks
// for: its code is generated for that very version, and is not meant to run with
// another.
func TestLibc(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("needs the go command, to read what modernc.org/sqlite asks for")
	}
	const libc = "modernc.org/libc"
	var used, sqlite struct{ Version, GoMod string }
	goJSON(t, &used, "list", "-m", "-json", libc)
	goJSON(t, &sqlite, "list", "-m", "-json", "modernc.org/sqlite")
	var asks struct {
		Require []struct{ Path, Version string }
	}
	goJSON(t, &asks, "mod", "edit", "-json", sqlite.GoMod)
	for _, r := range asks.Require {
		if r.Path != libc {
			continue
		}
		if r.Version != used.Version {
			t.Errorf("%s is %s, and modernc.org/sqlite %s asks for %s; write: go get %s@%s", libc, used.Version, sqlite.Version, r.Version, libc, r.Version)
		}
		return
	}
	t.Errorf("modernc.org/sqlite %s does not ask for %s any more: take this test away", sqlite.Version, libc)
}

// goJSON reads what the go command prints as JSON.
func goJSON(t *testing.T, into any, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", args...).Output()
	var failure *exec.ExitError
	if errors.As(err, &failure) {
		t.Fatalf("go %v: %s", args, failure.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatal(err)
	}
}
