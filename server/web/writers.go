package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"parley/graph"
	"parley/schema/gate"
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
// comments. A file that others than its owner can read is refused, as is a token
// that is short or has characters that no header can carry.
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
	if err := onlyOwner(info); err != nil {
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

// know reports whether a token is one of these. It takes the same time for all
// that are not, and for all that are.
func (t *Tokens) know(token string) bool {
	if t == nil {
		return false
	}
	digest, found := sha256.Sum256([]byte(token)), 0
	for i := range t.digests {
		found |= subtle.ConstantTimeCompare(digest[:], t.digests[i][:])
	}
	return found == 1
}

// bearer returns the token that a request brings, if it brings one.
func bearer(r *http.Request) (token string, given bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// mayWrite reports whether a request may change the graph. A token that is none is
// an error.
func (s *site) mayWrite(r *http.Request) (bool, error) {
	if s.Writers == nil {
		return s.WritableHere && s.Readers == nil && atHome(r), nil
	}
	token, given := bearer(r)
	switch {
	case !given || s.reads(token):
		return false, nil
	case !s.Writers.know(token):
		return false, unauthorized(invalidToken, "the token is not one of this server's writers")
	}
	return true, nil
}

// reads reports whether a token allows to read and no more.
func (s *site) reads(token string) bool {
	return s.Readers != nil && s.Readers.tokens.know(token) && !s.Writers.know(token)
}

// atHome reports whether a request was made on this machine, by no page of another
// site and through no proxy.
func atHome(r *http.Request) bool {
	return !passedOn(r.Header) && http.NewCrossOriginProtection().Check(r) == nil
}

// The challenges of RFC 6750, section 3.
const (
	noToken      = `Bearer realm="parley"`
	invalidToken = `Bearer realm="parley", error="invalid_token"`
	tooLittle    = `Bearer realm="parley", error="insufficient_scope"`
)

func unauthorized(challenge, message string) *refusal {
	return &refusal{
		status: http.StatusUnauthorized, code: unauthenticated, reason: "unauthenticated",
		message: message, header: [2]string{"WWW-Authenticate", challenge},
	}
}

// needsToken turns away a request that would change the graph and brings no
// token.
func needsToken() error {
	return unauthorized(noToken, "to change the graph, send a writer's token: Authorization: Bearer …")
}

// readsOnly turns away a request that would change the graph and brings a reader's
// token.
func readsOnly() error {
	return &refusal{
		status: http.StatusForbidden, code: gate.Forbidden, reason: "forbidden",
		message: "a reader's token cannot change the graph; send a writer's token", header: [2]string{"WWW-Authenticate", tooLittle},
	}
}

// onlyPost turns away a mutation by GET (GraphQL over HTTP, section 5.2).
func onlyPost() error {
	return &refusal{
		status: http.StatusMethodNotAllowed, code: graph.BadInput, reason: "method",
		message: "a mutation needs POST", header: [2]string{"Allow", http.MethodPost},
	}
}
