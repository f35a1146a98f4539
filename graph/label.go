package graph

// Line is the label of an edge: who, what, whom. The value of the edge's
// label property is a part of it, so that it says no more than the edge does:
// "Ukraine HOLDS (OPPOSES) Surrender of the eastern territories". Without a
// value it is "from TYPE to".
func Line(from, typ, value, to string) string {
	return from + " " + Worded(typ, value) + " " + to
}

// Worded is what stands between the ends of an edge: "HOLDS (OPPOSES)".
func Worded(typ, value string) string {
	if value == "" {
		return typ
	}
	return typ + " (" + value + ")"
}
