package codec

import (
	"strings"

	"parley/graph"
)

// Reader reads what writers wrote, one body after another. After the first fault
// it reads zeros. What it returns does not hold on to a body, but for [Reader.Part]
// and [Reader.Name].
type Reader struct {
	rest  string
	texts []string
	words map[string]string         // shared by all bodies, as dates are
	dates map[dateWords]*graph.When // that come after nothing
	err   error
}

// NewReader returns a reader that has nothing to read yet.
func NewReader() Reader {
	return Reader{words: map[string]string{}, dates: map[dateWords]*graph.When{}}
}

// dateWords are what a date without After is made of.
type dateWords struct{ text, edtf, basis string }

// Fail notes what is wrong, unless something was wrong before.
func (r *Reader) Fail(format string, args ...any) {
	if r.err == nil {
		r.err = graph.Errorf(graph.Internal, "restore", format, args...)
	}
	r.rest = ""
}

// Begin begins another body.
func (r *Reader) Begin(body string) {
	r.rest, r.texts = body, r.texts[:0]
}

// Err returns what was wrong so far, or nil.
func (r *Reader) Err() error { return r.err }

// End ends a body, and returns what was wrong so far.
func (r *Reader) End() error {
	if r.rest != "" {
		r.Fail("%d bytes too many", len(r.rest))
	}
	return r.err
}

// Number reads a number.
func (r *Reader) Number() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		if r.rest == "" {
			break
		}
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.Fail("a number is cut off")
	return 0
}

// Small reads a number that is at most most.
func (r *Reader) Small(most uint64) uint64 {
	n := r.Number()
	if n > most {
		r.Fail("%d is more than %d", n, most)
		return 0
	}
	return n
}

// Count reads how many things follow, of which each takes a byte at least.
func (r *Reader) Count() int { return int(r.Small(uint64(len(r.rest)))) }

// Handle reads a handle.
func (r *Reader) Handle() uint32 { return uint32(r.Small(1<<32-1)) - 1 }

// Flag reads a bit.
func (r *Reader) Flag() bool { return r.Small(1) == 1 }

// Text reads a text that few things have.
func (r *Reader) Text() string { return strings.Clone(r.Part()) }

// Word reads a text that many things have, and shares it.
func (r *Reader) Word() string {
	part := r.Part()
	word, known := r.words[part]
	if !known {
		word = strings.Clone(part)
		r.words[word] = word
	}
	return word
}

// Part reads a text as a part of the body, for a look.
func (r *Reader) Part() string {
	if n := r.Small(uint64(len(r.texts))); n > 0 {
		return r.texts[n-1]
	}
	if r.err != nil {
		return ""
	}
	n := r.Count()
	if n > len(r.rest) {
		r.Fail("a text is cut off")
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	r.texts = append(r.texts, s)
	return s
}

// Name reads a value that is one of a few texts, as a part of the body.
func (r *Reader) Name() string {
	if tag := r.Small(tagIdentifiers); tag != tagText {
		r.Fail("a value has the tag %d, not that of a text", tag)
	}
	return r.Part()
}

// Value reads a value of any type.
func (r *Reader) Value() graph.Value {
	switch tag := r.Small(tagIdentifiers); tag {
	case tagText:
		return r.Text()
	case tagNumber:
		n := r.Number()
		return int64(n>>1) ^ -int64(n&1)
	case tagTrue, tagFalse:
		return tag == tagTrue
	case tagWhen:
		if w := r.When(); w != nil {
			return w
		}
		r.Fail("a date is missing")
	case tagTexts:
		return r.Texts()
	case tagIdentifiers:
		ids := make([]graph.Identifier, r.Count())
		for i := range ids {
			ids[i] = graph.Identifier{Scheme: r.Text(), Value: r.Text()}
		}
		return ids
	}
	return nil
}

// Texts reads a list of texts, nil for one that is empty.
func (r *Reader) Texts() []string {
	n := r.Count()
	if n == 0 {
		return nil // as a date without After has it
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.Text()
	}
	return list
}

// When reads a date, or nil.
func (r *Reader) When() *graph.When {
	if !r.Flag() {
		return nil
	}
	words := dateWords{r.Part(), r.Part(), r.Part()}
	after := r.Texts()
	if w := r.dates[words]; w != nil && len(after) == 0 {
		return w
	}
	words = dateWords{strings.Clone(words.text), strings.Clone(words.edtf), strings.Clone(words.basis)}
	w, err := graph.NewWhen(words.text, words.edtf, words.basis, after...)
	if err != nil {
		r.Fail("a date: %v", err)
		return nil
	}
	if len(after) == 0 {
		r.dates[words] = w
	}
	return w
}
