package codec

import (
	"encoding/binary"

	"parley/graph"
)

// Writer writes values.
type Writer struct {
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

// NewWriter returns a writer that has written nothing yet.
func NewWriter() *Writer {
	return &Writer{texts: map[string]uint64{}, loads: map[string]bool{}}
}

// Bytes returns what was written, until the writer is reset.
func (w *Writer) Bytes() []byte { return w.buf }

// Reset forgets what was written.
func (w *Writer) Reset() {
	w.buf = w.buf[:0]
	clear(w.texts)
	clear(w.loads)
}

// HasMoreThan reports whether a text was written that another writer has not
// written. Names of loads do not matter.
func (w *Writer) HasMoreThan(other *Writer) bool {
	for text := range w.texts {
		if _, has := other.texts[text]; !has && !w.loads[text] {
			return true
		}
	}
	return false
}

// Number writes a number.
func (w *Writer) Number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }

// Handle writes a handle so that none is small.
func (w *Writer) Handle(h uint32) { w.Number(uint64(h + 1)) }

// Flag writes a bit.
func (w *Writer) Flag(b bool) {
	if b {
		w.Number(1)
	} else {
		w.Number(0)
	}
}

// Text writes a text.
func (w *Writer) Text(s string) {
	w.put(s)
	delete(w.loads, s)
}

// Load writes the name of a load.
func (w *Writer) Load(s string) {
	if w.put(s) {
		w.loads[s] = true
	}
}

// put writes a text, and reports whether it is the first time.
func (w *Writer) put(s string) bool {
	if n, known := w.texts[s]; known {
		w.Number(n)
		return false
	}
	w.texts[s] = uint64(len(w.texts)) + 1
	w.Number(0)
	w.Number(uint64(len(s)))
	w.buf = append(w.buf, s...)
	return true
}

// Value writes a value of any type.
func (w *Writer) Value(v graph.Value) {
	switch v := v.(type) {
	case string:
		w.Number(tagText)
		w.Text(v)
	case int64:
		w.Number(tagNumber)
		w.buf = binary.AppendVarint(w.buf, v)
	case bool:
		if v {
			w.Number(tagTrue)
		} else {
			w.Number(tagFalse)
		}
	case *graph.When:
		w.Number(tagWhen)
		w.When(v)
	case []string:
		w.Number(tagTexts)
		w.Texts(v)
	case []graph.Identifier:
		w.Number(tagIdentifiers)
		w.Number(uint64(len(v)))
		for _, id := range v {
			w.Text(id.Scheme)
			w.Text(id.Value)
		}
	default:
		w.Number(tagNull)
	}
}

// Texts writes a list of texts.
func (w *Writer) Texts(texts []string) {
	w.Number(uint64(len(texts)))
	for _, s := range texts {
		w.Text(s)
	}
}

// When writes a date, which may be nil.
func (w *Writer) When(d *graph.When) {
	w.Flag(d != nil)
	if d == nil {
		return
	}
	w.Text(d.Text)
	w.Text(d.EDTF)
	w.Text(d.Basis)
	w.Texts(d.After)
}
