package ftm

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"parley/seed"
)

// The lengths of the longest slug of a name and the longest id that stands in a
// node's id as it is, in bytes.
const (
	maxSlug = 80
	maxOwn  = 24
)

// nodeID makes a node's id of the kind's word, a name and what tells it apart. No
// slug has two hyphens in a row, so the id says where the name ends:
// at the last hyphen, or at the two before an id that has hyphens itself. Without
// a name before it, such an id stands as its digest.
func nodeID(kind, name, own string) string {
	name, own = slug(name), short(own)
	switch hyphens := strings.Contains(own, "-"); {
	case name == "" && hyphens:
		return kind + ":" + digest(own)
	case name == "":
		return kind + ":" + own
	case hyphens:
		return kind + ":" + name + "--" + own
	}
	return kind + ":" + name + "-" + own
}

// slug makes the readable part of an id: whole words, as far as they fit.
func slug(name string) string { return seed.CutSlug(seed.Slug(name), maxSlug) }

// short is an FtM id as it is where it is short and plain, else a digest of it.
func short(id string) string {
	if len(id) <= maxOwn && strings.Trim(id, "-") == id && !strings.ContainsFunc(id, notPlain) {
		return id
	}
	return digest(id)
}

func digest(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:6])
}

func notPlain(r rune) bool {
	return !(r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
}
