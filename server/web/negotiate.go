package web

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of GraphQL over HTTP.
const (
	plainJSON   = "application/json"
	graphqlJSON = "application/graphql-response+json"
)

// negotiate returns the media type to answer in (RFC 9110, section 12.5.1, and
// GraphQL over HTTP, section 6.1). Not ok means that the client takes neither.
// Without a wish, or with one that takes anything, it is application/json; of two
// that are wished for alike, it is GraphQL's own.
func negotiate(accept []string) (kind string, ok bool) {
	wishes := strings.TrimSpace(strings.Join(accept, ","))
	if wishes == "" {
		return plainJSON, true
	}
	var plain, own preference
	for wish := range strings.SplitSeq(wishes, ",") {
		kind, params, err := mime.ParseMediaType(wish)
		q, valid := weight(params)
		if err != nil || !valid || !isUTF8(params) {
			continue
		}
		plain.take(kind, plainJSON, q)
		own.take(kind, graphqlJSON, q)
	}
	if own.over(plain) {
		return graphqlJSON, true
	}
	return plainJSON, plain.q > 0
}

// preference is how much a client wants a media type, by the range that names it
// most exactly.
type preference struct {
	exact int
	q     float64
}

// How exactly a range names a media type.
const (
	anything = iota + 1
	anyApplication
	exactly
)

func (p *preference) take(wish, kind string, q float64) {
	exact := 0
	switch wish {
	case kind:
		exact = exactly
	case "application/*":
		exact = anyApplication
	case "*/*":
		exact = anything
	}
	if exact > p.exact {
		*p = preference{exact, q}
	}
}

// over reports whether p is wanted more than another.
func (p preference) over(other preference) bool {
	if p.q != other.q {
		return p.q > other.q
	}
	return p.q > 0 && p.exact == exactly
}

// weight reads a range's q: 0 to 1, and 1 where there is none.
func weight(params map[string]string) (float64, bool) {
	text, given := params["q"]
	if !given {
		return 1, true
	}
	q, err := strconv.ParseFloat(text, 64)
	return q, err == nil && q >= 0 && q <= 1
}

// isUTF8 reports whether a media type's charset, if it names one, is UTF-8.
func isUTF8(params map[string]string) bool {
	charset, given := params["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
