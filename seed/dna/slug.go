package dna

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// maxSlug is the length of the longest slug, in bytes, without what tells it
// apart.
const maxSlug = 80

// slug makes the readable part of an id. Names that only case, accents and
// punctuation tell apart have the same slug.
func slug(name string) string {
	return strings.ReplaceAll(graph.NFC(graph.Fold(name)), " ", "-")
}

// entitySlug is a slug that also tells apart what a slug alone does not: names
// that are longer, and those with signs that carry meaning, such as < and %.
func entitySlug(name string) string {
	s := slug(name)
	if s == "" || len(s) > maxSlug || strings.ContainsFunc(name, meaningful) {
		return marked(s, name)
	}
	return s
}

func meaningful(r rune) bool { return strings.ContainsRune("%&#*@/\\", r) || unicode.IsSymbol(r) }

// marked is a slug with a digest of the whole name.
func marked(s, name string) string {
	sum := sha256.Sum256([]byte(name))
	return strings.TrimPrefix(shortened(s)+"-"+hex.EncodeToString(sum[:5]), "-")
}

// shortened cuts a slug after a whole word, or else after a whole letter.
func shortened(s string) string {
	if len(s) <= maxSlug {
		return s
	}
	cut := s[:maxSlug]
	for !utf8.RuneStart(s[len(cut)]) {
		cut = cut[:len(cut)-1]
	}
	if word := strings.LastIndexByte(cut, '-'); word > 0 {
		cut = cut[:word]
	}
	return graph.NFC(cut)
}

// clean is a name without the white space around it and with single spaces.
func clean(name string) string { return graph.NFC(strings.Join(strings.Fields(name), " ")) }
