package container

import (
	"slices"
	"strings"
	"testing"
)

// TestPages writes to a copy: the original keeps what it has, and just the pages
// that were written to are named.
func TestPages(t *testing.T) {
	const n = 3 * PageSize * blockSize / 2
	var p Pages[int]
	for range n {
		i := p.Grow(1)
		*p.Edit(1, i) = int(i)
	}
	older := p
	for _, i := range []uint32{0, PageSize, n - 1} {
		*p.Edit(2, i) = -1
	}
	*p.EditAny(2, n) = -1
	for i, x := range older.All() {
		if *x != int(i) {
			t.Fatalf("a write to a copy changed %d to %d", i, *x)
		}
	}
	want := []uint32{0, PageSize, n - PageSize, n}
	if got := slices.Collect(p.Edited(2)); !slices.Equal(got, want) || len(slices.Collect(p.Edited(3))) > 0 {
		t.Errorf("edited pages %v, not %v", got, want)
	}
	if *p.At(PageSize) != -1 || p.Page(PageSize)[1] != PageSize+1 || p.Page(2 * n)[0] != 0 || p.Len() != n+1 {
		t.Errorf("the copy lacks what was written to it")
	}
}

func TestGrouped(t *testing.T) {
	l := Grouped(4, func(yield func(uint32, uint32) bool) {
		for h := range uint32(9) {
			if h%3 != 1 && !yield(h%3, h) {
				return
			}
		}
	})
	for i, want := range [][]uint32{{0, 3, 6}, {}, {2, 5, 8}, {}} {
		if got := l.List(uint32(i)); !slices.Equal(got, want) {
			t.Errorf("list %d is %v, not %v", i, got, want)
		}
	}
}

// TestText cuts a text whose code points have one to four bytes.
func TestText(t *testing.T) {
	text := strings.Repeat("aß→😀", 50)
	runes, cut := []rune(text), NewText(text)
	for start := range len(runes) + 1 {
		for end := start; end <= len(runes); end++ {
			if got, ok := cut.Slice(start, end); !ok || got != string(runes[start:end]) {
				t.Fatalf("%q from %d to %d", got, start, end)
			}
		}
	}
	for _, bad := range [][2]int{{-1, 1}, {2, 1}, {0, len(runes) + 1}} {
		if got, ok := cut.Slice(bad[0], bad[1]); ok {
			t.Errorf("%q from %d to %d", got, bad[0], bad[1])
		}
	}
	if _, ok := NewText("").Slice(0, 0); ok {
		t.Error("there is a piece of no text")
	}
}
