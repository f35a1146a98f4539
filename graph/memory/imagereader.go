package memory

import (
	"strings"

	"parley/graph"
)

// imageReader reads images, one after another. After the first fault it reads
// zeros, and err says what is wrong. What it gives does not hold on to an image.
type imageReader struct {
	rest  string
	texts []string
	words map[string]string         // shared by all images of a store, as dates are
	dates map[dateWords]*graph.When // that come after nothing
	err   error
}

func newImageReader() imageReader {
	return imageReader{words: map[string]string{}, dates: map[dateWords]*graph.When{}}
}

// dateWords are what a date without After is made of.
type dateWords struct{ text, edtf, basis string }

func (r *imageReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = graph.Errorf(graph.Internal, "restore", format, args...)
	}
	r.rest = ""
}

// begin begins another image.
func (r *imageReader) begin(body string) {
	r.rest, r.texts = body, r.texts[:0]
}

// end says what was wrong with the image.
func (r *imageReader) end() error {
	if r.rest != "" {
		r.fail("%d bytes too many", len(r.rest))
	}
	return r.err
}

func (r *imageReader) number() uint64 {
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
	r.fail("a number is cut off")
	return 0
}

// small reads a number that is at most most.
func (r *imageReader) small(most uint64) uint64 {
	n := r.number()
	if n > most {
		r.fail("%d is more than %d", n, most)
		return 0
	}
	return n
}

// count reads how many things follow, of which each takes a byte at least.
func (r *imageReader) count() int { return int(r.small(uint64(len(r.rest)))) }

func (r *imageReader) handle() uint32 { return uint32(r.small(1<<32-1)) - 1 }

func (r *imageReader) flag() bool { return r.small(1) == 1 }

// text reads a text that few things have.
func (r *imageReader) text() string { return strings.Clone(r.part()) }

// word reads a text that many things have, and shares it.
func (r *imageReader) word() string {
	part := r.part()
	word, known := r.words[part]
	if !known {
		word = strings.Clone(part)
		r.words[word] = word
	}
	return word
}

// part reads a text as a part of the image, for a look.
func (r *imageReader) part() string {
	if n := r.small(uint64(len(r.texts))); n > 0 {
		return r.texts[n-1]
	}
	if r.err != nil {
		return ""
	}
	n := r.count()
	if n > len(r.rest) {
		r.fail("a text is cut off")
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	r.texts = append(r.texts, s)
	return s
}

// name reads a value that is one of a few texts, as a part of the image.
func (r *imageReader) name() string {
	if tag := r.small(tagIdentifiers); tag != tagText {
		r.fail("a value has the tag %d, not that of a text", tag)
	}
	return r.part()
}

func (r *imageReader) value() graph.Value {
	switch tag := r.small(tagIdentifiers); tag {
	case tagText:
		return r.text()
	case tagNumber:
		n := r.number()
		return int64(n>>1) ^ -int64(n&1)
	case tagTrue, tagFalse:
		return tag == tagTrue
	case tagWhen:
		if w := r.when(); w != nil {
			return w
		}
		r.fail("a date is missing")
	case tagTexts:
		return r.list()
	case tagIdentifiers:
		ids := make([]graph.Identifier, r.count())
		for i := range ids {
			ids[i] = graph.Identifier{Scheme: r.text(), Value: r.text()}
		}
		return ids
	}
	return nil
}

func (r *imageReader) list() []string {
	n := r.count()
	if n == 0 {
		return nil // as a date without After has it
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *imageReader) when() *graph.When {
	if !r.flag() {
		return nil
	}
	words := dateWords{r.part(), r.part(), r.part()}
	after := r.list()
	if w := r.dates[words]; w != nil && len(after) == 0 {
		return w
	}
	words = dateWords{strings.Clone(words.text), strings.Clone(words.edtf), strings.Clone(words.basis)}
	w, err := graph.NewWhen(words.text, words.edtf, words.basis, after...)
	if err != nil {
		r.fail("a date: %v", err)
		return nil
	}
	if len(after) == 0 {
		r.dates[words] = w
	}
	return w
}

func indexNamed(props []*graph.Property, name string) int {
	for i, p := range props {
		if p.Name == name {
			return i
		}
	}
	return -1
}
