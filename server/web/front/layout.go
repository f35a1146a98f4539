package front

import "math"

// canvas is what a graph is drawn on, in SVG units: the more there is to draw,
// the higher it is.
type canvas struct {
	class         string // in the style sheet, which shows one of them
	width, height float64
	each          float64 // of the height, for a dot
}

// The canvases, for a screen and for a phone, and the room that labels need at
// their sides.
var (
	wide = canvas{"wide", 960, 540, 22}
	tall = canvas{"tall", 400, 620, 36}
)

const marginX, marginY = 64, 40

// How the dots find their places.
const (
	rounds  = 500
	gravity = 0.05
	// Dots further apart than this many ideal distances leave each other alone,
	// so that the parts of a graph stay near each other.
	reachOfPush = 4
)

// arrange puts each dot in its place: dots push each other away, ties pull
// together, gravity keeps the parts in one picture (Fruchterman and Reingold,
// Graph Drawing by Force-directed Placement, 1991). The same graph is always
// drawn the same.
func (d *drawer) arrange(on canvas) {
	n := len(d.Dots)
	d.Class, d.Width, d.Height = on.class, on.width, max(on.height, float64(n)*on.each)
	for i, dot := range d.Dots {
		angle := 2 * math.Pi * float64(i) / float64(n)
		dot.X, dot.Y = math.Cos(angle), math.Sin(angle)
	}
	ideal := 2 / math.Sqrt(float64(max(n, 1)))
	for round := range rounds {
		reach := 0.2 * (1 - float64(round)/rounds)
		d.push(ideal, reach)
	}
	d.turn()
	d.fit()
	for range rounds {
		if !d.part() {
			break
		}
	}
	for _, dot := range d.Dots {
		dot.X, dot.Y = math.Round(dot.X), math.Round(dot.Y)
	}
}

// push moves all dots one round, none further than reach.
func (d *drawer) push(ideal, reach float64) {
	for i, a := range d.Dots {
		for _, b := range d.Dots[:i] {
			pull(a, b, func(distance float64) float64 {
				if distance > reachOfPush*ideal {
					return 0
				}
				return -ideal * ideal / distance
			})
		}
	}
	for _, t := range d.Ties {
		pull(t.From, t.To, func(distance float64) float64 { return distance * distance / ideal })
	}
	for _, a := range d.Dots {
		x, y := a.forceX-gravity*a.X, a.forceY-gravity*a.Y
		strength := max(math.Hypot(x, y), 1e-9)
		move := min(strength, reach) / strength
		a.X, a.Y, a.forceX, a.forceY = a.X+x*move, a.Y+y*move, 0, 0
	}
}

// pull adds a force between two dots to what moves them.
func pull(a, b *dot, force func(distance float64) float64) {
	x, y := b.X-a.X, b.Y-a.Y
	distance := max(math.Hypot(x, y), 1e-3)
	f := force(distance) / distance
	a.forceX, a.forceY = a.forceX+x*f, a.forceY+y*f
	b.forceX, b.forceY = b.forceX-x*f, b.forceY-y*f
}

// turn lays the picture's longer axis along that of the canvas.
func (d *drawer) turn() {
	var xx, xy, yy float64
	for _, dot := range d.Dots {
		xx, xy, yy = xx+dot.X*dot.X, xy+dot.X*dot.Y, yy+dot.Y*dot.Y
	}
	angle := -math.Atan2(2*xy, xx-yy) / 2
	if d.Height > d.Width {
		angle += math.Pi / 2
	}
	sin, cos := math.Sincos(angle)
	for _, dot := range d.Dots {
		dot.X, dot.Y = dot.X*cos-dot.Y*sin, dot.X*sin+dot.Y*cos
	}
}

// fit puts the picture on the canvas.
func (d *drawer) fit() {
	if len(d.Dots) == 0 {
		return
	}
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, dot := range d.Dots {
		low = [2]float64{min(low[0], dot.X), min(low[1], dot.Y)}
		high = [2]float64{max(high[0], dot.X), max(high[1], dot.Y)}
	}
	for _, dot := range d.Dots {
		dot.X = marginX + (dot.X-low[0])*(d.Width-2*marginX)/max(high[0]-low[0], 1e-3)
		dot.Y = marginY + (dot.Y-low[1])*(d.Height-2*marginY)/max(high[1]-low[1], 1e-3)
	}
}

// The size of a dot with its label, in SVG units.
const (
	letterWidth, lineHeight = 7, 15
	above, below            = 18, 20 // of the dot's middle, without the label
)

// box is the room that a dot takes with its label.
func (d *dot) box() (left, top, right, bottom float64) {
	longest := 4
	for _, line := range d.Lines {
		longest = max(longest, len([]rune(line)))
	}
	half := float64(longest) * letterWidth / 2
	return d.X - half, d.Y - above, d.X + half, d.Y + below + float64(len(d.Lines))*lineHeight
}

// part moves dots a step apart that cover each other, and reports whether any did.
func (d *drawer) part() bool {
	parted := false
	for i, a := range d.Dots {
		for _, b := range d.Dots[:i] {
			parted = apart(a, b) || parted
		}
	}
	for _, dot := range d.Dots {
		left, top, right, bottom := dot.box()
		dot.X += max(0, -left) - max(0, right-d.Width)
		dot.Y += max(0, -top) - max(0, bottom-d.Height)
	}
	return parted
}

// apart moves two dots that cover each other half of the shorter way apart.
func apart(a, b *dot) bool {
	aLeft, aTop, aRight, aBottom := a.box()
	bLeft, bTop, bRight, bBottom := b.box()
	x, y := min(aRight, bRight)-max(aLeft, bLeft), min(aBottom, bBottom)-max(aTop, bTop)
	if x <= 0 || y <= 0 {
		return false
	}
	if x < y {
		step := math.Copysign(x/4+0.5, a.X-b.X)
		a.X, b.X = a.X+step, b.X-step
	} else {
		step := math.Copysign(y/4+0.5, a.Y-b.Y)
		a.Y, b.Y = a.Y+step, b.Y-step
	}
	return true
}
