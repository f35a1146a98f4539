package prose

import (
	"strings"
	"unicode/utf8"
)

// Spoken writes a name, of a field or a type or of an enum's value, as one says it:
// NOT_CONFIRMED is "not confirmed", conflictsWith "conflicts with".
func Spoken(name string) string {
	var out strings.Builder
	for i, r := range name {
		switch {
		case r == '_':
			out.WriteByte(' ')
		case i > 0 && 'A' <= r && r <= 'Z' && 'a' <= name[i-1] && name[i-1] <= 'z':
			out.WriteByte(' ')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return strings.ToLower(out.String())
}

// SpokenValue writes a value as one says it: that of an enum in words, all else as it
// is.
func SpokenValue(value string) string {
	isEnum := value != "" && strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
	if isEnum {
		return Spoken(value)
	}
	return value
}

// Capitalized begins a text with a capital.
func Capitalized(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
