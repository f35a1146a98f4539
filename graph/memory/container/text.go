package container

import "unicode/utf8"

// stride is how many code points lie between two marks of a Text.
const stride = 64

// Text is a text that is cut by code points. It knows at which bytes they begin.
type Text struct {
	text  string
	marks []uint32 // the byte of every stride-th code point
	runes int
}

// NewText returns a text to cut, nil of none.
func NewText(text string) *Text {
	if text == "" {
		return nil
	}
	t := &Text{text: text}
	for i := range text {
		if t.runes%stride == 0 {
			t.marks = append(t.marks, uint32(i))
		}
		t.runes++
	}
	return t
}

// String returns the whole text, "" of none.
func (t *Text) String() string {
	if t == nil {
		return ""
	}
	return t.text
}

// Slice returns the text between two code points, and reports whether there is one.
func (t *Text) Slice(start, end int) (string, bool) {
	if t == nil || start < 0 || end < start || end > t.runes {
		return "", false
	}
	return t.text[t.offset(start):t.offset(end)], true
}

func (t *Text) offset(rune int) int {
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
