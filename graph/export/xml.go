package export

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// lineEnds are what parsers of XML 1.1 take for the end of a line.
var lineEnds = strings.NewReplacer("\u0085", "&#x85;", "\u2028", "&#x2028;")

// escaped writes a text for XML, in an element or an attribute. Characters that
// XML 1.0 cannot hold become U+FFFD (section 2.2).
func (w *writer) escaped(s string) {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s)); err != nil && w.err == nil {
		w.err = err
	}
	w.text(lineEnds.Replace(out.String()))
}

// open begins an element with attributes: name, value, name, value …
func (w *writer) open(name string, attributes ...string) { w.tag(name, ">", attributes) }

// alone writes an element that has only attributes.
func (w *writer) alone(name string, attributes ...string) { w.tag(name, "/>", attributes) }

func (w *writer) tag(name, end string, attributes []string) {
	w.text("<", name)
	for i := 0; i < len(attributes); i += 2 {
		w.text(" ", attributes[i], `="`)
		w.escaped(attributes[i+1])
		w.text(`"`)
	}
	w.text(end, "\n")
}

func (w *writer) close(name string) { w.text("</", name, ">\n") }
