// Package documents reads GraphQL documents that a server knows beforehand, by
// which clients name them (GraphQL over HTTP, appendix A, Persisted Documents).
package documents

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Set is documents by their identifiers. The nil Set has none.
type Set struct {
	texts map[string]string
	from  map[string]string // by identifier, the file that it comes from
}

// The bounds of what is known.
const (
	maxFile = 64 << 20 // bytes of a file
	maxID   = 200      // bytes of an identifier
)

// hashed begins the identifier that every document has.
const hashed = "sha256:"

// IDOf returns the identifier that every document has: of its text alone.
func IDOf(text string) string {
	digest := sha256.Sum256([]byte(text))
	return hashed + hex.EncodeToString(digest[:])
}

// Text returns the document of an identifier.
func (s *Set) Text(id string) (text string, known bool) {
	if s == nil {
		return "", false
	}
	text, known = s.texts[id]
	return text, known
}

// add adds a document of a file under an identifier, and under that of its text.
func (s *Set) add(file, id, text string) error {
	if err := checkID(id, text); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, name := range []string{id, IDOf(text)} {
		if had, there := s.texts[name]; there && had != text {
			return fmt.Errorf("%s: %s is another document in %s", file, name, s.from[name])
		}
		s.texts[name], s.from[name] = text, file
	}
	return nil
}

// unreserved are the characters of an identifier without a colon.
const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

// checkID refuses what is no identifier, and a hash of another text.
func checkID(id, text string) error {
	prefix, payload, prefixed := strings.Cut(id, ":")
	is := func(s string) bool { return s != "" && strings.Trim(s, unreserved) == "" }
	switch {
	case len(id) > maxID:
		return fmt.Errorf("%.20q… is longer than %d bytes", id, maxID)
	case prefix == "sha256" && prefixed:
		if id != IDOf(text) {
			return fmt.Errorf("%q is not the hash of its document, which is %s", id, IDOf(text))
		}
	case prefixed && !(strings.HasPrefix(prefix, "x-") && is(prefix) && is(payload)), !prefixed && !is(id):
		return fmt.Errorf("%q is not an identifier: it has letters, digits and -._~ alone, or the same after sha256: or x-name: and nothing else", id)
	}
	return nil
}
