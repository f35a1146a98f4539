package main

import (
	"bytes"
	"testing"
	"time"

	"parley/seed"
)

func TestBar(t *testing.T) {
	tests := []struct {
		p    seed.Progress
		want string
	}{
		{seed.Progress{Read: 4000}, "checked 4000 rows"},
		{seed.Progress{Read: 4000, Applied: 1000, Edges: 1500, Took: time.Second}, "[======                  ] 1000 of 4000 rows, 1500 edges a second"},
		{seed.Progress{Read: 4000, Applied: 4000, Edges: 6000, Took: 3 * time.Second}, "[========================] 4000 of 4000 rows, 2000 edges a second"},
	}
	for _, tt := range tests {
		if got := barLine(tt.p); got != tt.want {
			t.Errorf("%q\nwant %q", got, tt.want)
		}
	}
	var out bytes.Buffer
	b := newBar(&out, "x.csv")
	b.show(seed.Progress{Read: 1})
	if b.clear(); out.Len() > 0 {
		t.Errorf("where there is no terminal it shows %q", out.String())
	}
}
