package graph

import (
	"net/url"
	"slices"
	"strings"
)

// Format is the form that a text property must have.
type Format uint8

// The forms of a text.
const (
	FreeText Format = iota
	URL             // an address that may be followed; see [IsLink]
)

// schemes are those of the addresses that may be followed: what others name,
// such as javascript, data and file, is run, shown or opened where it is read.
var schemes = []string{"http", "https", "doi", "urn"}

// LinkPattern is a regular expression for the beginning of what [IsLink] takes,
// for schemas: it takes more.
const LinkPattern = `^([Hh][Tt][Tt][Pp][Ss]?://|[Dd][Oo][Ii]:|[Uu][Rr][Nn]:)\S+$`

// check refuses what does not have the form.
func (f Format) check(s string) error {
	if f == URL && !IsLink(s) {
		return Errorf(BadInput, "check", "%.100q is not an address of %s: write it as https://example.org/page, doi:10.1000/182 or urn:isbn:0451450523", s, strings.Join(schemes, ", "))
	}
	return nil
}

// IsLink reports whether a text is an address that may be followed: of http or
// https with a host, or a doi or urn. What a store has held for long need not be.
func IsLink(s string) bool {
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(schemes, u.Scheme) || strings.ContainsAny(s, " \\") {
		return false
	}
	if u.Opaque == "" {
		return u.Hostname() != ""
	}
	return u.Scheme == "doi" || u.Scheme == "urn"
}
