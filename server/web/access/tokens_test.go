package access

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const (
	token   = "0123456789abcdefghijABCDEFGHIJ-._~+/="
	another = "ffffffffffffffffffffffffffffffff"
)

// tokens writes a file of tokens.
func tokens(t testing.TB, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestTokenFiles reads files of tokens. What is wrong is said without the tokens.
func TestTokenFiles(t *testing.T) {
	cases := []struct {
		name, text string
		mode       os.FileMode
		says       string // "" is well
	}{
		{"one", token + "\n", 0o600, ""},
		{"several, with comments", "# Ann's\n" + token + "\n\n# Bob's\n  " + another + "\r\n", 0o400, ""},
		{"nothing", "", 0o600, "no token in it"},
		{"comments alone", "# none yet\n", 0o600, "no token in it"},
		{"a short one", token + "\nsecret\n", 0o600, "line 2: a token needs at least 32"},
		{"one with a space", token + " " + another, 0o600, "line 1: a token has letters"},
		{"one that is not ASCII", strings.Repeat("ä", 32), 0o600, "line 1: a token has letters"},
		{"too much", strings.Repeat(token+"\n", 2000), 0o600, "larger than"},
		{"open to the group", token, 0o640, "chmod 600"},
		{"open to all", token, 0o604, "chmod 600"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && c.mode&0o077 != 0 {
				t.Skip("there are no such permissions here")
			}
			_, err := ReadTokens(tokens(t, c.text, c.mode))
			switch {
			case c.says == "" && err != nil:
				t.Error(err)
			case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
				t.Errorf("%v, not %q", err, c.says)
			case err != nil && (strings.Contains(err.Error(), token) || strings.Contains(err.Error(), "secret")):
				t.Errorf("a token is in %v", err)
			}
		})
	}
	for says, path := range map[string]string{"no such file": filepath.Join(t.TempDir(), "nowhere"), "is not a file": t.TempDir()} {
		if _, err := ReadTokens(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, not %q", err, says)
		}
	}
}

// FuzzTokens draws files of tokens: one that is taken knows its own tokens, each
// of them long enough, and not the empty one; an error never says what stands in
// the file.
func FuzzTokens(f *testing.F) {
	f.Add("# ours\n0123456789abcdef0123456789abcdef\n", "x")
	f.Add("short\n", "short")
	f.Fuzz(func(t *testing.T, text, token string) {
		w, err := readTokens([]byte(text))
		if err != nil {
			return
		}
		if w.Know("") || len(token) < minToken && w.Know(token) {
			t.Fatalf("it knows %q", token)
		}
	})
}

// TestHandedOver tells where a file's mode does not say who can read it.
func TestHandedOver(t *testing.T) {
	for path, want := range map[string]bool{
		"/run/secrets/writers": true, "/run/credentials/parley.service/writers": true,
		"/run/secrets/../writers": false, "/run/secrets": false, "run/secrets/writers": false, "/tmp/run/secrets/writers": false,
	} {
		if got := handedOver(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
