package memory

import (
	"strings"

	"parley/graph"
)

// imageReader reads an image. After the first fault it reads zeros, and err
// says what is wrong.
type imageReader struct {
	rest  string
	texts []string
	dates map[dateWords]*graph.When // shared by all images of a store
	err   error
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
func (r *imageReader) begin(body []byte) {
	r.rest, r.texts = string(body), r.texts[:0]
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

func (r *imageReader) text() string {
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
	list := make([]string, r.count())
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *imageReader) when() *graph.When {
	if !r.flag() {
		return nil
	}
	words := dateWords{r.text(), r.text(), r.text()}
	after := r.list()
	if w := r.dates[words]; w != nil && len(after) == 0 {
		return w
	}
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

// values reads values by the names of properties.
func (r *imageReader) values(props []*graph.Property) []graph.Value {
	vals := make([]graph.Value, 0, len(props))
	for range r.count() {
		name, v := r.text(), r.value()
		i := placeOf(props, name)
		if i < 0 {
			r.fail("there is no property %s", strings.ToValidUTF8(name, "?"))
			return nil
		}
		for len(vals) <= i {
			vals = append(vals, nil)
		}
		vals[i] = v
	}
	return vals
}

func placeOf(props []*graph.Property, name string) int {
	for i, p := range props {
		if p.Name == name {
			return i
		}
	}
	return -1
}
