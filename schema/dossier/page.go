package dossier

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"parley/graph/prose"
)

// The page and its style sheet.
var (
	//go:embed page.html
	pageText string
	//go:embed page.css
	styleText string
)

// policy lets the page have its own style sheet, and nothing else.
func policy() string {
	sum := sha256.Sum256([]byte(styleText))
	return fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", base64.StdEncoding.EncodeToString(sum[:]))
}

// Write writes a dossier as a page of HTML, the same bytes each time.
func (d *Dossier) Write(to io.Writer) error {
	text, err := canonical(d)
	if err != nil {
		return err
	}
	sum := digest(text)
	if text, err = canonical(sealed{text, sum}); err != nil {
		return err
	}
	page, err := template.New("page").Funcs(template.FuncMap{"words": prose.Spoken}).Parse(pageText)
	if err != nil {
		return err
	}
	var head bytes.Buffer
	if err := page.Execute(&head, d.shown(sum)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(to, "%s%s%s%s%s</body>\n</html>\n", prologue, head.Bytes(), opening, text, closing+"\n")
	return err
}

// shown is what the page shows.
type shown struct {
	*Dossier
	Style     template.CSS
	Policy    string
	Title     string
	Variables []field // of the question
	Data      field   // the answer
	About     []card
	Origins   []origin
	SHA256    string // of the dossier's JSON
}

// shown returns what the page of a dossier shows, which has the digest sum.
func (d *Dossier) shown(sum string) *shown {
	r := newRenderer(d)
	v := &shown{Dossier: d, Style: template.CSS(styleText), Policy: policy(), Title: titleOf(&d.Question), Data: r.answer(), SHA256: sum}
	var given map[string]any
	if decode(d.Question.Variables, &given) == nil {
		for _, name := range keys(given, nil) {
			v.Variables = append(v.Variables, field{Name: name, Text: string(raw(given[name]))})
		}
	}
	for i := range d.Subjects {
		v.About = append(v.About, r.card(i))
	}
	for i := range d.Sources {
		v.Origins = append(v.Origins, r.origin(&d.Sources[i]))
	}
	return v
}

// field is a value with its name, as the page shows it.
type field struct {
	Name   string
	Text   string
	Fields []field // of an object
	Items  []field // of a list
	List   bool
	Anchor string // of the subject that it shows; "" for none
}

// Plain reports whether the value is a text alone.
func (f field) Plain() bool { return f.Fields == nil && !f.List }

// card is a subject as the page shows it.
type card struct {
	Anchor, Label, ID, Kind, Snapshot string
	There                             bool
	Verification                      string
	Values                            []field
	Why                               []string
	Against                           []string // what speaks against it, in words
	Groups                            []group
}

// group is the statements of one source.
type group struct {
	origin
	Lines []line
}

// line is a statement as the page shows it.
type line struct {
	Before, Quote, After, Row string
	Who, Act, Days            string
	Says                      []field
	Counts                    bool
	Note                      string // why it does not count
	Bears                     string // how it bears on the subject
	Class                     string
	About                     string // what it is about, where that is not the subject itself
}

// origin is a source as the page shows it.
type origin struct {
	ID, Title, Publisher, Published, Withdrawn, URL string
	SHA256                                          string
	Length                                          int
	Whole                                           bool
}
