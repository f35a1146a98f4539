package codec

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// TestValues reads values of all types back, the second time from texts that
// were written before.
func TestValues(t *testing.T) {
	when, err := graph.NewWhen("in May", "2025-05", "STATED")
	if err != nil {
		t.Fatal(err)
	}
	values := []graph.Value{
		nil, "", "word", int64(0), int64(-1), int64(1 << 40), true, false, when,
		[]string{"word", "other"}, []graph.Identifier{{Scheme: "s", Value: "v"}},
	}
	values = slices.Concat(values, values)
	w := NewWriter()
	for _, v := range values {
		w.Value(v)
	}
	r := NewReader()
	r.Begin(string(w.Bytes()))
	var got []graph.Value
	for range values {
		got = append(got, r.Value())
	}
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(values, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

// TestCutOff reads all beginnings of a body: each is refused.
func TestCutOff(t *testing.T) {
	w := NewWriter()
	w.Handle(^uint32(0))
	w.Text("a text")
	w.Number(1 << 20)
	body := string(w.Bytes())
	for n := range len(body) {
		r := NewReader()
		r.Begin(body[:n])
		r.Handle()
		r.Word()
		r.Number()
		if r.End() == nil {
			t.Errorf("%d of %d bytes are read", n, len(body))
		}
	}
}

// TestHasMoreThan tells what is lost when one body takes the place of another.
func TestHasMoreThan(t *testing.T) {
	was, is := NewWriter(), NewWriter()
	was.Text("stays")
	was.Load("load")
	is.Text("stays")
	if was.HasMoreThan(is) {
		t.Error("the name of a load is said to be lost")
	}
	was.Text("goes")
	if !was.HasMoreThan(is) {
		t.Error("nothing is said to be lost")
	}
}
