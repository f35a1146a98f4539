package dna

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"parley/seed"
)

// maxSlug is the length of the longest slug, in bytes, without what tells it
// apart.
const maxSlug = 80

// entitySlug is a slug that also tells apart what a slug alone does not: names
// that are longer, and those with signs that carry meaning, such as < and %.
func entitySlug(name string) string {
	s := seed.Slug(name)
	if s == "" || len(s) > maxSlug || strings.ContainsFunc(name, meaningful) {
		return marked(s, name)
	}
	return s
}

func meaningful(r rune) bool { return strings.ContainsRune("%&#*@/\\", r) || unicode.IsSymbol(r) }

// marked is a slug with a digest of the whole name.
func marked(s, name string) string {
	sum := sha256.Sum256([]byte(name))
	return strings.TrimPrefix(seed.CutSlug(s, maxSlug)+"-"+hex.EncodeToString(sum[:5]), "-")
}
