package planning

import (
	"encoding/json"
	"testing"
)

// FuzzText writes any text as JSON: decoding gives it back, but for bytes that
// are not UTF-8.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "plain", "a\"b\\c", "tab\tline\nreturn\r", "\x00\x1f ", "Ä – 𝒳 \u2028", "eight by", "eightby\"", "\xff\xfe", "abcdefg\xc3(", "12345678\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(AppendText(nil, s), &got); err != nil {
			t.Fatal(err)
		}
		want := string([]rune(s)) // each byte that is not UTF-8 becomes U+FFFD
		if got != want {
			t.Errorf("%q became %q", s, got)
		}
	})
}
