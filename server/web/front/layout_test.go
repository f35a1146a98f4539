package front

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/graphtest"
)

// random draws a graph with up to thirty dots.
func random(m *graph.Model, seed uint64, on canvas) *drawer {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &drawer{model: m, dots: map[string]*dot{}}
	for i := range r.IntN(31) {
		d.dot(who{Kind: "Person", ID: fmt.Sprint("person:", i), Name: strings.Repeat("Name ", 1+r.IntN(9))})
		for range r.IntN(3) {
			d.Ties = append(d.Ties, &tie{From: d.Dots[i], To: d.Dots[r.IntN(i+1)]})
		}
	}
	d.arrange(on)
	return d
}

// TestArrange holds of random graphs that all dots with their labels stand on
// the canvas, no two dots on one place, and the same graph the same each time.
func TestArrange(t *testing.T) {
	seed, m := graphtest.Seed(t), standard(t)
	for n := range uint64(40) {
		on := []canvas{wide, tall}[n%2]
		d, again := random(m, seed+n, on), random(m, seed+n, on)
		for i, a := range d.Dots {
			left, top, right, bottom := a.box()
			if !(left >= -1 && top >= -1 && right <= d.Width+1 && bottom <= d.Height+1) {
				t.Errorf("seed %d: %s stands at %v, %v", seed+n, a.ID, a.X, a.Y)
			}
			if a.X != again.Dots[i].X || a.Y != again.Dots[i].Y {
				t.Errorf("seed %d: %s stands elsewhere the next time", seed+n, a.ID)
			}
			if slices.ContainsFunc(d.Dots[:i], func(b *dot) bool { return a.X == b.X && a.Y == b.Y }) {
				t.Errorf("seed %d: two dots stand at %v, %v", seed+n, a.X, a.Y)
			}
		}
	}
}

// TestWrap breaks names into lines.
func TestWrap(t *testing.T) {
	cases := []struct{ name, want string }{
		{"Russia", "Russia"},
		{"Emmanuel Macron", "Emmanuel Macron"},
		{"Volodymyr Zelensky", "Volodymyr/Zelensky"},
		{"Ukrainian officials in Florida", "Ukrainian/officials in/Florida"},
		{"Russian officials who claimed the captures of towns", "Russian officials/who claimed the/captures of towns"},
		{"Ukrainian officials who have not confirmed the captures", "Ukrainian/officials who/have not …"},
		{"", ""},
	}
	for _, c := range cases {
		if got := strings.Join(wrap(c.name), "/"); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
}
