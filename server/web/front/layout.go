package front

import "math"

// The canvas, in SVG units, and the room that labels need at its sides.
const (
	canvasWidth, canvasHeight = 960, 620
	marginX, marginY          = 80, 48
)

// How the dots find their places.
const (
	rounds = 500
	// Labels are wide, so that dots keep further apart from side to side.
	stretch = 1.55
	gravity = 0.035
)

// arrange gives each dot its place: dots push each other away, ties pull
// together, gravity keeps the parts in one picture (Fruchterman and Reingold,
// Graph Drawing by Force-directed Placement, 1991). The same graph is always
// drawn the same.
func (d *drawer) arrange() {
	d.Width, d.Height = canvasWidth, canvasHeight
	n := len(d.Dots)
	for i, dot := range d.Dots {
		angle := 2 * math.Pi * float64(i) / float64(n)
		dot.X, dot.Y = math.Cos(angle), math.Sin(angle)
	}
	ideal := 2 / math.Sqrt(float64(max(n, 1)))
	for round := range rounds {
		reach := 0.2 * (1 - float64(round)/rounds)
		d.push(ideal, reach)
	}
	d.fit()
}

// push moves all dots one round, none further than reach.
func (d *drawer) push(ideal, reach float64) {
	forces := make(map[*dot][2]float64, len(d.Dots))
	add := func(a, b *dot, force func(distance float64) float64) {
		dx, dy := a.X-b.X, a.Y-b.Y
		distance := max(math.Hypot(dx, dy), 1e-3)
		f := force(distance) / distance
		fa, fb := forces[a], forces[b]
		forces[a] = [2]float64{fa[0] + dx*f, fa[1] + dy*f}
		forces[b] = [2]float64{fb[0] - dx*f, fb[1] - dy*f}
	}
	for i, a := range d.Dots {
		for _, b := range d.Dots[:i] {
			add(a, b, func(distance float64) float64 { return ideal * ideal / distance })
		}
	}
	for _, t := range d.Ties {
		add(t.From, t.To, func(distance float64) float64 { return -distance * distance / ideal })
	}
	for _, a := range d.Dots {
		fx, fy := forces[a][0]-gravity*a.X, forces[a][1]-gravity*a.Y
		strength := max(math.Hypot(fx, fy), 1e-9)
		move := min(strength, reach) / strength
		a.X, a.Y = a.X+fx*move, a.Y+fy*move
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
	scaleX := (canvasWidth - 2*marginX) / max(high[0]-low[0], 1e-3)
	scaleY := (canvasHeight - 2*marginY) / max(high[1]-low[1], 1e-3)
	scaleX, scaleY = min(scaleX, stretch*scaleY), min(scaleY, scaleX)
	for _, dot := range d.Dots {
		dot.X = math.Round(canvasWidth/2 + (dot.X-(low[0]+high[0])/2)*scaleX)
		dot.Y = math.Round(canvasHeight/2 + (dot.Y-(low[1]+high[1])/2)*scaleY)
	}
}
