package schema

import (
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendText appends a text as JSON has it (RFC 8259, section 7). Bytes that are
// not UTF-8 become U+FFFD.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	if plainText(s) {
		b = append(b, s...)
	} else {
		b = appendEscaped(b, s)
	}
	return append(b, '"')
}

// plainText says whether a text stands in JSON as it is.
func plainText(s string) bool {
	ascii := true
	i := 0
	for ; i+8 <= len(s); i += 8 { // eight bytes at a time
		word := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		if suspicious(word) != 0 {
			return false
		}
		ascii = ascii && word&highs == 0
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			return false
		}
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	return ascii || utf8.ValidString(s)
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// suspicious has a bit for each byte below U+0020, and for each " and \ (after
// Hacker's Delight, section 6-1). Bytes of 0x80 and above have none.
func suspicious(word uint64) uint64 {
	zero := func(w uint64) uint64 { return (w - ones) &^ w & highs }
	control := (word - ones*' ') &^ word & highs
	return control | zero(word^ones*'"') | zero(word^ones*'\\')
}

func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, "\uFFFD"...)
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return b
}
