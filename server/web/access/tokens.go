// Package access knows who may do more than others: by tokens, which files hold
// (tokens.go), and by the sessions of browsers that have signed in (readers.go).
package access

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// Tokens are what requests bring that may do more than others (RFC 6750, section
// 2.1).
type Tokens struct {
	digests [][sha256.Size]byte
}

// minToken is how many characters a token needs: 32 drawn from letters and
// digits cannot be guessed.
const minToken = 32

// maxTokenFile is how many bytes a file of tokens may have.
const maxTokenFile = 64 << 10

// ReadTokens reads a file of tokens, one a line; lines that begin with # are
// comments. A file that others than its owner can read is refused, unless a
// container's runtime or systemd has handed it over, as is a token that is short
// or has characters that no header can carry.
func ReadTokens(path string) (*Tokens, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // to open a pipe may take for ever
		return nil, fmt.Errorf("%s is not a file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if err := onlyOwner(info); err != nil && !handedOver(path) {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxTokenFile+1))
	if err != nil {
		return nil, err
	}
	w, err := readTokens(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return w, nil
}

// handedOver reports whether a file stands where the runtime of containers and
// systemd put what is for one service alone. They keep others from it, whatever
// its mode.
func handedOver(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return strings.HasPrefix(path, "/run/secrets/") || strings.HasPrefix(path, "/run/credentials/")
}

// readTokens reads tokens. Its errors name the line, never what stands there.
func readTokens(text []byte) (*Tokens, error) {
	if len(text) > maxTokenFile {
		return nil, fmt.Errorf("it is larger than %d bytes", maxTokenFile)
	}
	w := &Tokens{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		token := strings.TrimSpace(lines.Text())
		switch {
		case token == "" || token[0] == '#':
			continue
		case len(token) < minToken:
			return nil, fmt.Errorf("line %d: a token needs at least %d characters; make one with: openssl rand -hex 32", n, minToken)
		case strings.Trim(token, tokenCharacters) != "":
			return nil, fmt.Errorf("line %d: a token has letters, digits and -._~+/= alone", n)
		}
		w.digests = append(w.digests, sha256.Sum256([]byte(token)))
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(w.digests) == 0 {
		return nil, fmt.Errorf("there is no token in it; make one with: openssl rand -hex 32")
	}
	return w, nil
}

// tokenCharacters are those of a bearer token (RFC 6750, section 2.1).
const tokenCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/="

// Know reports whether a token is one of these. It takes the same time for all
// that are not, and for all that are.
func (t *Tokens) Know(token string) bool {
	if t == nil {
		return false
	}
	digest, found := sha256.Sum256([]byte(token)), 0
	for i := range t.digests {
		found |= subtle.ConstantTimeCompare(digest[:], t.digests[i][:])
	}
	return found == 1
}

// Bearer returns the token that a request brings, if it brings one.
func Bearer(r *http.Request) (token string, given bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}
