package planning

import (
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// AppendText appends a text as JSON has it (RFC 8259, section 7). Bytes that are
// not UTF-8 become U+FFFD.
func AppendText(b []byte, s string) []byte {
	b = append(b, '"')
	if plainText(s) {
		b = append(b, s...)
	} else {
		b = appendEscaped(b, s)
	}
	return append(b, '"')
}

// plainText reports whether a text stands in JSON as it is.
func plainText(s string) bool {
	const size = 8 // bytes that are looked at at a time
	var all, odd uint64
	if len(s) < size {
		for i := range len(s) {
			all |= uint64(s[i])
			if c := s[i]; c < ' ' || c == '"' || c == '\\' {
				return false
			}
		}
	} else {
		for i := 0; i < len(s); i += size {
			word := wordAt(s, min(i, len(s)-size)) // the last ones with some before them once more
			all, odd = all|word, odd|suspicious(word)
		}
	}
	return odd == 0 && (all&highs == 0 || utf8.ValidString(s))
}

// wordAt returns eight bytes as a number.
func wordAt(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// suspicious has a bit for some byte that is below U+0020, or " or \, if there
// is one, and none else (after Hacker's Delight, section 6-1). To turn a bit of a
// byte brings " next to those below U+0020 and leaves these among themselves.
func suspicious(word uint64) uint64 {
	below, slash := word^ones*('"'^' '), word^ones*'\\'
	return ((below-ones*(' '+1))&^below | (slash-ones)&^slash) & highs
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
