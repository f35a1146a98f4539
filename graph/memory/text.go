package memory

import "unicode/utf8"

// stride is how many code points lie between two marks of a textIndex.
const stride = 64

// textIndex finds the byte at which a code point of a text begins.
type textIndex struct {
	text  string
	marks []uint32 // the byte of every stride-th code point
	runes int
}

func newTextIndex(text string) *textIndex {
	t := &textIndex{text: text}
	for i := range text {
		if t.runes%stride == 0 {
			t.marks = append(t.marks, uint32(i))
		}
		t.runes++
	}
	return t
}

// slice returns the text between two code points, and whether there is one.
func (t *textIndex) slice(start, end int) (string, bool) {
	if t == nil || start < 0 || end < start || end > t.runes {
		return "", false
	}
	return t.text[t.offset(start):t.offset(end)], true
}

func (t *textIndex) offset(rune int) int {
	if rune == t.runes {
		return len(t.text)
	}
	at := int(t.marks[rune/stride])
	for range rune % stride {
		_, size := utf8.DecodeRuneInString(t.text[at:])
		at += size
	}
	return at
}
