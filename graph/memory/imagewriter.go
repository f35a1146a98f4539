package memory

import (
	"encoding/binary"

	"parley/graph"
)

// imageWriter writes images, one after another: numbers as varints, a text as
// its number among the image's texts or, the first time, as 0 and its bytes.
type imageWriter struct {
	buf   []byte
	texts map[string]uint64
	loads map[string]bool // which of the texts are but names of loads
}

// The tags of values.
const (
	tagNull = iota
	tagText
	tagNumber
	tagTrue
	tagFalse
	tagWhen
	tagTexts
	tagIdentifiers
)

func newImageWriter() *imageWriter {
	return &imageWriter{texts: map[string]uint64{}, loads: map[string]bool{}}
}

// reset begins another image.
func (w *imageWriter) reset() {
	w.buf = w.buf[:0]
	clear(w.texts)
	clear(w.loads)
}

// hasMoreThan reports whether an image has a text that another has not. Names of
// loads say nothing.
func (w *imageWriter) hasMoreThan(other *imageWriter) bool {
	for text := range w.texts {
		if _, has := other.texts[text]; !has && !w.loads[text] {
			return true
		}
	}
	return false
}

func (w *imageWriter) number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

// handle writes a handle so that none is small.
func (w *imageWriter) handle(h uint32) { w.number(uint64(h + 1)) }

func (w *imageWriter) flag(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func (w *imageWriter) text(s string) {
	w.put(s)
	delete(w.loads, s)
}

// load writes the name of a load.
func (w *imageWriter) load(s string) {
	if w.put(s) {
		w.loads[s] = true
	}
}

// put writes a text, and reports whether it is the first time.
func (w *imageWriter) put(s string) bool {
	if n, known := w.texts[s]; known {
		w.number(n)
		return false
	}
	w.texts[s] = uint64(len(w.texts)) + 1
	w.number(0)
	w.number(uint64(len(s)))
	w.buf = append(w.buf, s...)
	return true
}

// values writes those of some properties' values that are picked, by name.
func (w *imageWriter) values(props []*graph.Property, vals []graph.Value, pick func(*graph.Property) bool) {
	n := 0
	for i, v := range vals {
		if v != nil && pick(props[i]) {
			n++
		}
	}
	w.number(uint64(n))
	for i, v := range vals {
		if v != nil && pick(props[i]) {
			w.text(props[i].Name)
			w.value(v)
		}
	}
}

func (w *imageWriter) value(v graph.Value) {
	switch v := v.(type) {
	case string:
		w.number(tagText)
		w.text(v)
	case int64:
		w.number(tagNumber)
		w.buf = binary.AppendVarint(w.buf, v)
	case bool:
		if v {
			w.number(tagTrue)
		} else {
			w.number(tagFalse)
		}
	case *graph.When:
		w.number(tagWhen)
		w.when(v)
	case []string:
		w.number(tagTexts)
		w.list(v)
	case []graph.Identifier:
		w.number(tagIdentifiers)
		w.number(uint64(len(v)))
		for _, id := range v {
			w.text(id.Scheme)
			w.text(id.Value)
		}
	default:
		w.number(tagNull)
	}
}

func (w *imageWriter) list(texts []string) {
	w.number(uint64(len(texts)))
	for _, s := range texts {
		w.text(s)
	}
}

func (w *imageWriter) when(d *graph.When) {
	w.flag(d != nil)
	if d == nil {
		return
	}
	w.text(d.Text)
	w.text(d.EDTF)
	w.text(d.Basis)
	w.list(d.After)
}
