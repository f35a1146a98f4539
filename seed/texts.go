package seed

import (
	"errors"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// stride is how many code points lie between two marks of a text.
const stride = 1 << 10

// texts are the texts of sources, in a temporary file: there may be more of them
// than memory.
type texts struct {
	file *os.File
	end  int64
	of   map[string][]spooled // by the id of the source
}

// spooled is a text as somebody states it. Every stride-th of its code points
// has its byte in marks.
type spooled struct {
	by    string
	at    int64
	size  int
	marks []uint32
}

func newTexts() *texts { return &texts{of: map[string][]spooled{}} }

// put keeps the text of a source as another, or it itself, states it.
func (t *texts) put(source, by, text string) error {
	if t.file == nil && text != "" {
		file, err := os.CreateTemp("", "parley-texts-*")
		if err != nil {
			return unwritable(err)
		}
		t.file = file
	}
	if text != "" {
		if _, err := t.file.WriteAt([]byte(text), t.end); err != nil {
			return unwritable(err)
		}
	}
	s := spooled{by: by, at: t.end, size: len(text)}
	n := 0
	for i := range text {
		if n%stride == 0 {
			s.marks = append(s.marks, uint32(i))
		}
		n++
	}
	t.end += int64(len(text))
	t.of[source] = append(slices.DeleteFunc(t.of[source], func(had spooled) bool { return had.by == by }), s)
	return nil
}

// stated reports whether a source itself says what its text is.
func (t *texts) stated(source string) bool {
	return slices.ContainsFunc(t.of[source], func(s spooled) bool { return s.by == source })
}

// has reports whether a text of a source has a quote at a place, in code points.
func (t *texts) has(source, quote string, start int) (bool, error) {
	for _, s := range t.of[source] {
		if has, err := t.hasAt(s, quote, start); has || err != nil {
			return has, err
		}
	}
	return false, nil
}

func (t *texts) hasAt(s spooled, quote string, start int) (bool, error) {
	if start < 0 || start/stride >= len(s.marks) {
		return false, nil
	}
	from := int(s.marks[start/stride])
	piece := make([]byte, min(s.size-from, stride*utf8.UTFMax+len(quote)))
	if _, err := t.file.ReadAt(piece, s.at+int64(from)); err != nil {
		return false, unwritable(err)
	}
	rest := string(piece)
	for range start % stride {
		_, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
	}
	return strings.HasPrefix(rest, quote), nil
}

// close takes the file away.
func (t *texts) close() error {
	if t.file == nil {
		return nil
	}
	return errors.Join(t.file.Close(), os.Remove(t.file.Name()))
}
