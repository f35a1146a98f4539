package seed

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"parley/graph"
)

// What this package and those below it say problems and make ids with.

// Shown returns a word as a message shows it: quoted, and not too long.
func Shown(word string) string {
	const most = 60
	if runes := []rune(word); len(runes) > most {
		word = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", word)
}

// Cause is why a file operation failed, without the path, which the problem has.
func Cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// Message is what a typed error says, without what was being done.
func Message(err error) string {
	var e *graph.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// Slug makes a name the readable part of an id: folded words with hyphens
// between. It is "" for a name without letters and digits.
func Slug(name string) string {
	return strings.ReplaceAll(graph.NFC(graph.Fold(name)), " ", "-")
}

// CutSlug cuts a slug to so many bytes at most: after a whole word, or else
// after a whole letter.
func CutSlug(s string, most int) string {
	if len(s) <= most {
		return s
	}
	cut := s[:most]
	for !utf8.RuneStart(s[len(cut)]) {
		cut = cut[:len(cut)-1]
	}
	if word := strings.LastIndexByte(cut, '-'); word > 0 {
		cut = cut[:word]
	}
	return graph.NFC(cut)
}

// Clean is a name without the white space around it and with single spaces.
func Clean(name string) string { return graph.NFC(strings.Join(strings.Fields(name), " ")) }
